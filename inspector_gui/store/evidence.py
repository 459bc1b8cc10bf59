"""The evidence of each round: one append-only database of byte sequences named by their SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import zstandard

from inspector_gui.errors import InvalidInput
from inspector_gui.store.clock import Clock
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database, Row, execute_all
from inspector_gui.store.faults import damaged, in_language, translated_file_errors
from inspector_gui.store.rounds import Rounds
from inspector_gui.store.schema import APPLICATION_ID, append_only_triggers

#: Largest single evidence item in bytes; SQLite ends at 1 GB.
MAX_ITEM_BYTES = 512 * 2**20

#: Number of the layout of evidence databases, kept as `user_version`.
EVIDENCE_SCHEMA = 1

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE blobs (
        id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, encoding TEXT NOT NULL,
        data BLOB NOT NULL) STRICT""",
    "CREATE TABLE heads (id INTEGER PRIMARY KEY, count INTEGER NOT NULL, head TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    *(statement for table in ("meta", "blobs", "heads") for statement in append_only_triggers(table)),
)


class Evidence:
    """Evidence databases of one archive, opened when first needed. Their tables refuse UPDATE and DELETE.

    Each write also notes the end of the custody chain of that moment: an archive database that is later cut or put
    back to an older state does not fit its evidence any more.
    """

    def __init__(
        self, folder: Path, *, archive_id: str, rounds: Rounds, custody: CustodyLog, clock: Clock, busy_seconds: float
    ) -> None:
        self._folder = folder
        self._archive_id = archive_id
        self._rounds = rounds
        self._custody = custody
        self._clock = clock
        self._busy_seconds = busy_seconds
        self._open: dict[str, Database] = {}

    def read(self, round_id: str, sha256: str) -> bytes:
        """The plain bytes of one item. Raises `ArchiveDamaged` naming it when it is missing or not what was stored."""
        database = self._existing(round_id)
        row = database.row(f"{BLOB_QUERY} WHERE sha256 = ?", (sha256,)) if database else None
        path = self._file(round_id)
        if row is None:
            raise damaged(path, f"缺少证据 {sha256}", f"evidence {sha256} is missing")
        data = plain_bytes(row)
        if data is None:
            raise damaged(path, f"证据 {sha256} 的内容被改动", f"evidence {sha256} was altered")
        return data

    def has(self, round_id: str, sha256: str) -> bool:
        database = self._existing(round_id)
        return database is not None and _has(database, sha256)

    def exists(self, round_id: str) -> bool:
        """Whether the round's database was ever created, and is still there."""
        return self._existing(round_id) is not None

    def size(self, round_id: str) -> int:
        """Bytes that the round's evidence takes on disk; 0 before the first capture."""
        path = self._file(round_id)
        return path.stat().st_size if path.is_file() else 0

    def digests(self, round_id: str) -> Iterator[str]:
        """The SHA-256 of every item, in the order stored."""
        database = self._existing(round_id)
        if database is not None:
            query = "SELECT id, sha256 FROM blobs WHERE id > ? ORDER BY id LIMIT ?"
            for row in database.pages(query, after=0, key="id"):
                yield row["sha256"]

    def store(self, round_id: str, blobs: Mapping[str, bytes], *, compressed: Collection[str] = ()) -> None:
        """Store these items (SHA-256 → plain bytes) in one transaction; those already there are left alone.

        Items named in `compressed` are stored zstd-compressed. When this returns, everything is on disk for good.
        Raises `ValueError` when a digest is not that of its bytes, `InvalidInput` for an item that is too large.
        """
        for sha256, data in blobs.items():
            _require_sound(sha256, data)
        # Looked up before the evidence is locked, so that nobody ever holds this lock while waiting for the other.
        count, head = self._custody.committed_head()
        database = self._writable(round_id)
        with database.transaction():
            for sha256, data in blobs.items():
                if not _has(database, sha256):
                    database.insert("blobs", _blob_row(sha256, data, compress=sha256 in compressed))
            database.insert("heads", {"count": count, "head": head, "at": self._clock.iso()})

    def close(self) -> None:
        """Let go of all evidence databases."""
        for database in self._open.values():
            database.close()
        self._open.clear()

    def _file(self, round_id: str) -> Path:
        return self._folder / self._rounds.evidence_file(round_id)

    def _existing(self, round_id: str) -> Database | None:
        if round_id not in self._open:
            path = self._file(round_id)
            if not path.is_file():
                return None
            database = Database(path, mode="write", busy_seconds=self._busy_seconds)
            if database.value("PRAGMA user_version") == 0:
                database.close()
                return None  # another program is creating it at this moment, or was killed doing so
            self._keep(round_id, database)
        return self._open[round_id]

    def _writable(self, round_id: str) -> Database:
        database = self._existing(round_id)
        if database is not None:
            return database
        path = self._file(round_id)
        with translated_file_errors(self._folder):
            self._folder.mkdir(exist_ok=True)
        database = Database(path, mode="create", busy_seconds=self._busy_seconds)
        try:
            with database.transaction():
                if database.value("PRAGMA user_version") == 0:
                    self._lay_out(database, round_id)
        except BaseException:
            database.close()
            raise
        self._keep(round_id, database)
        return database

    def _lay_out(self, database: Database, round_id: str) -> None:
        execute_all(database, _TABLES)
        for key, value in (("archive_id", self._archive_id), ("round_id", round_id)):
            database.insert("meta", {"key": key, "value": value})
        execute_all(database, (f"PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={EVIDENCE_SCHEMA}"))

    def _keep(self, round_id: str, database: Database) -> None:
        """Use this database from now on. Raises `ArchiveDamaged` when it belongs elsewhere."""
        try:
            if owner_of(database) != (self._archive_id, round_id):
                raise damaged(database.path, "该证据库不属于此存档的这一批次", "it belongs to another archive or round")
        except BaseException:
            database.close()
            raise
        self._open[round_id] = database


