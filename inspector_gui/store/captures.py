"""The captures of an archive: immutable rows, each referring to evidence that was stored before it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from inspector_gui.domain.captures import TEXT_KINDS, Capture
from inspector_gui.domain.custody import canonical_json, text_digest
from inspector_gui.store.clock import Clock, epoch
from inspector_gui.store.custody import CustodyLog
from inspector_gui.store.database import Database
from inspector_gui.store.encoding import capture_from, decoded, searchable
from inspector_gui.store.evidence import Evidence
from inspector_gui.store.faults import damaged
from inspector_gui.store.subjects import Subject, digest_of_row, unknown

#: So much of an address is repeated in the custody log, for its human readers.
_URL_SHOWN = 200


class Captures:
    """A capture is there with all its evidence, or not at all; once there it never changes."""

    def __init__(self, database: Database, custody: CustodyLog, evidence: Evidence, clock: Clock) -> None:
        self._database = database
        self._custody = custody
        self._evidence = evidence
        self._clock = clock
        self._last_id_ms = 0

    def new_capture_id(self) -> str:
        """A unique id; those of one process sort in the order they were given out, also when the clock is set back."""
        self._last_id_ms = max(int(self._clock.now().timestamp() * 1000), self._last_id_ms + 1)
        return f"C{self._last_id_ms:011x}{secrets.token_hex(4)}"

    def add(self, capture: Capture, blobs: Mapping[str, bytes]) -> None:
        """Store one capture with its evidence (`blobs`: SHA-256 → plain bytes of every item it refers to).

        The evidence is committed first, so that a crash leaves at worst evidence nobody refers to. Raises `ValueError`
        when blobs and references do not match, `DiskFull`, `ArchiveBusy`, `ArchiveNotWritable` or `ArchiveDamaged`;
        then the capture is not there.
        """
        _require_matching(capture, blobs)
        facts = canonical_json(capture)
        self._require_evidence(capture.round_id)
        compressed = {ref.sha256 for ref in capture.evidence if ref.kind in TEXT_KINDS}
        self._evidence.store(capture.round_id, blobs, compressed=compressed)
        with self._database.transaction():
            self._database.insert(
                "captures",
                {
                    "id": capture.id,
                    "round_id": capture.round_id,
                    "target_id": capture.target_id,
                    "url": searchable(capture.url),
                    "taken_at": capture.taken_at,
                    "taken": epoch(capture.taken_at),
                    "facts": facts,
                },
            )
            detail = {"url": capture.url[:_URL_SHOWN], "target": capture.target_id, "outcome": capture.outcome}
            self._custody.append("captured", f"capture:{capture.id}", text_digest(facts), detail)

    def get(self, id: str) -> Capture:
        """The capture of this id. Raises `UnknownName`."""
        facts = self._database.value("SELECT facts FROM captures WHERE id = ?", (id,))
        if facts is None:
            raise unknown(id, zh="快照", en="capture")
        return self._capture(facts, id)

    def of_target(self, round_id: str, target_id: str) -> list[Capture]:
        """All captures of a target in a round, in the order they were stored: of one address the newest comes last."""
        query = "SELECT id, facts FROM captures WHERE round_id = ? AND target_id = ? ORDER BY seq"
        return [self._capture(row["facts"], row["id"]) for row in self._database.rows(query, (round_id, target_id))]

    def latest_of_target(self, round_id: str, target_id: str) -> list[Capture]:
        """The newest capture of each address, in the order the addresses were first captured."""
        newest: dict[str, Capture] = {}
        for capture in self.of_target(round_id, target_id):
            newest[capture.url] = capture
        return list(newest.values())

    def count(self, round_id: str) -> int:
        return int(self._database.value("SELECT count(*) FROM captures WHERE round_id = ?", (round_id,)))

    def times_since(self, round_id: str, since: str) -> list[str]:
        """When the captures of a round since an ISO time were taken, ISO 8601, earliest first."""
        query = "SELECT taken_at FROM captures WHERE round_id = ? AND taken >= ? ORDER BY taken"
        return self._database.column(query, (round_id, epoch(since)))

    def _require_evidence(self, round_id: str) -> None:
        """Nothing is added to a round whose evidence has vanished: a new, empty database would hide the loss."""
        if not self._evidence.exists(round_id) and self.count(round_id):
            raise damaged(self._database.path.parent, "证据库缺失", "an evidence database is missing")

    def _capture(self, facts: str, id: str) -> Capture:
        return decoded(capture_from, facts, what=f"capture:{id}", path=self._database.path)


def _require_matching(capture: Capture, blobs: Mapping[str, bytes]) -> None:
    sizes = {sha256: len(data) for sha256, data in blobs.items()}
    for ref in capture.evidence:
        if sizes.get(ref.sha256) != ref.size:
            raise ValueError(f"capture {capture.id}: the {ref.kind} {ref.sha256} is missing or of another size")
    unused = set(sizes) - {ref.sha256 for ref in capture.evidence}
    if unused:
        raise ValueError(f"capture {capture.id} does not refer to the evidence {', '.join(sorted(unused))}")


def capture_subjects(database: Database) -> Iterator[Subject]:
    """Every capture as it is now, for comparison with the custody log."""
    for row in database.rows("SELECT id, round_id, target_id, url, taken_at, facts FROM captures ORDER BY seq"):
        facts = row.pop("facts")
        yield Subject(f"capture:{row['id']}", digest_of_row(facts, row))
