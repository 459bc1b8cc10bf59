"""What a verification says: problems, each naming one thing that is not as recorded, and notes that are no damage."""

from __future__ import annotations

from dataclasses import dataclass

from inspector_gui.errors import UserError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit. `what` names it (``capture:ID``, ``decision:ID/N``, a SHA-256, a file).

    `kind` is database (inner structure), changed, missing, added (stored without an entry in the custody log), chain
    (the custody log itself) or signature.
    """

    kind: str
    what: str
    detail_zh: str
    detail_en: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing that is no damage."""

    what: str
    detail_zh: str
    detail_en: str


def damage_of(name: str, error: UserError) -> Problem:
    """The problem of a file that could not be read on."""
    return Problem("database", name, error.text("zh"), error.text("en"))
