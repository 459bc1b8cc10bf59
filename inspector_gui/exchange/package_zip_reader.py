"""Reads the container of a package without trusting it: every byte outside the contents must be the one we would write.

Nothing is unpacked to disk, no header is believed before it was compared, and contents are read in one pass under caps.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from inspector_gui.exchange.package_format import is_allowed_name
from inspector_gui.exchange.package_zip import (
    CENTRAL,
    DEFLATED,
    END,
    END64,
    EXTRA64,
    LOCAL,
    LOCATOR64,
    MAXIMUM_FILE,
    MAXIMUM_RATIO,
    STORED,
    ZipEntry,
    central_header,
    end_records,
    local_header,
)

#: A round of 74 websites with 60 captures of eight evidence items each has about 40,000 files.
MAXIMUM_ENTRIES = 400_000
_LONGEST_LINE = CENTRAL.size + 160
_CHUNK = 1 << 20
#: A flipped bit in a directory line would make every later line unreadable; more faults than this help nobody.
_FAULTS_NAMED = 50


class NotAPackage(Exception):
    """The file is no zip at all."""


class ContainerBroken(Exception):
    """The container cannot be walked safely; nothing behind this point was looked at."""

    def __init__(self, what: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.what = what
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with one file of the container. `what` is its name, made printable."""

    what: str
    zh: str
    en: str
    kind: str = "structure"


