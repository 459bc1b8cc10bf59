"""Results of link tests: one per distinct address of a target in a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector_gui.domain.captures import LinkResult
from inspector_gui.domain.custody import canonical_json
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database
from inspector_gui.store.encoding import decoded, link_from, searchable
from inspector_gui.store.subjects import CONTRADICTORY, Subject, digest_of_list, digest_of_row

_PUT = """INSERT INTO links (round_id, target_id, url, facts) VALUES (?, ?, ?, ?)
          ON CONFLICT (round_id, target_id, url) DO UPDATE SET facts = excluded.facts"""


class Links:
    """A later test of the same address replaces the earlier one; the last one decides."""

    def __init__(self, database: Database, custody: CustodyLog) -> None:
        self._database = database
        self._custody = custody

    def put(self, round_id: str, target_id: str, results: Sequence[LinkResult]) -> None:
        """Store these results in one transaction."""
        if not results:
            return
        with self._database.transaction():
            for result in results:
                self._database.run(_PUT, (round_id, target_id, searchable(result.url), canonical_json(result)))
            every = _facts(self._database, round_id, target_id)
            detail = {"tested": len(results), "total": len(every)}
            self._custody.append("links_tested", f"links:{round_id}/{target_id}", digest_of_list(every), detail)

    def of_target(self, round_id: str, target_id: str) -> dict[str, LinkResult]:
        """The result for each tested address."""
        what = f"links:{round_id}/{target_id}"
        results = [
            decoded(link_from, facts, what=what, path=self._database.path)
            for facts in _facts(self._database, round_id, target_id)
        ]
        return {result.url: result for result in results}


def _facts(database: Database, round_id: str, target_id: str) -> list[str]:
    return database.column(
        "SELECT facts FROM links WHERE round_id = ? AND target_id = ? ORDER BY url", (round_id, target_id)
    )


def link_subjects(database: Database) -> Iterator[Subject]:
    """The link tests of each target as they are now, for comparison with the custody log."""
    for key in database.rows("SELECT DISTINCT round_id, target_id FROM links ORDER BY round_id, target_id"):
        query = "SELECT url, facts FROM links WHERE round_id = ? AND target_id = ? ORDER BY url"
        rows = database.rows(query, (key["round_id"], key["target_id"]))
        fitting = all(digest_of_row(row["facts"], {"url": row["url"]}) != CONTRADICTORY for row in rows)
        digest = digest_of_list(row["facts"] for row in rows) if fitting else CONTRADICTORY
        yield Subject(f"links:{key['round_id']}/{key['target_id']}", digest)
