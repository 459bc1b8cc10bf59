"""One person's work on one archive: the open archive, who is signed in, and what can be undone."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from pathlib import Path

from inspector_gui.bundled import resource
from inspector_gui.domain.history import History
from inspector_gui.domain.indicators import IndicatorSet, parse_indicator_set
from inspector_gui.domain.rounds import Round
from inspector_gui.errors import InvalidInput, UnknownName
from inspector_gui.store.archive import Archive
from inspector_gui.store.faults import translated_file_errors
from inspector_gui.store.keys import Keyring

#: The rule book of a new round when nothing else is asked for.
DEFAULT_INDICATOR_SET = "guoban-2019-19"


@dataclass
class Session:
    """An open archive and its user. Belongs to the one thread that opened it."""

    archive: Archive
    actor: str
    history: History = field(default_factory=History)
    indicator_sets: dict[str, IndicatorSet] = field(default_factory=dict)
    """Parsed rule books by round id: a round never changes its own."""

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        close_session(self)


def open_session(path: Path, *, actor: str = "", window: bool = False) -> Session:
    """Open the archive at `path`; `window` takes the lock that keeps a second window out. Raises the Archive… errors."""
    name = actor or _login_name()
    with translated_file_errors(path):  # an address that no file system takes
        return Session(Archive.open(path, keys=Keyring.default(), actor=name, window=window), name)


def create_archive(path: Path, *, name: str, actor: str = "") -> Session:
    """Create an empty archive at `path` (``NAME.inspection``) and open it.

    Raises `ArchiveExists`, `ArchiveNotWritable`, `DiskFull`, and `InvalidInput` for a blank name; then nothing is left.
    """
    if not name.strip():
        raise InvalidInput(what="存档名称", reason="名称为空", todo="请填写名称,例如“某某市政府网站检查”。")
    who = actor or _login_name()
    with translated_file_errors(path):
        return Session(Archive.create(path, name=name.strip(), keys=Keyring.default(), actor=who), who)


def close_session(session: Session) -> None:
    """Let go of the archive; nothing is pending, every act was saved when it was done."""
    session.archive.close()


def find_round(session: Session, name_or_id: str = "") -> Round:
    """The round of this name or id; the newest when nothing is named. Raises `UnknownName`."""
    if name_or_id:
        return session.archive.rounds.get(name_or_id)
    newest = session.archive.rounds.newest()
    if newest is None:
        raise UnknownName(kind="检查批次", name="(最新)", hint="存档中还没有批次,请先用 inspector-gui round 新建。")
    return newest


def indicator_set_of(session: Session, round_id: str) -> IndicatorSet:
    """The rule book of a round, as it was when the round was created."""
    if round_id not in session.indicator_sets:
        text = session.archive.rounds.indicator_set_text(round_id)
        session.indicator_sets[round_id] = parse_indicator_set(text, file=f"round {round_id}")
    return session.indicator_sets[round_id]


def bundled_indicator_set_text(name: str = DEFAULT_INDICATOR_SET) -> str:
    """The text of a rule book that comes with the program."""
    return resource("indicators", f"{name}.json").read_text(encoding="utf-8")


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no account database entry, as in some containers
        return "检查员"
