"""The container: readable by any zip program, and byte for byte what the reader demands, also beyond 4 GB."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from inspector_gui.exchange import package_zip, package_zip_reader
from inspector_gui.exchange.package_zip import ZipSink
from inspector_gui.exchange.package_zip_reader import read_directory, read_files


def built(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    sink = ZipSink(stream)
    for name, data in files.items():
        sink.add(name, data)
    size = sink.finish()
    assert size == len(stream.getvalue())
    assert sink.container_digest == hashlib.sha256(stream.getvalue()).hexdigest()
    return stream.getvalue()


FILES = {"bagit.txt": b"x" * 30, "README.txt": bytes(range(256)) * 40, "index.html": b"", "bag-info.txt": b"ab" * 5000}


def test_the_standard_library_reads_it():
    with zipfile.ZipFile(io.BytesIO(built(FILES))) as package:
        assert {name: package.read(name) for name in package.namelist()} == FILES


def read_back(data: bytes) -> dict[str, bytes | None]:
    stream = io.BytesIO(data)
    directory = read_directory(stream, len(data))
    assert directory.faults == []
    raw = hashlib.sha256()
    files = list(read_files(stream, directory, keep=lambda entry: True, container=raw.update))
    assert not [file.fault for file in files if file.fault]
    assert raw.hexdigest() == hashlib.sha256(data[: directory.entries[-1].end]).hexdigest()
    return {file.entry.name: file.data for file in files}


def test_the_reader_reads_it():
    assert read_back(built(FILES)) == FILES


def test_a_file_that_would_look_like_a_bomb_is_stored():
    data = built({"README.txt": b"\0" * 1_000_000})
    assert len(data) > 1_000_000
    assert read_back(data)["README.txt"] == b"\0" * 1_000_000


def test_highly_packed_files_longer_than_a_chunk_unpack_fully(monkeypatch):
    monkeypatch.setattr(package_zip_reader, "_CHUNK", 64)
    text = b"".join(b"%d " % n for n in range(20_000))
    assert read_back(built({"README.txt": text, "bagit.txt": b"a" * 97 + b"b" * 3}))["README.txt"] == text


@pytest.mark.parametrize(("name", "value"), [("ZIP64_OFFSET", 40), ("ZIP64_COUNT", 2)])
def test_the_zip64_form_is_read_by_both(monkeypatch, name, value):
    """What is written beyond 4 GB or 65,535 files, reached here by lowering the limits."""
    monkeypatch.setattr(package_zip, name, value)
    data = built(FILES)
    assert b"PK\x06\x06" in data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {n: package.read(n) for n in package.namelist()} == FILES
    assert read_back(data) == FILES


def test_a_file_too_large_for_the_format_is_refused(monkeypatch):
    monkeypatch.setattr(package_zip, "MAXIMUM_FILE", 10)
    with pytest.raises(ValueError, match="11 bytes"):
        ZipSink(io.BytesIO()).add("README.txt", b"x" * 11)
