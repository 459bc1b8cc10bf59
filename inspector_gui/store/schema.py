"""The tables of `archive.db` as numbered migrations, and how an archive of an older schema is brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlite_utils
from sqlite_utils.migrations import Migrations

from inspector_gui.errors import ArchiveNewer
from inspector_gui.store.clock import Clock
from inspector_gui.store.database import Database
from inspector_gui.store.faults import damaged, translated_errors, translated_file_errors

#: Marks our databases for `file` and for ourselves ("INSP").
APPLICATION_ID = 0x494E5350

MIGRATIONS = Migrations("archive")

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE custody (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, monotonic_ns INTEGER NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL,
        subject TEXT NOT NULL, digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL,
        key TEXT NOT NULL, detail TEXT NOT NULL) STRICT""",
    """CREATE TABLE rounds (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, evidence_file TEXT NOT NULL UNIQUE,
        paused INTEGER NOT NULL DEFAULT 0, indicator_set_text TEXT NOT NULL, facts TEXT NOT NULL) STRICT""",
    "CREATE TABLE targets (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, facts TEXT NOT NULL) STRICT",
    """CREATE TABLE round_targets (
        seq INTEGER PRIMARY KEY, round_id TEXT NOT NULL REFERENCES rounds (id), target_id TEXT NOT NULL REFERENCES targets (id),
        stage TEXT NOT NULL DEFAULT '', UNIQUE (round_id, target_id)) STRICT""",
    """CREATE TABLE visits (
        id INTEGER PRIMARY KEY, round_id TEXT NOT NULL, target_id TEXT NOT NULL, url TEXT NOT NULL, rank INTEGER NOT NULL,
        depth INTEGER NOT NULL, visit TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending', tries INTEGER NOT NULL DEFAULT 0,
        takes INTEGER NOT NULL DEFAULT 0, worker TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '', not_before TEXT, due REAL NOT NULL DEFAULT 0, UNIQUE (round_id, target_id, url),
        FOREIGN KEY (round_id, target_id) REFERENCES round_targets (round_id, target_id)) STRICT""",
    """CREATE TABLE captures (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, round_id TEXT NOT NULL REFERENCES rounds (id),
        target_id TEXT NOT NULL REFERENCES targets (id), url TEXT NOT NULL, taken_at TEXT NOT NULL, taken REAL NOT NULL,
        facts TEXT NOT NULL) STRICT""",
    "CREATE INDEX captures_of_target ON captures (round_id, target_id)",
    "CREATE INDEX captures_by_time ON captures (round_id, taken)",
    """CREATE TABLE links (
        round_id TEXT NOT NULL REFERENCES rounds (id), target_id TEXT NOT NULL REFERENCES targets (id), url TEXT NOT NULL,
        facts TEXT NOT NULL, PRIMARY KEY (round_id, target_id, url)) STRICT""",
    """CREATE TABLE check_runs (
        id INTEGER PRIMARY KEY, round_id TEXT NOT NULL REFERENCES rounds (id), target_id TEXT NOT NULL REFERENCES targets (id),
        check_id TEXT NOT NULL, facts TEXT NOT NULL) STRICT""",
    "CREATE INDEX check_runs_of_target ON check_runs (round_id, target_id, check_id)",
    """CREATE TABLE findings (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, round_id TEXT NOT NULL REFERENCES rounds (id),
        target_id TEXT NOT NULL REFERENCES targets (id), check_id TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0,
        facts TEXT NOT NULL) STRICT""",
    "CREATE INDEX findings_of_target ON findings (round_id, target_id)",
    """CREATE TABLE decisions (
        finding_id TEXT NOT NULL REFERENCES findings (id), n INTEGER NOT NULL, facts TEXT NOT NULL,
        PRIMARY KEY (finding_id, n)) STRICT""",
    """CREATE TABLE annotations (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, capture_id TEXT NOT NULL REFERENCES captures (id),
        facts TEXT NOT NULL) STRICT""",
    "CREATE INDEX annotations_of_capture ON annotations (capture_id)",
)

#: Rows of these tables are written once.
_APPEND_ONLY = ("custody", "captures", "decisions")


def append_only_triggers(table: str) -> list[str]:
    """Statements that make SQLite itself refuse to change or delete rows of `table`."""
    return [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only'); END"
        for act in ("UPDATE", "DELETE")
    ]


@MIGRATIONS()
def m001_spine(db: sqlite_utils.Database) -> None:
    """Everything the first release stores."""
    for statement in _TABLES:
        db.execute(statement)
    for table in _APPEND_ONLY:
        for statement in append_only_triggers(table):
            db.execute(statement)


def known_steps(migrations: Migrations = MIGRATIONS) -> list[str]:
    """Names of the migrations this program knows, in order; their number is the newest schema number."""
    with closing(sqlite3.connect(":memory:")) as empty:
        return [step.name for step in migrations.pending(sqlite_utils.Database(empty, execute_plugins=False))]


def create_schema(database: Database, migrations: Migrations = MIGRATIONS) -> None:
    """Lay out an empty database, inside the caller's transaction."""
    database.run(f"PRAGMA application_id={APPLICATION_ID}")
    _apply(database, migrations)


def require_known_schema(database: Database, folder: Path, migrations: Migrations = MIGRATIONS) -> int:
    """The schema number of an archive. Raises `ArchiveDamaged` for a foreign database, `ArchiveNewer` for a newer one."""
    if database.value("PRAGMA application_id") != APPLICATION_ID:
        raise damaged(folder, "archive.db 不是巡检存档", "archive.db is not an inspection archive")
    found, known = int(database.value("PRAGMA user_version")), known_steps(migrations)
    with translated_errors(folder, busy_seconds=database.busy_seconds):
        applied = {migration.name for migration in migrations.applied(_wrapped(database))}
    if found > len(known) or applied - set(known):
        raise ArchiveNewer(path=folder, found=max(found, len(applied)), known=len(known))
    return found


def upgrade_schema(
    database: Database, folder: Path, *, clock: Clock, migrations: Migrations = MIGRATIONS
) -> Path | None:
    """Bring an older archive up to date in one transaction; returns the backup copy made before, None when up to date."""
    if require_known_schema(database, folder, migrations) == len(known_steps(migrations)):
        return None
    with database.transaction():
        # Looked at again under the write lock: another program may have upgraded it meanwhile.
        found = require_known_schema(database, folder, migrations)
        if found == len(known_steps(migrations)):
            return None
        backup = folder / "backups" / f"archive-schema-{found}-{clock.now():%Y%m%dT%H%M%S}.db"
        _back_up(database, backup)
        _apply(database, migrations)
    return backup


def _apply(database: Database, migrations: Migrations) -> None:
    with translated_errors(database.path, busy_seconds=database.busy_seconds):
        migrations.apply(_wrapped(database))
    database.run(f"PRAGMA user_version={len(known_steps(migrations))}")


def _wrapped(database: Database) -> sqlite_utils.Database:
    return sqlite_utils.Database(database.connection, execute_plugins=False)


def _back_up(database: Database, backup: Path) -> None:
    """Copy by SQLite's backup API; the source is read by a connection of its own, as ours is in a transaction."""
    with translated_file_errors(backup):
        backup.parent.mkdir(exist_ok=True)
    source = Database(database.path, mode="read", busy_seconds=database.busy_seconds)
    with (
        closing(source),
        translated_errors(backup, busy_seconds=database.busy_seconds),
        closing(sqlite3.connect(backup)) as copy,
    ):
        copy.execute("PRAGMA synchronous=EXTRA")
        source.connection.backup(copy)
