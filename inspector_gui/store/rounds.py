"""The rounds of an archive, each with the rule book as it was when the round was created."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspector_gui.domain.custody import canonical_json, subject_digest, text_digest
from inspector_gui.domain.rounds import Round
from inspector_gui.errors import InvalidInput
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database
from inspector_gui.store.encoding import decoded, round_from
from inspector_gui.store.faults import in_language
from inspector_gui.store.subjects import CONTRADICTORY, Subject, digest_of_row, unknown

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
#: Names that Windows keeps for devices, also with an ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class Rounds:
    """Rounds are added and never changed; what changes later is an amendment."""

    def __init__(self, database: Database, custody: CustodyLog) -> None:
        self._database = database
        self._custody = custody

    def add(self, round: Round, *, indicator_set_text: str) -> None:
        """Store a new round. Raises `InvalidInput` when its name or id is taken."""
        facts = canonical_json(round)
        with self._database.transaction():
            if self._database.row("SELECT 1 FROM rounds WHERE name = ? OR id = ?", (round.name, round.id)):
                raise InvalidInput(
                    what=in_language(f"批次名称“{round.name}”", f"The round name “{round.name}”"),
                    reason=in_language("该存档中已有同名批次", "the archive has a round of this name"),
                    todo=in_language("请换一个名称。", "Choose another one."),
                )
            self._database.insert(
                "rounds",
                {
                    "id": round.id,
                    "name": round.name,
                    "evidence_file": self._free_evidence_file(round),
                    "indicator_set_text": indicator_set_text,
                    "facts": facts,
                },
            )
            digest, detail = _digest(facts, indicator_set_text), {"name": round.name, "as_of": round.as_of}
            self._custody.append("round_added", f"round:{round.id}", digest, detail)

    def get(self, name_or_id: str) -> Round:
        """The round of this id, else of this name. Raises `UnknownName`."""
        row = self._database.row(
            "SELECT id, facts FROM rounds WHERE id = ?1 OR name = ?1 ORDER BY id = ?1 DESC", (name_or_id,)
        )
        if row is None:
            names = self._database.column("SELECT name FROM rounds ORDER BY seq DESC")
            raise unknown(name_or_id, zh="检查批次", en="round", known=names)
        return self._round(row["id"], row["facts"])

    def newest(self) -> Round | None:
        """The round added last, or None."""
        every = self.all()
        return every[-1] if every else None

    def all(self) -> list[Round]:
        """All rounds in the order they were added."""
        return [
            self._round(row["id"], row["facts"])
            for row in self._database.rows("SELECT id, facts FROM rounds ORDER BY seq")
        ]

    def indicator_set_text(self, round_id: str) -> str:
        """The rule book of a round, exactly as it was read. Raises `UnknownName`."""
        return self._column(round_id, "indicator_set_text")

    def evidence_file(self, round_id: str) -> str:
        """Name of the round's database below `evidence/`. Raises `UnknownName`."""
        return self._column(round_id, "evidence_file")

    def _column(self, round_id: str, column: str) -> str:
        found = self._database.value(f"SELECT {column} FROM rounds WHERE id = ?", (round_id,))
        if found is None:
            raise unknown(round_id, zh="检查批次", en="round")
        return str(found)

    def _round(self, round_id: str, facts: str) -> Round:
        return decoded(round_from, facts, what=f"round:{round_id}", path=self._database.path)

    def _free_evidence_file(self, round: Round) -> str:
        """The round's name where it makes a file name on every system that no other round has, else its id."""
        taken = {str(name).casefold() for name in self._database.column("SELECT evidence_file FROM rounds")}
        candidates = [
            name for name in (round.name, round.id) if _PLAIN_NAME.fullmatch(name) and not _RESERVED.fullmatch(name)
        ]
        candidates.append(text_digest(round.id)[:32])
        return next(f"{name}.db" for name in candidates if f"{name}.db".casefold() not in taken)


def _digest(facts: str, indicator_set_text: str) -> str:
    return subject_digest({"round": text_digest(facts), "indicator_set": text_digest(indicator_set_text)})


def round_subjects(database: Database) -> Iterator[Subject]:
    """Every round as it is now, for comparison with the custody log."""
    for row in database.rows("SELECT id, name, indicator_set_text, facts FROM rounds ORDER BY seq"):
        columns = {"id": row["id"], "name": row["name"]}
        fitting = digest_of_row(row["facts"], columns) != CONTRADICTORY
        yield Subject(
            f"round:{row['id']}", _digest(row["facts"], row["indicator_set_text"]) if fitting else CONTRADICTORY
        )
