"""What the automatic checks said: the latest results of each check for each target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.custody import canonical_json
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database, Row
from inspector_gui.store.encoding import check_run_from, decoded
from inspector_gui.store.subjects import CONTRADICTORY, Subject, digest_of_list, digest_of_row


class CheckRuns:
    """Results of checks; running a check again replaces what it said before about the same target."""

    def __init__(self, database: Database, custody: CustodyLog) -> None:
        self._database = database
        self._custody = custody

    def put(self, round_id: str, target_id: str, runs: Sequence[CheckRun]) -> None:
        """Store the results of some checks in place of their former ones, in one transaction."""
        by_check: dict[str, list[str]] = {}
        for run in runs:
            by_check.setdefault(run.check_id, []).append(canonical_json(run))
        with self._database.transaction():
            for check_id, facts in by_check.items():
                key = (round_id, target_id, check_id)
                self._database.run("DELETE FROM check_runs WHERE round_id = ? AND target_id = ? AND check_id = ?", key)
                for text in facts:
                    self._database.insert(
                        "check_runs",
                        {"round_id": round_id, "target_id": target_id, "check_id": check_id, "facts": text},
                    )
                self._custody.append("checked", f"checks:{round_id}/{target_id}/{check_id}", digest_of_list(facts))

    def of_target(self, round_id: str, target_id: str) -> list[CheckRun]:
        """The results for one target, in the order they were stored."""
        return self._runs("WHERE round_id = ? AND target_id = ?", (round_id, target_id))

    def of_round(self, round_id: str) -> list[CheckRun]:
        """The results for all targets of a round, in the order they were stored."""
        return self._runs("WHERE round_id = ?", (round_id,))

    def _runs(self, condition: str, values: tuple[str, ...]) -> list[CheckRun]:
        rows = self._database.rows(f"SELECT target_id, check_id, facts FROM check_runs {condition} ORDER BY id", values)
        return [
            decoded(
                check_run_from,
                row["facts"],
                what=f"checks:{row['target_id']}/{row['check_id']}",
                path=self._database.path,
            )
            for row in rows
        ]


def check_subjects(database: Database) -> Iterator[Subject]:
    """The results of each check for each target as they are now, for comparison with the custody log."""
    rows = database.rows(
        "SELECT round_id, target_id, check_id, facts FROM check_runs ORDER BY round_id, target_id, check_id, id"
    )
    for key, group in groupby(rows, key=_key):
        members = list(group)
        fitting = all(digest_of_row(row["facts"], {"check_id": row["check_id"]}) != CONTRADICTORY for row in members)
        yield Subject(f"checks:{key}", digest_of_list(row["facts"] for row in members) if fitting else CONTRADICTORY)


def _key(row: Row) -> str:
    return f"{row['round_id']}/{row['target_id']}/{row['check_id']}"
