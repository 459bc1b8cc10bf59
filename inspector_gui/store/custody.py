"""The custody log of an archive: appends signed, chained entries inside the transaction of the act they record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from inspector_gui.domain.custody import GENESIS, CustodyEntry, canonical_json, entry_hash, head_bytes, signed_bytes
from inspector_gui.store.clock import Clock
from inspector_gui.store.database import Database
from inspector_gui.store.keys import Keyring

#: Row of `meta` that repeats the end of the chain, signed, so that entries cut off at the end are missed.
HEAD_KEY = "custody_head"


class CustodyLog:
    """Append-only; SQLite itself refuses changes. Entries are ordered by `seq`, never by their times."""

    def __init__(self, database: Database, *, archive_id: str, keys: Keyring, actor: str, clock: Clock) -> None:
        self._database = database
        self._archive_id = archive_id
        self._keys = keys
        self._actor = actor
        self._clock = clock
        self._begun = (0, 0, GENESIS)
        """Number of the latest transaction that appended, and the end of the chain before it."""

    def append(
        self, act: str, subject: str, digest: str = "", detail: Mapping[str, Any] | None = None, *, actor: str = ""
    ) -> CustodyEntry:
        """Record one act, together with the change itself when called inside its transaction.

        `digest` is that of the subject after the act, `detail` JSON-able facts, `actor` the person when not the one
        who opened the archive.
        """
        with self._database.transaction():
            count, previous = self._end()
            if self._begun[0] != self._database.transactions:
                self._begun = (self._database.transactions, count, previous)
            draft = CustodyEntry(
                seq=count + 1,
                at=self._clock.iso(),
                monotonic_ns=self._clock.monotonic_ns(),
                actor=actor or self._actor,
                act=act,
                subject=subject,
                digest=digest,
                previous=previous,
                key=self._keys.public_key_hex,
                detail=canonical_json(detail) if detail else "",
            )
            hashed = replace(draft, hash=entry_hash(draft))
            entry = replace(hashed, signature=self._keys.sign(signed_bytes(hashed)))
            self._database.insert("custody", asdict(entry))
            self._keep_head(entry)
        return entry

    def all(self) -> Iterator[CustodyEntry]:
        """Every entry in order. Read in portions: a patrol may go on writing meanwhile."""
        query = "SELECT * FROM custody WHERE seq > ? ORDER BY seq LIMIT ?"
        for row in self._database.pages(query, after=0, key="seq"):
            yield CustodyEntry(**row)

    def head(self) -> str:
        """Hash of the last entry: the one value that stands for everything recorded so far."""
        return self._end()[1]

    def count(self) -> int:
        return self._end()[0]

    def committed_head(self) -> tuple[int, str]:
        """Number of entries and hash of the last one that are stored for good, without those of an open transaction."""
        if self._database.in_transaction and self._begun[0] == self._database.transactions:
            return self._begun[1:]
        return self._end()

    def _end(self) -> tuple[int, str]:
        last = self._database.row("SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1")
        return (last["seq"], last["hash"]) if last else (0, GENESIS)

    def _keep_head(self, entry: CustodyEntry) -> None:
        statement = {
            "count": entry.seq,
            "head": entry.hash,
            "key": self._keys.public_key_hex,
            "signature": self._keys.sign(head_bytes(self._archive_id, entry.seq, entry.hash)),
        }
        self._database.run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (HEAD_KEY, canonical_json(statement)),
        )
