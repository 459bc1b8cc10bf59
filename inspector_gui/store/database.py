"""One SQLite connection with the settings the archive promises, explicit transactions, and errors in the user's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from inspector_gui.errors import ArchiveBusy
from inspector_gui.store.faults import translated_errors

#: How long a statement waits for another program before `ArchiveBusy`.
BUSY_SECONDS = 30.0

#: From this version on WAL is free of the bug that can corrupt a database with several writers (wal-reset, 3.7.0–3.51.2).
WAL_SAFE_SINCE = (3, 51, 3)

_SYNCHRONOUS = {"FULL": 2, "EXTRA": 3}

Row = dict[str, Any]
Mode = Literal["create", "write", "read"]


def journal_settings(*, shared: bool, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[str, str]:
    """(journal_mode, synchronous) for a database; `shared` ones are read and written by several processes at once.

    WAL + NORMAL and DELETE + FULL lose acknowledged rows at a power cut; these do not.
    """
    return ("wal", "FULL") if shared and version >= WAL_SAFE_SINCE else ("truncate", "EXTRA")


class Database:
    """A connection that belongs to one thread.

    Writing needs an open `transaction`; reading gives complete lists, so that no half-read cursor keeps others from
    committing. Every method may raise `ArchiveBusy`, `ArchiveDamaged`, `ArchiveNotWritable` or `DiskFull`.
    """

    def __init__(self, path: Path, *, mode: Mode, shared: bool = False, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self.busy_seconds = busy_seconds
        self.transactions = 0
        """How many outermost transactions were begun on this connection."""
        self._depth = 0
        with self._translated():
            self._connection = _connect(path, mode, busy_seconds)
        try:
            if mode != "read":
                self._configure(shared)
        except BaseException:
            self._connection.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The bare connection, for migrations and copies."""
        return self._connection

    def close(self) -> None:
        self._connection.close()

    @property
    def in_transaction(self) -> bool:
        return self._depth > 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is stored together or not at all. An inner one joins the outer one, which commits.

        An inner one that fails takes back its own part only; the outer one may go on.
        """
        name = f"nested_{self._depth}"
        nested = self._depth > 0
        if nested:
            self._require_transaction()  # a SAVEPOINT of its own would begin, and commit, another transaction
        # A deferred transaction that turns to writing fails at once, whatever the busy timeout.
        self._command(f"SAVEPOINT {name}" if nested else "BEGIN IMMEDIATE")
        self.transactions += 0 if nested else 1
        self._depth += 1
        try:
            yield
            self._require_transaction()
            self._command(f"RELEASE {name}" if nested else "COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # SQLite itself rolls back when the disk is full
                for command in (f"ROLLBACK TO {name}", f"RELEASE {name}") if nested else ("ROLLBACK",):
                    self._command(command)
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment; others cannot commit meanwhile, so be brief."""
        self._command("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._command("ROLLBACK")

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Execute one writing statement; returns the number of rows it touched."""
        self._require_transaction()
        with self._translated():
            return self._connection.execute(sql, values).rowcount

    def insert(self, table: str, row: Mapping[str, object]) -> int:
        """Add one row; returns its rowid."""
        self._require_transaction()
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        with self._translated():
            cursor = self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
        return cursor.lastrowid or 0

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query."""
        with self._translated():
            cursor = self._connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row of a query, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def column(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """The first column of all rows."""
        with self._translated():
            return [row[0] for row in self._connection.execute(sql, values).fetchall()]

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.column(sql, values)
        return found[0] if found else None

    def pages(
        self, sql: str, *, after: object, key: str, values: Sequence[object] = (), size: int = 500
    ) -> Iterator[Row]:
        """Rows of a long query in portions, holding no lock between them.

        `sql` takes `values`, then the key of the last row seen, then the number of rows; it must order by `key`.
        """
        while portion := self.rows(sql, (*values, after, size)):
            yield from portion
            after = portion[-1][key]

    def _configure(self, shared: bool) -> None:
        journal, synchronous = journal_settings(shared=shared)
        if self.value("PRAGMA journal_mode") != journal and self.value(f"PRAGMA journal_mode={journal}") != journal:
            raise ArchiveBusy(path=self.path, seconds=f"{self.busy_seconds:g}")
        self._set("synchronous", synchronous, _SYNCHRONOUS[synchronous])
        self._set("foreign_keys", "ON", 1)
        self._set("trusted_schema", "OFF", 0)
        self._set("recursive_triggers", "ON", 1)  # else INSERT OR REPLACE slips past the triggers that refuse DELETE
        self._set("cell_size_check", "ON", 1)

    def _set(self, name: str, setting: str, expected: int) -> None:
        """Set a pragma and make sure that it holds: SQLite ignores what it does not know."""
        self._pragma(f"{name}={setting}")
        actual = self._pragma(name)
        if actual != expected:
            raise RuntimeError(f"SQLite {sqlite3.sqlite_version} does not keep {name}={setting}: {actual}")

    def _pragma(self, text: str) -> Any:
        with self._translated():
            found = self._connection.execute(f"PRAGMA {text}").fetchone()
        return found[0] if found else None

    def _command(self, sql: str) -> None:
        with self._translated():
            self._connection.execute(sql)

    def _require_transaction(self) -> None:
        if not self._depth:
            raise RuntimeError("writing to the archive needs a transaction")
        if not self._connection.in_transaction:
            raise RuntimeError("the transaction was given up after an earlier error; nothing may be written any more")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with translated_errors(self.path, busy_seconds=self.busy_seconds):
            yield


def _connect(path: Path, mode: Mode, busy_seconds: float) -> sqlite3.Connection:
    if mode != "read":
        return _open(path, "rwc" if mode == "create" else "rw", busy_seconds)
    connection = _open(path, "ro", busy_seconds)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if not error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
        # A killed program left a journal behind, and only a connection that may write can take its half-done work back.
        connection = _open(path, "rw", busy_seconds)
    except sqlite3.Error:
        connection.close()
        raise
    for pragma in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _open(path: Path, mode: str, busy_seconds: float) -> sqlite3.Connection:
    name = path.absolute().as_posix()
    slashes = "" if name.startswith("/") else "/"
    return sqlite3.connect(
        f"file://{slashes}{quote(name)}?mode={mode}", uri=True, timeout=busy_seconds, isolation_level=None
    )


def execute_all(database: Database, statements: Iterable[str]) -> None:
    """Run several writing statements in the open transaction."""
    for statement in statements:
        database.run(statement)