#: Everything `plain_bytes` needs of one item.
BLOB_QUERY = "SELECT id, sha256, size, encoding, data FROM blobs"


def plain_bytes(row: Row) -> bytes | None:
    """The plain bytes of a stored item, None when they do not have the size and digest the item is named by."""
    size, data = row["size"], row["data"]
    if not isinstance(size, int) or not 0 <= size <= MAX_ITEM_BYTES or not isinstance(data, bytes):
        return None
    if row["encoding"] == "zstd":
        try:
            # At most one byte more than announced: a forged item must not fill the memory.
            data = zstandard.ZstdDecompressor().stream_reader(data).read(size + 1)
        except zstandard.ZstdError:
            return None
    return data if len(data) == size and hashlib.sha256(data).hexdigest() == row["sha256"] else None


def owner_of(database: Database) -> tuple[str, str]:
    """(archive id, round id) that an evidence database was created for."""
    meta = {row["key"]: row["value"] for row in database.rows("SELECT key, value FROM meta")}
    return meta.get("archive_id", ""), meta.get("round_id", "")


def _blob_row(sha256: str, data: bytes, *, compress: bool) -> Row:
    stored = zstandard.ZstdCompressor(level=3, write_checksum=False).compress(data) if compress else data
    return {"sha256": sha256, "size": len(data), "encoding": "zstd" if compress else "raw", "data": stored}


def _has(database: Database, sha256: str) -> bool:
    return database.row("SELECT 1 FROM blobs WHERE sha256 = ?", (sha256,)) is not None


def _require_sound(sha256: str, data: bytes) -> None:
    if len(data) > MAX_ITEM_BYTES:
        raise InvalidInput(
            what=in_language("证据", "Evidence"),
            reason=in_language(
                f"单个证据超过 {MAX_ITEM_BYTES // 2**20} MB", f"one item exceeds {MAX_ITEM_BYTES // 2**20} MB"
            ),
            todo=in_language("请拆分后再存。", "Split it first."),
        )
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"evidence {sha256} does not have the digest it is named by")
