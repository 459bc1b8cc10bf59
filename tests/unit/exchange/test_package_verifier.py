"""Verification of packages: every file changed, missing, added, renamed, swapped or signed anew is named."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from inspector_gui.errors import PackageUnusable
from inspector_gui.exchange import package_format as layout
from inspector_gui.exchange.package_verifier import PackageReport, verify_package
from inspector_gui.exchange.package_writer import write_package
from inspector_gui.exchange.package_zip import ZipSink

Files = dict[str, bytes]


@pytest.fixture
def good(package_bytes) -> Files:
    return files_of(io.BytesIO(package_bytes))


def files_of(source: Path | io.BytesIO) -> Files:
    with zipfile.ZipFile(source) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: Files, path: Path) -> Path:
    """A package in the form of the program with exactly these files."""
    with path.open("wb") as stream:
        sink = ZipSink(stream)
        for name, data in files.items():
            sink.add(name, data, compress=not name.endswith((".png", ".jpg")))
        sink.finish()
    return path


def named(report: PackageReport, kind: str) -> set[str]:
    return {problem.what for problem in report.problems if problem.kind == kind}


def test_a_good_package_is_intact_and_told_about(write, maker):
    steps: list[tuple[int, int]] = []
    path = write()
    report = verify_package(path, pinned_keys=[maker.public_key], progress=lambda done, total: steps.append((done, total)))
    assert report.problems == ()
    assert report.intact
    assert (report.signer, report.signer_known) == (maker.public_key, True)
    assert (report.files, report.captures, report.findings, report.evidence, report.custody_entries) == (39, 2, 3, 15, 7)
    assert (report.round_name, report.facts["archive_name"]) == ("2021年第二季度", "示范市政府网站检查")
    assert steps == sorted(steps)
    assert 0 < steps[-1][0] <= steps[-1][1] == path.stat().st_size


def test_an_unknown_signer_is_not_damage_but_said(write):
    report = verify_package(write(), pinned_keys=["0" * 64])
    assert report.intact
    assert not report.signer_known


def test_repacked_by_the_same_means_is_identical(good, package_bytes, tmp_path):
    assert packed(good, tmp_path / "again.zip").read_bytes() == package_bytes


Mutation = Callable[[Files, str], Files]


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]


def without(files: Files, name: str) -> Files:
    return {n: d for n, d in files.items() if n != name}


MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "delete": (without, "missing"),
    "flip": (lambda files, name: {**files, name: flipped(files[name])}, "changed"),
    "truncate": (lambda files, name: {**files, name: files[name][:-1]}, "changed"),
    "append": (lambda files, name: {**files, name: files[name] + b"\n"}, "changed"),
    "empty": (lambda files, name: {**files, name: b""}, "changed"),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_each_file_of_a_package_is_guarded(good, tmp_path, mutation):
    """All files in turn, so that none is forgotten by the manifests."""
    mutate, kind = MUTATIONS[mutation]
    for name in good:
        report = verify_package(packed(mutate(good, name), tmp_path / "bad.zip"))
        assert not report.intact, name
        assert name in named(report, kind) | named(report, "signature"), (name, report.problems)
        if name != layout.SIGNATURE:
            assert name not in named(report, "added")


def test_a_changed_digest_in_a_manifest_is_named(good, tmp_path):
    """Still well formed, so that only the next link of the chain can tell."""
    for name in (layout.MANIFEST, layout.TAGMANIFEST):
        digit = b"0" if good[name][:1] != b"0" else b"1"
        report = verify_package(packed({**good, name: digit + good[name][1:]}, tmp_path / "bad.zip"))
        assert name in named(report, "changed")


def test_a_renamed_file_is_missing_here_and_added_there(good, tmp_path):
    name = next(n for n in good if n.endswith(".har"))
    new = name.replace(".har", ".bin")
    report = verify_package(packed({new if n == name else n: d for n, d in good.items()}, tmp_path / "bad.zip"))
    assert name in named(report, "missing")
    assert new in named(report, "added")


def test_two_swapped_files_are_both_named(good, tmp_path):
    one, two = [name for name in good if name.startswith("data/pictures/")][:2]
    report = verify_package(packed({**good, one: good[two], two: good[one]}, tmp_path / "bad.zip"))
    assert {one, two} <= named(report, "changed")


def test_swapped_evidence_is_named(good, tmp_path):
    one, two = [name for name in good if name.startswith("data/evidence/") and name.endswith(".png")][:2]
    report = verify_package(packed({**good, one: good[two], two: good[one]}, tmp_path / "bad.zip"))
    assert {one, two} <= named(report, "changed")


def test_an_added_file_is_named(good, tmp_path):
    evidence = "data/evidence/" + "a" * 64 + ".png"
    for name in (evidence, "data/checks/evil.py", "data/pictures/F1-1.png", "fetch.txt", "data/x.json"):
        report = verify_package(packed({**good, name: b"x"}, tmp_path / "bad.zip"))
        assert name in named(report, "added")


def test_another_order_of_files_is_noticed(good, tmp_path):
    report = verify_package(packed(dict(reversed(good.items())), tmp_path / "bad.zip"))
    assert "zip" in named(report, "structure")


@pytest.mark.parametrize("seed", range(60))
def test_any_single_byte_of_the_file_matters(package_bytes, tmp_path, seed):
    """Headers, checksums, directory, padding bits of packed data: no byte of the file is outside the proof."""
    data = bytearray(package_bytes)
    position = random.Random(seed).randrange(len(data)) if seed else len(data) - 1
    data[position] ^= 1 << (seed % 8)
    path = tmp_path / "bad.zip"
    path.write_bytes(data)
    assert not verify_package(path).intact, position


def test_every_byte_of_the_first_headers_and_the_whole_directory_matters(package_bytes, tmp_path):
    data = package_bytes
    start = data.index(b"PK\x01\x02")
    path = tmp_path / "bad.zip"
    for position in [*range(0, 90), *range(start, len(data), 7)]:
        path.write_bytes(data[:position] + bytes([data[position] ^ 0x10]) + data[position + 1:])
        assert not verify_package(path).intact, position


@pytest.mark.parametrize("share", [0.0005, 0.3, 0.9, 0.9999])
def test_a_cut_off_package_is_damaged(package_bytes, tmp_path, share):
    data = package_bytes
    path = tmp_path / "bad.zip"
    path.write_bytes(data[: int(len(data) * share)])
    [problem] = verify_package(path).problems
    assert (problem.kind, "不完整" in problem.detail_zh) == ("structure", True)


def test_an_ordinary_repacking_is_noticed_as_such(good, tmp_path):
    """Same files, but by another program: the files are proven, the container is not the one that was signed."""
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as package:
        for name, data in good.items():
            package.writestr(name, data)
    report = verify_package(path)
    assert {problem.kind for problem in report.problems} == {"structure"}


# --- signatures -------------------------------------------------------------------------------------------------------


def resigned(files: Files, maker, **claims: str) -> Files:
    """The files with manifests and signature made anew by `maker`: what somebody with a key of their own can do."""
    files = dict(files)
    payload = {n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n.startswith("data/")}
    files[layout.MANIFEST] = layout.manifest_text(payload)
    files[layout.TAGMANIFEST] = layout.manifest_text({n: hashlib.sha256(files[n]).hexdigest() for n in layout.LISTED_TAGS})
    entries = files[layout.CUSTODY].splitlines()
    values = {"package": layout.package_id(files[layout.MANIFEST]), "head": json.loads(entries[-1])["hash"] if entries else ""}
    values |= {"container": container_of(without(files, layout.SIGNATURE)), **claims}
    signature = maker.sign(layout.signed_bytes(**values, tagmanifest=files[layout.TAGMANIFEST]))
    files[layout.SIGNATURE] = layout.signature_text(
        **values, tagmanifest=files[layout.TAGMANIFEST], key=maker.public_key, signature=signature,
    )
    return files


def container_of(files: Files) -> str:
    class Nowhere:
        def write(self, data: bytes) -> None: ...

    sink = ZipSink(Nowhere())
    for name, data in files.items():
        sink.add(name, data, compress=not name.endswith((".png", ".jpg")))
    return sink.container_digest


def test_signed_anew_by_the_same_key_is_intact(good, maker, tmp_path):
    assert resigned(good, maker) == good


def test_another_valid_key_is_named(good, samples, tmp_path):
    other = samples.Maker(samples.SigningKey(b"o" * 32))
    report = verify_package(packed(resigned(good, other), tmp_path / "bad.zip"))
    assert [(p.kind, p.what) for p in report.problems] == [("signature", "signature.json")]
    assert "重新签名" in report.problems[0].detail_zh


def test_a_stripped_signature_is_named(good, tmp_path):
    report = verify_package(packed(without(good, layout.SIGNATURE), tmp_path / "bad.zip"))
    assert "signature.json" in named(report, "missing")
    assert report.signer == ""


def test_the_signature_of_another_package_is_named(good, maker, samples, tmp_path):
    other = samples.Maker()
    content = other.content(hostile="x")
    write_package(content, tmp_path / "o.zip", sign=other.sign, public_key=other.public_key)
    foreign = files_of(tmp_path / "o.zip")[layout.SIGNATURE]
    report = verify_package(packed({**good, layout.SIGNATURE: foreign}, tmp_path / "bad.zip"))
    assert "signature.json" in named(report, "signature")


def test_a_small_order_key_never_verifies(good, tmp_path):
    claims = json.loads(good[layout.SIGNATURE])
    weak = layout.record_json({**claims, "public_key": "01" + "0" * 62, "signature": "01" + "0" * 126})
    report = verify_package(packed({**good, layout.SIGNATURE: weak}, tmp_path / "bad.zip"))
    assert "signature.json" in named(report, "signature")
    assert report.signer == ""


@pytest.mark.parametrize("text", [
    b"", b"{}", b"[]", b"null", b'{"format":1}', b"\xff", b'{"a":NaN}', b'{"a":1,"a":2}', b"[" * 100_000,
])
def test_a_malformed_signature_file_is_named(good, tmp_path, text):
    report = verify_package(packed({**good, layout.SIGNATURE: text}, tmp_path / "bad.zip"))
    assert "signature.json" in named(report, "signature")


def test_claims_that_do_not_hold_are_named_even_when_signed(good, maker, tmp_path):
    for claim, kind in (("package", "signature"), ("head", "chain"), ("container", "structure")):
        report = verify_package(packed(resigned(good, maker, **{claim: "0" * 64}), tmp_path / "bad.zip"))
        assert {problem.kind for problem in report.problems} == {kind}


# --- what a signer could get wrong ------------------------------------------------------------------------------------


def changed_record(files: Files, record: str, change: Callable[[object], object]) -> Files:
    name = layout.record_name(record)
    return {**files, name: layout.record_json(change(json.loads(files[name])))}


def drop_first(items: list) -> list:
    return items[1:]


def with_first(**values: object) -> Callable[[list], list]:
    return lambda items: [{**items[0], **values}, *items[1:]]


@pytest.mark.parametrize(("record", "change", "kind", "what"), [
    ("captures", with_first(title="另一个标题"), "chain", "capture:c1"),
    ("captures", drop_first, "reference", "finding F000000000001"),
    ("captures", with_first(evidence=[]), "added", "data/evidence/"),
    ("targets", drop_first, "reference", "finding F000000000001"),
    ("annotations", with_first(note="改过"), "chain", "annotation:A1"),
    ("decisions", with_first(why="改过"), "chain", "decision:F000000000001/1"),
    ("decisions", drop_first, "chain", "finding:F000000000001"),
    ("findings", with_first(state="dismissed"), "chain", "finding:F000000000001"),
    ("findings", drop_first, "reference", "decision on F000000000001"),
    ("findings", lambda items: [items[0], *items], "reference", "findings F000000000001"),
    ("findings", lambda items: [{"id": "F1"}], "reference", "data/"),
    ("findings", lambda items: {}, "reference", "data/findings.json"),
])
def test_records_that_do_not_agree_are_named(good, maker, tmp_path, record, change, kind, what):
    files = resigned(changed_record(good, record, change), maker)
    report = verify_package(packed(files, tmp_path / "bad.zip"))
    assert any(problem.kind == kind and problem.what.startswith(what) for problem in report.problems), report.problems


def test_evidence_that_is_not_in_the_package_is_named(good, maker, tmp_path):
    name = next(n for n in good if n.endswith(".png") and n.startswith("data/evidence/"))
    report = verify_package(packed(resigned(without(good, name), maker), tmp_path / "bad.zip"))
    [problem] = [p for p in report.problems if p.kind == "missing"]
    assert name.removeprefix("data/evidence/")[:64] in problem.detail_zh


def chain_of(files: Files) -> list[dict[str, object]]:
    return [json.loads(line) for line in files[layout.CUSTODY].splitlines()]


@pytest.mark.parametrize(("change", "place"), [
    (lambda entries: [{**entries[0], "actor": "他人"}, *entries[1:]], 1),
    (lambda entries: [entries[1], entries[0], *entries[2:]], 1),
    (lambda entries: [*entries[:3], *entries[4:]], 4),
    (lambda entries: entries[1:], 1),
    (lambda entries: [*entries[:-1], {**entries[-1], "signature": "0" * 128}], 7),
    (lambda entries: [*entries[:-1], {**entries[-1], "extra": 1}], 7),
])
def test_a_broken_chain_is_named_at_its_first_break(good, maker, tmp_path, change, place):
    files = {**good, layout.CUSTODY: layout.record_lines(change(chain_of(good)))}
    report = verify_package(packed(resigned(files, maker), tmp_path / "bad.zip"))
    assert f"data/custody.jsonl #{place}" in named(report, "chain")


def test_a_tail_cut_from_the_chain_leaves_acts_without_record(good, maker, tmp_path):
    """Whoever signs can cut the end of the log; the records still ask for the entries that are gone."""
    files = {**good, layout.CUSTODY: layout.record_lines(chain_of(good)[:5])}
    report = verify_package(packed(resigned(files, maker), tmp_path / "bad.zip"))
    assert "decision:F000000000003/1" in named(report, "chain")


def test_a_foreign_chain_is_accepted_with_its_own_keys(samples, tmp_path):
    """An archive worked on at two workstations: entries by two keys, signed by one of them."""
    first, second = samples.Maker(), samples.Maker(samples.SigningKey(b"s" * 32))
    content = first.content()
    second.entries = first.entries
    second.record("exported", "round:r1")
    both = replace(content, custody=[asdict(entry) for entry in second.entries])
    write_package(both, tmp_path / "p.zip", sign=second.sign, public_key=second.public_key)
    report = verify_package(tmp_path / "p.zip")
    assert report.intact
    assert report.signer == second.public_key


# --- no package at all ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-1.7" + b"." * 100, b"\0" * 70_000])
def test_what_is_no_zip_is_unusable(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(PackageUnusable, match=r"x\.zip"):
        verify_package(path)


def test_an_ordinary_zip_is_unusable(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as other:
        other.writestr("word/document.xml", "<x/>")
    with pytest.raises(PackageUnusable, match="普通压缩包"):
        verify_package(tmp_path / "x.zip")


def test_a_missing_file_and_a_folder_are_unusable(tmp_path):
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(PackageUnusable):
            verify_package(path)
