"""存档: one folder with everything about the inspections of one jurisdiction; creates, opens and closes it."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType

from inspector_gui.domain.custody import subject_digest
from inspector_gui.errors import ArchiveExists, ArchiveMissing, ArchiveNotWritable, DiskFull
from inspector_gui.store.annotations import Annotations
from inspector_gui.store.captures import Captures
from inspector_gui.store.checks import CheckRuns
from inspector_gui.store.clock import SYSTEM_CLOCK, Clock
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import BUSY_SECONDS, Database
from inspector_gui.store.evidence import Evidence
from inspector_gui.store.faults import damaged, in_language, translated_file_errors
from inspector_gui.store.findings import Findings
from inspector_gui.store.keys import Keyring
from inspector_gui.store.links import Links
from inspector_gui.store.locks import WindowLock
from inspector_gui.store.queue import Queue
from inspector_gui.store.rounds import Rounds
from inspector_gui.store.schema import create_schema, upgrade_schema
from inspector_gui.store.subjects import Subject
from inspector_gui.store.targets import Targets

DATABASE_NAME = "archive.db"
EVIDENCE_FOLDER = "evidence"


class Archive:
    """An open archive. Belongs to one thread; several processes may have the same archive open."""

    def __init__(
        self, path: Path, database: Database, resources: ExitStack, *, keys: Keyring, actor: str, clock: Clock
    ) -> None:
        facts = archive_facts(database)
        self.path = path
        self.name, self.id, self.actor = facts["name"], facts["id"], actor
        self._database = database
        self._resources = resources
        self.custody = CustodyLog(database, archive_id=self.id, keys=keys, actor=actor, clock=clock)
        self.rounds = Rounds(database, self.custody)
        self.targets = Targets(database, self.custody)
        self.queue = Queue(database, clock)
        self.evidence = Evidence(
            path / EVIDENCE_FOLDER,
            archive_id=self.id,
            rounds=self.rounds,
            custody=self.custody,
            clock=clock,
            busy_seconds=database.busy_seconds,
        )
        self.captures = Captures(database, self.custody, self.evidence, clock)
        self.links = Links(database, self.custody)
        self.checks = CheckRuns(database, self.custody)
        self.findings = Findings(database, self.custody, clock, actor)
        self.annotations = Annotations(database, self.custody)
        resources.callback(self.evidence.close)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str,
        keys: Keyring,
        actor: str,
        clock: Clock = SYSTEM_CLOCK,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Archive:
        """Create an empty archive in the new folder `path` and open it.

        The folder appears complete or not at all. Raises `ArchiveExists`, `ArchiveNotWritable` or `DiskFull`.
        """
        path = path.absolute()
        if path.exists() or path.is_symlink():
            raise ArchiveExists(path=path)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with translated_file_errors(path):
                (draft / EVIDENCE_FOLDER).mkdir(parents=True)
            _lay_out(draft, name=name, keys=keys, actor=actor, clock=clock)
            with translated_file_errors(path):
                draft.rename(path)
        except (DiskFull, ArchiveNotWritable) as error:
            raise type(error)(**{**error.facts, "path": path}) from error  # nobody knows the draft by its name
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return cls.open(path, keys=keys, actor=actor, clock=clock, busy_seconds=busy_seconds)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        keys: Keyring,
        actor: str,
        window: bool = False,
        clock: Clock = SYSTEM_CLOCK,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Archive:
        """Open the archive in the folder `path`, bringing an older schema up to date after a backup copy.

        `window` keeps a second window out, but no worker and no command. Raises `ArchiveMissing`, `ArchiveNotWritable`,
        `ArchiveLocked`, `ArchiveNewer`, `ArchiveDamaged` or `ArchiveBusy` (after `busy_seconds`).
        """
        path = path.absolute()
        require_archive(path)
        _require_writable(path)
        with ExitStack() as stack:
            if window:
                stack.enter_context(WindowLock.take(path, clock=clock))
            database = Database(path / DATABASE_NAME, mode="write", shared=True, busy_seconds=busy_seconds)
            stack.callback(database.close)
            upgrade_schema(database, path, clock=clock)
            _require_sound(database, path)
            resources = stack.pop_all()
        try:
            return cls(path, database, resources, keys=keys, actor=actor, clock=clock)
        except BaseException:
            resources.close()
            raise

    def transaction(self) -> AbstractContextManager[None]:
        """Everything stored inside is stored together or not at all; an inner one joins the outer one.

        Evidence is the exception: it is committed on its own, before what refers to it.
        """
        return self._database.transaction()

    def close(self) -> None:
        """Let go of all files and locks; nothing is pending."""
        self._resources.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def require_archive(path: Path) -> None:
    """Raise `ArchiveMissing` when there is no archive in the folder `path`."""
    if not (path / DATABASE_NAME).is_file():
        raise ArchiveMissing(path=path)


def archive_facts(database: Database) -> dict[str, str]:
    """Id, name and time of creation of an archive. Raises `ArchiveDamaged` when they are gone."""
    rows = database.rows("SELECT key, value FROM meta WHERE key IN ('id', 'name', 'created_at')")
    facts = {row["key"]: row["value"] for row in rows}
    if len(facts) != 3:
        raise damaged(database.path.parent, "缺少存档的编号或名称", "the id or name of the archive is gone")
    return facts


def archive_subject(database: Database) -> Subject:
    """The archive itself as a subject of the custody log."""
    facts = archive_facts(database)
    return Subject(f"archive:{facts['id']}", subject_digest(facts))


def _lay_out(folder: Path, *, name: str, keys: Keyring, actor: str, clock: Clock) -> None:
    database = Database(folder / DATABASE_NAME, mode="create", shared=True)
    try:
        with database.transaction():
            create_schema(database)
            facts = {"id": secrets.token_hex(16), "name": name, "created_at": clock.iso()}
            for key, value in facts.items():
                database.insert("meta", {"key": key, "value": value})
            log = CustodyLog(database, archive_id=facts["id"], keys=keys, actor=actor, clock=clock)
            log.append("created", f"archive:{facts['id']}", subject_digest(facts), {"name": name})
    finally:
        database.close()


def _require_writable(path: Path) -> None:
    """SQLite opens a protected file for reading without a word; say it before work is done that cannot be saved."""
    for place in (path, path / DATABASE_NAME, path / EVIDENCE_FOLDER):
        if place.exists() and not os.access(place, os.W_OK):
            reason = in_language("没有写入权限,或磁盘只读", "no permission, or a read-only disk")
            raise ArchiveNotWritable(path=place, reason=reason)


def _require_sound(database: Database, path: Path) -> None:
    first = database.value("PRAGMA quick_check(1)")
    if first != "ok":
        raise damaged(path, f"数据库检查未通过({first})", f"the database check failed ({first})")
