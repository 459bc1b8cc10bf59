"""Packages made to harm: slips, links, duplicates, overlaps, bombs, hidden data, hostile records. Each is named, none expands."""

from __future__ import annotations

import importlib.util
import io
import json
import struct
import sys
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from inspector_gui.exchange import package_format as layout
from inspector_gui.exchange.package_verifier import verify_package
from inspector_gui.exchange.package_writer import write_package
from inspector_gui.exchange.package_zip import ZipEntry, ZipSink, central_header, end_records, local_header

SAMPLES = Path(__file__).parents[1] / "fixtures" / "package_samples.py"


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """The files of one good package."""
    spec = importlib.util.spec_from_file_location("package_samples_hostile", SAMPLES)
    samples = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = samples
    spec.loader.exec_module(samples)
    maker, path = samples.Maker(), tmp_path_factory.mktemp("package") / "good.zip"
    write_package(maker.content(), path, sign=maker.sign, public_key=maker.public_key)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def problems(tmp_path, data: bytes) -> str:
    """Everything verification says, in one text; it must say something."""
    path = tmp_path / "bad.zip"
    path.write_bytes(data)
    report = verify_package(path)
    assert not report.intact
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.zip"]
    return "\n".join(f"{p.kind} {p.what}: {p.detail_zh}" for p in report.problems)


def with_entry(good: dict[str, bytes], info: zipfile.ZipInfo, data: bytes = b"x") -> bytes:
    """The good package and one entry more, written by the standard library."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in good.items():
            package.writestr(name, content)
        package.writestr(info, data)
    return out.getvalue()


@pytest.mark.parametrize("name", [
    "../evil.txt", "data/../../evil.txt", "/etc/passwd", "C:/evil.txt", "data\\..\\evil.txt", "data/evidence/../x.png",
    "data/证据.png", "data/evidence/" + "A" * 64 + ".png", "data/con.json", "data/", "nul.txt", "data/x\u202egnp.exe",
    "data/pictures/a-1.png.exe", "data/pictures/" + "a" * 65 + "-1.png", "fetch.txt", "data/findings.json ",
])
def test_names_outside_the_list_are_refused(good, tmp_path, name):
    said = problems(tmp_path, with_entry(good, zipfile.ZipInfo(name)))
    assert "不允许的文件名" in said
    assert "\u202e" not in said


def test_a_name_with_a_nul_is_refused(good, tmp_path):
    data = with_entry(good, zipfile.ZipInfo("bagit.txt_exe")).replace(b"bagit.txt_exe", b"bagit.txt\0exe")
    assert "不允许的文件名" in problems(tmp_path, data)


def test_a_link_is_refused(good, tmp_path):
    info = zipfile.ZipInfo("data/checks/link.py")
    info.external_attr = 0o120777 << 16
    assert "data/checks/link.py: 目录条目不是本程序所写" in problems(tmp_path, with_entry(good, info, b"/etc/passwd"))


@pytest.mark.parametrize("mode", [0o040755, 0o020644, 0o060644, 0o010644, 0o104755])
def test_folders_devices_and_set_uid_are_refused(good, tmp_path, mode):
    info = zipfile.ZipInfo("data/checks/odd.py")
    info.external_attr = mode << 16
    assert "data/checks/odd.py" in problems(tmp_path, with_entry(good, info))


def test_an_encryption_flag_is_refused(good, tmp_path):
    data = sunk({**good, "data/checks/odd.py": b"x"})
    position = data.rindex(b"PK\x01\x02", 0, data.rindex(b"data/checks/odd.py"))
    assert "data/checks/odd.py" in problems(tmp_path, data[:position + 8] + b"\x01\x00" + data[position + 10:])


def sunk(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    sink = ZipSink(out)
    for name, content in files.items():
        sink.add(name, content)
    sink.finish()
    return out.getvalue()


def laid_out(entries: list[tuple[ZipEntry, bytes]], *, gap: bytes = b"", prefix: bytes = b"") -> bytes:
    """A container from entries and their packed bytes, headers as given, `gap` before the directory."""
    body = prefix + b"".join(local_header(entry) + packed for entry, packed in entries) + gap
    directory = b"".join(central_header(entry) for entry, _ in entries)
    return body + directory + end_records(count=len(entries), size=len(directory), offset=len(body))


def placed(files: dict[str, bytes], start: int = 0) -> list[tuple[ZipEntry, bytes]]:
    entries: list[tuple[ZipEntry, bytes]] = []
    offset = start
    for name, data in files.items():
        entry = ZipEntry(name, 0, zlib.crc32(data), len(data), len(data), offset)
        entries.append((entry, data))
        offset = entry.end
    return entries


def test_duplicate_names_are_refused(good, tmp_path):
    entries = placed(good)
    again = ZipEntry("index.html", 0, zlib.crc32(b"<p>forged"), 9, 9, entries[-1][0].end)
    assert "index.html: 文件名重复" in problems(tmp_path, laid_out([*entries, (again, b"<p>forged")]))


def test_names_that_differ_in_case_only_are_refused(good, tmp_path):
    files = {**good, "data/checks/aa.py": b"x", "data/checks/AA.py": b"y"}
    assert "data/checks/AA.py: 文件名重复" in problems(tmp_path, sunk(files))


@pytest.mark.parametrize("where", ["prefix", "gap", "trailing", "comment"])
def test_hidden_data_are_refused(good, tmp_path, where):
    if where == "prefix":
        data = laid_out(placed(good, start=4), prefix=b"MZ\x90\x00")
    elif where == "gap":
        data = laid_out(placed(good), gap=b"hidden")
    elif where == "trailing":
        data = laid_out(placed(good)) + b"hidden"
    else:
        data = laid_out(placed(good))[:-2] + struct.pack("<H", 6) + b"hidden"
    assert "structure" in problems(tmp_path, data)


def test_a_polyglot_without_shifted_offsets_is_refused(good, tmp_path):
    assert "structure" in problems(tmp_path, b"MZ\x90\x00" + laid_out(placed(good)))


def test_overlapping_files_are_refused_before_any_is_unpacked(tmp_path):
    """The quoted-overlap bomb: many directory lines share one body."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(b"\0" * 10_000_000) + body.flush()
    names = ["bagit.txt", *[f"data/checks/c{n}.py" for n in range(400)]]
    entries = [ZipEntry(name, 8, 0, len(packed), 10_000_000, 0) for name in names]
    first = local_header(entries[0]) + packed
    directory = b"".join(central_header(entry) for entry in entries)
    data = first + directory + end_records(count=len(entries), size=len(directory), offset=len(first))
    tracemalloc.start()
    assert "structure" in problems(tmp_path, data)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def bomb(name: str, *, declared: int, real: int) -> tuple[ZipEntry, bytes]:
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(b"\0" * real) + body.flush()
    return ZipEntry(name, 8, zlib.crc32(b"\0" * declared), len(packed), declared, 0), packed


