"""The one way a package is laid out as a zip file: the records of the format, and the sink that writes them.

Every byte outside the file contents follows from names, sizes and checksums. So the same content gives the same
bytes, and the reader can demand them exactly instead of guessing what a stranger's header might mean.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

STORED, DEFLATED = 0, 8
#: A file that would unpack to more than this many times its packed size is stored; a reader refuses more.
MAXIMUM_RATIO = 100
#: Largest single file, in bytes. Keeps the headers of files free of the zip64 extension.
MAXIMUM_FILE = 2**31 - 1
#: From here on offsets, sizes and counts of the directory need the zip64 extension.
ZIP64_OFFSET = 0xFFFFFFFF
ZIP64_COUNT = 0xFFFF

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
END64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR64 = struct.Struct("<4sLQL")
EXTRA64 = struct.Struct("<2HQ")

_MIDNIGHT, _DAY_ONE = 0, 33  # 1980-01-01 00:00 in DOS form: a package tells its time inside, not in zip headers
_UNIX = 3 << 8
_REGULAR_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One file in the container: `offset` of its local header, `packed` and `size` in bytes, CRC-32 of the content."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        return self.offset + LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        return self.data_offset + self.packed


def local_header(entry: ZipEntry) -> bytes:
    """The header in front of a file."""
    name = entry.name.encode("ascii")
    return LOCAL.pack(
        b"PK\x03\x04", 20, 0, entry.method, _MIDNIGHT, _DAY_ONE, entry.crc, entry.packed, entry.size, len(name), 0,
    ) + name


def central_header(entry: ZipEntry) -> bytes:
    """The line of a file in the directory at the end."""
    name = entry.name.encode("ascii")
    large = entry.offset >= ZIP64_OFFSET
    extra = EXTRA64.pack(1, 8, entry.offset) if large else b""
    version = 45 if large else 20
    return CENTRAL.pack(
        b"PK\x01\x02", _UNIX | version, version, 0, entry.method, _MIDNIGHT, _DAY_ONE, entry.crc, entry.packed,
        entry.size, len(name), len(extra), 0, 0, 0, _REGULAR_FILE, 0xFFFFFFFF if large else entry.offset,
    ) + name + extra


def end_records(*, count: int, size: int, offset: int) -> bytes:
    """What closes the file: `count` directory lines of together `size` bytes start at `offset`."""
    if count < ZIP64_COUNT and offset < ZIP64_OFFSET and size < ZIP64_OFFSET:
        return END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
    return (
        END64.pack(b"PK\x06\x06", END64.size - 12, _UNIX | 45, 45, 0, 0, count, count, size, offset)
        + LOCATOR64.pack(b"PK\x06\x07", 0, offset + size, 1)
        + END.pack(b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    )


class ZipSink:
    """Writes files one after the other into `stream`, which starts empty; nothing is ever read back or rewritten."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offset = 0
        self._hash = hashlib.sha256()
        self.entries: list[ZipEntry] = []

    def add(self, name: str, data: bytes, *, compress: bool = True) -> None:
        """Append the file `name`. Raises `ValueError` above `MAXIMUM_FILE` bytes."""
        if len(data) > MAXIMUM_FILE:
            raise ValueError(f"{name} has {len(data)} bytes; a package holds files up to {MAXIMUM_FILE}")
        method, packed = _packed(data) if compress else (STORED, data)
        entry = ZipEntry(name, method, zlib.crc32(data), len(packed), len(data), self._offset)
        self._write(local_header(entry))
        self._write(packed)
        self.entries.append(entry)

    @property
    def container_digest(self) -> str:
        """SHA-256 of every byte written so far."""
        return self._hash.hexdigest()

    def finish(self) -> int:
        """Write the directory; returns the size of the whole file in bytes."""
        start = self._offset
        for entry in self.entries:
            self._write(central_header(entry))
        self._write(end_records(count=len(self.entries), size=self._offset - start, offset=start))
        return self._offset

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._hash.update(data)
        self._offset += len(data)


def _packed(data: bytes) -> tuple[int, bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    if len(packed) >= len(data) or len(data) > MAXIMUM_RATIO * len(packed):
        return STORED, data
    return DEFLATED, packed