@dataclass(slots=True)
class Directory:
    """The files in order of their place, and what is wrong with single entries."""

    entries: list[ZipEntry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    """Positions in `entries` of the files with a fault; their contents are not looked at."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file after reading: SHA-256 of its content, the content itself when it was asked for, and what is wrong."""

    entry: ZipEntry
    sha256: str
    data: bytes | None
    fault: Fault | None


def read_directory(stream: BinaryIO, size: int) -> Directory:
    """The directory of a file of `size` bytes. Raises `NotAPackage` and `ContainerBroken`."""
    count, length, offset = _end(stream, size)
    if count > MAXIMUM_ENTRIES or length > count * _LONGEST_LINE:
        raise ContainerBroken("zip", f"目录声称有 {count} 个文件,超过限度", f"the directory claims {count} files")
    tail = end_records(count=count, size=length, offset=offset)
    if offset + length + len(tail) != size or _read_at(stream, size - len(tail), len(tail)) != tail:
        raise ContainerBroken(
            "zip", "结尾记录与目录的位置和大小不符,或文件前后附有其他数据",
            "the end record does not fit the directory, or other data precede or follow it",
        )
    directory = Directory()
    _read_lines(_read_at(stream, offset, length), count, directory)
    _check_tiling(directory.entries, offset)
    return directory


def _end(stream: BinaryIO, size: int) -> tuple[int, int, int]:
    """Number of entries, size and offset of the directory, as the file claims."""
    tail = _read_at(stream, max(0, size - 65_557), min(size, 65_557))
    if len(tail) < END.size or tail[-END.size:-END.size + 4] != b"PK\x05\x06":
        if b"PK\x05\x06" in tail:
            raise ContainerBroken("zip", "压缩包结尾之后还有其他数据", "other data follow the end of the zip")
        if tail[:4] == b"PK\x03\x04" or _read_at(stream, 0, 4) == b"PK\x03\x04":
            raise ContainerBroken("zip", "压缩包不完整,结尾缺失", "the zip is cut off: its end is missing")
        raise NotAPackage
    _, _, _, _, count, length, offset, _ = END.unpack(tail[-END.size:])
    before = END.size + LOCATOR64.size + END64.size
    if len(tail) >= before and tail[-before:][:4] == b"PK\x06\x06":
        _, _, _, _, _, _, _, count, length, offset = END64.unpack(tail[-before:][:END64.size])
    return count, length, offset


def _read_lines(data: bytes, count: int, directory: Directory) -> None:
    seen: set[str] = set()
    position = 0
    for number in range(1, count + 1):
        entry, raw = _line(data, position, number)
        position += len(raw)
        fault = _fault_of_line(entry, raw, seen)
        if fault is not None:
            directory.faults.append(fault)
            directory.refused.add(number - 1)
            if len(directory.faults) > _FAULTS_NAMED:
                raise ContainerBroken(
                    "zip", "目录中的错误过多,可能已由其他程序重新打包", "the directory holds too many faults (packed anew?)",
                )
        seen.add(entry.name.casefold())
        directory.entries.append(entry)
    if position != len(data):
        raise ContainerBroken("zip", "目录之后还有多余的数据", "superfluous data follow the directory")


def _line(data: bytes, position: int, number: int) -> tuple[ZipEntry, bytes]:
    if data[position:position + 4] != b"PK\x01\x02" or len(data) < position + CENTRAL.size:
        raise ContainerBroken(f"zip #{number}", f"目录第 {number} 条损坏", f"line {number} of the directory is damaged")
    fields = CENTRAL.unpack_from(data, position)
    method, crc, packed, size, name_length, extra_length, comment_length, offset = (
        fields[4], fields[7], fields[8], fields[9], fields[10], fields[11], fields[12], fields[16],
    )
    start = position + CENTRAL.size
    end = start + name_length + extra_length + comment_length
    if end > len(data):
        raise ContainerBroken(f"zip #{number}", f"目录第 {number} 条超出目录", f"line {number} of the directory exceeds it")
    extra = data[start + name_length:start + name_length + extra_length]
    if len(extra) == EXTRA64.size and offset == 0xFFFFFFFF:
        offset = EXTRA64.unpack(extra)[2]
    # Names are only compared and shown, never used as paths; latin-1 keeps any byte distinguishable.
    name = data[start:start + name_length].decode("latin-1")
    return ZipEntry(name, method, crc, packed, size, offset), data[position:end]


def _fault_of_line(entry: ZipEntry, raw: bytes, seen: set[str]) -> Fault | None:
    shown = printable(entry.name)
    if entry.name.casefold() in seen:
        return Fault(shown, "文件名重复(或只有大小写不同)", "the name occurs twice (or differs in case only)", "added")
    if not is_allowed_name(entry.name):
        return Fault(shown, "证据包中不允许的文件名", "a package holds no file of this name", "added")
    if entry.method not in (STORED, DEFLATED) or raw != central_header(entry):
        return Fault(shown, "目录条目不是本程序所写(可能是链接、加密、带附加字段或被改动)",
                     "its directory line is not as written by the program (a link, encrypted, with extra fields, or altered)")
    bomb = entry.size > MAXIMUM_FILE or entry.size > entry.packed * MAXIMUM_RATIO
    if bomb or (entry.method == STORED and entry.packed != entry.size):
        return Fault(shown, "声称的大小不合理", "its declared size is not plausible")
    return None


def printable(name: str) -> str:
    """A file name fit to be shown: unprintable and foreign characters escaped, at most 120 characters."""
    return name.encode("unicode_escape").decode("ascii")[:120] or "(empty)"


def _check_tiling(entries: list[ZipEntry], directory_offset: int) -> None:
    """Files lie one after the other from byte 0 to the directory: nothing hidden between them, nothing shared."""
    expected = 0
    for entry in entries:
        if entry.offset != expected:
            raise ContainerBroken(printable(entry.name), "文件位置重叠或留有空隙", "files overlap in the zip or leave a gap")
        expected = entry.end
    if expected != directory_offset:
        raise ContainerBroken("zip", "目录之前有空隙或重叠", "a gap or overlap lies before the directory")


def read_files(
    stream: BinaryIO, directory: Directory, *, keep: Callable[[ZipEntry], bool], container: Callable[[bytes], None],
) -> Iterator[FileRead]:
    """Read every file without a fault in order; `keep` says whose content is wanted.

    `container` is fed every raw byte on the way, those of faulty files too.
    """
    stream.seek(0)
    for position, entry in enumerate(directory.entries):
        refused = position in directory.refused
        expected = local_header(entry) if entry.name.isascii() else b""
        header = stream.read(LOCAL.size + len(entry.name))
        container(header)
        reader = _Reader(entry, wanted=not refused and keep(entry), skip=refused)
        remaining = entry.packed
        while remaining > 0:
            chunk = stream.read(min(_CHUNK, remaining))
            if not chunk:
                break
            remaining -= len(chunk)
            container(chunk)
            reader.feed(chunk)
        if not refused:
            yield reader.result(header == expected)


class _Reader:
    """Unpacks one file while counting, so that a lie about its size ends the reading at once."""

    def __init__(self, entry: ZipEntry, *, wanted: bool, skip: bool) -> None:
        self._entry = entry
        self._unpacker = zlib.decompressobj(-15) if entry.method == DEFLATED else None
        self._hash = hashlib.sha256()
        self._crc = 0
        self._size = 0
        self._kept = bytearray() if wanted else None
        self._dead = skip

    def feed(self, chunk: bytes) -> None:
        if self._dead:
            return
        if self._unpacker is None:
            self._take(chunk)
            return
        try:
            full = True
            while (chunk or full) and not self._dead:
                data = self._unpacker.decompress(chunk, _CHUNK)
                self._take(data)
                chunk, full = self._unpacker.unconsumed_tail, len(data) == _CHUNK
        except zlib.error:
            self._dead = True

    def _take(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._entry.size:
            self._dead = True
            return
        self._hash.update(data)
        self._crc = zlib.crc32(data, self._crc)
        if self._kept is not None:
            self._kept += data

    def result(self, header_fits: bool) -> FileRead:
        entry, fault = self._entry, None
        complete = self._unpacker is None or (self._unpacker.eof and not self._unpacker.unused_data)
        if self._dead or not complete or self._size != entry.size or self._crc != entry.crc:
            fault = Fault(entry.name, "内容被改动或无法解压", "its content was altered or cannot be unpacked")
        elif not header_fits:
            fault = Fault(entry.name, "文件头与目录不一致", "its header does not agree with the directory")
        kept = None if self._kept is None or fault is not None else bytes(self._kept)
        return FileRead(entry, self._hash.hexdigest(), kept, fault)


def _read_at(stream: BinaryIO, offset: int, length: int) -> bytes:
    stream.seek(max(0, offset))
    return stream.read(max(0, length))
