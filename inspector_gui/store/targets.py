"""The inspected websites: known to the whole archive, taking part in some of its rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from inspector_gui.domain.custody import canonical_json, plain, subject_digest, text_digest
from inspector_gui.domain.targets import Website
from inspector_gui.errors import InvalidInput
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database
from inspector_gui.store.encoding import decoded, website_from
from inspector_gui.store.faults import in_language
from inspector_gui.store.subjects import Subject, digest_of_row, unknown

Put = Literal["added", "changed", "unchanged"]


class Targets:
    """A target keeps its id across rounds; changing it changes it for all of them, the custody log keeps what it was."""

    def __init__(self, database: Database, custody: CustodyLog) -> None:
        self._database = database
        self._custody = custody

    def put(self, website: Website, *, round_id: str) -> Put:
        """Add the website to the round, or bring it up to date; says what that did to the round's register."""
        facts = canonical_json(website)
        with self._database.transaction():
            before = self._database.value("SELECT facts FROM targets WHERE id = ?", (website.id,))
            if before is None:
                self._database.insert("targets", {"id": website.id, "facts": facts})
            elif before != facts:
                self._database.run("UPDATE targets SET facts = ? WHERE id = ?", (facts, website.id))
            if before != facts:
                self._custody.append(
                    "target_put", f"target:{website.id}", text_digest(facts), {"website": plain(website)}
                )
            joined = self._join(round_id, website.id)
        if joined:
            return "added"
        return "unchanged" if before == facts else "changed"

    def get(self, id: str) -> Website:
        """The target of this id. Raises `UnknownName`."""
        facts = self._database.value("SELECT facts FROM targets WHERE id = ?", (id,))
        if facts is None:
            raise unknown(id, zh="检查对象", en="target")
        return self._website(id, facts)

    def find(self, word: str, round_id: str) -> Website:
        """The target of a round by id, site code, host (or home page) or name, in this order.

        Raises `UnknownName` when there is none, `InvalidInput` when several fit equally well.
        """
        every, wanted = self.of_round(round_id), word.strip().casefold()
        for trait in _TRAITS:
            found = [target for target in every if wanted and wanted in trait(target)]
            if len(found) == 1:
                return found[0]
            if found:
                raise InvalidInput(
                    what=f"“{word}”",
                    reason=in_language(f"有 {len(found)} 个检查对象符合", f"{len(found)} targets fit"),
                    todo=in_language("请改用编号:", "Use an id: ") + ", ".join(target.id for target in found[:10]),
                )
        raise unknown(word, zh="检查对象", en="target", known=[target.id for target in every])

    def of_round(self, round_id: str) -> list[Website]:
        """The targets of a round in the order they joined it."""
        query = """SELECT t.id, t.facts FROM round_targets r JOIN targets t ON t.id = r.target_id
                   WHERE r.round_id = ? ORDER BY r.seq"""
        return [self._website(row["id"], row["facts"]) for row in self._database.rows(query, (round_id,))]

    def _join(self, round_id: str, target_id: str) -> bool:
        query = "SELECT 1 FROM round_targets WHERE round_id = ? AND target_id = ?"
        if self._database.row(query, (round_id, target_id)):
            return False
        self._database.insert("round_targets", {"round_id": round_id, "target_id": target_id})
        self._custody.append("target_put", f"member:{round_id}/{target_id}", _member_digest(round_id, target_id))
        return True

    def _website(self, id: str, facts: str) -> Website:
        return decoded(website_from, facts, what=f"target:{id}", path=self._database.path)


def _hosts(website: Website) -> tuple[str, ...]:
    return (
        website.host,
        urlsplit(website.url).netloc.casefold(),
        website.url.casefold(),
        website.url.casefold().rstrip("/"),
    )


_TRAITS: tuple[Callable[[Website], tuple[str, ...]], ...] = (
    lambda website: (website.id.casefold(),),
    lambda website: (website.site_code.casefold(),),
    _hosts,
    lambda website: (website.name.casefold(),),
)


def _member_digest(round_id: str, target_id: str) -> str:
    return subject_digest({"round_id": round_id, "target_id": target_id})


def target_subjects(database: Database) -> Iterator[Subject]:
    """Every target and every membership in a round as it is now, for comparison with the custody log."""
    for row in database.rows("SELECT id, facts FROM targets ORDER BY seq"):
        yield Subject(f"target:{row['id']}", digest_of_row(row["facts"], {"id": row["id"]}))
    for row in database.rows("SELECT round_id, target_id FROM round_targets ORDER BY seq"):
        yield Subject(f"member:{row['round_id']}/{row['target_id']}", _member_digest(row["round_id"], row["target_id"]))