def test_a_ratio_bomb_is_not_unpacked(tmp_path):
    entry, packed = bomb("data/findings.json", declared=200_000_000, real=200_000_000)
    tracemalloc.start()
    said = problems(tmp_path, laid_out([(entry, packed), *placed({"bagit.txt": b"x"}, start=entry.end)]))
    assert "data/findings.json: 声称的大小不合理" in said
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_file_that_expands_beyond_its_word_is_cut_off(tmp_path):
    entry, packed = bomb("data/findings.json", declared=10, real=50_000_000)
    tracemalloc.start()
    said = problems(tmp_path, laid_out([(entry, packed), *placed({"bagit.txt": b"x"}, start=entry.end)]))
    assert "data/findings.json: 内容被改动或无法解压" in said
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_too_many_entries_are_refused_unread(tmp_path):
    data = laid_out(placed({"bagit.txt": b"x"}))
    count = struct.pack("<HH", 0xFFFE, 0xFFFE)
    forged = data[:-14] + count + data[-10:]
    assert "structure" in problems(tmp_path, forged)


@pytest.mark.parametrize("position", [4, 8, 10, 14, 18, 22, 28, 42])
def test_a_directory_that_disagrees_with_a_header_is_refused(good, tmp_path, position):
    data = laid_out(placed(good))
    start = data.index(b"PK\x01\x02")
    changed = bytes([data[start + position] ^ 1])
    problems(tmp_path, data[:start + position] + changed + data[start + position + 1:])


# --- records that are valid zip content but not sane ------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    b"[" * 200_000, b'{"a":' * 100_000, b'[{"id":1,"id":2}]', b"[NaN]", b"[1e999999]", b"\xef\xbb\xbf[]", b'"\\ud800"', b"",
    b"[null]", b"[[]]", b'[{"id":"F1","target_id":"w","places":[{"capture_id":{}}],"state":"x"}]', b'[{"id":[]}]', b"{}", b"0",
])
@pytest.mark.parametrize("record", ["findings", "captures", "score_cards", "decisions", "package"])
def test_hostile_records_end_in_a_problem_not_in_a_crash(good, tmp_path, record, text):
    problems(tmp_path, sunk({**good, layout.record_name(record): text}))


@pytest.mark.parametrize("line", [
    b"[" * 100_000, b"{}", b'{"seq":1}', b'{"seq":1,"seq":1}', b"\xff\xfe", b"x" * 400_000,
    json.dumps({"seq": 10**400}).encode(), b'{"seq":true}',
])
def test_hostile_custody_lines_end_in_a_problem(good, tmp_path, line):
    assert "chain" in problems(tmp_path, sunk({**good, layout.CUSTODY: line + b"\n" + good[layout.CUSTODY]}))


@pytest.mark.parametrize("change", [
    lambda text: text.replace(b"\n", b"\r\n"), lambda text: text.replace(b"  ", b" *"), lambda text: text.rstrip(b"\n"),
    lambda text: text + text.splitlines(keepends=True)[0], lambda text: b"".join(reversed(text.splitlines(keepends=True))),
    lambda text: text.upper(), lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"data/", b"data/./", 1),
])
def test_bent_manifests_are_refused(good, tmp_path, change):
    said = problems(tmp_path, sunk({**good, layout.MANIFEST: change(good[layout.MANIFEST])}))
    assert f"changed {layout.MANIFEST}" in said
