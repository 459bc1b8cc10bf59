"""Writing packages: the layout, the same bytes for the same content, and nothing left behind when it fails."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from inspector_gui.domain.captures import EvidenceKind
from inspector_gui.errors import ArchiveDamaged, ArchiveExists, ArchiveNotWritable
from inspector_gui.exchange.package_format import is_allowed_name, parse_manifest
from inspector_gui.exchange.package_verifier import verify_package
from inspector_gui.exchange.package_writer import WritingCancelled, write_package


def test_the_summary_tells_what_was_written(maker, tmp_path):
    path = tmp_path / "p.zip"
    summary = write_package(maker.content(), path, sign=maker.sign, public_key=maker.public_key)
    with zipfile.ZipFile(path) as package:
        assert summary.files == len(package.namelist())
    assert summary.size == path.stat().st_size
    assert summary.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (summary.evidence, summary.pictures) == (15, 4)
    assert summary.package_id == verify_package(path).package_id


def test_the_same_content_gives_the_same_bytes(write, samples, tmp_path):
    first = write(name="a.zip")
    other = samples.Maker()
    write_package(other.content(), tmp_path / "b.zip", sign=other.sign, public_key=other.public_key)
    assert first.read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_names_are_ascii_regular_sorted_and_undated(write):
    with zipfile.ZipFile(write()) as package:
        infos = package.infolist()
        assert package.testzip() is None
    names = [info.filename for info in infos]
    payload = [name for name in names if name.startswith("data/")]
    assert names[: len(payload)] == payload == sorted(payload)
    assert all(is_allowed_name(name) and name.isascii() for name in names)
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}


def test_pictures_are_stored_and_text_is_packed(write):
    with zipfile.ZipFile(write()) as package:
        for info in package.infolist():
            if info.filename.endswith((".png", ".jpg")):
                assert info.compress_type == zipfile.ZIP_STORED
            assert info.file_size <= 100 * info.compress_size
        assert package.getinfo("index.html").compress_type == zipfile.ZIP_DEFLATED


def test_manifests_cover_everything_but_themselves_and_the_signature(write):
    with zipfile.ZipFile(write()) as package:
        listed = parse_manifest(package.read("manifest-sha256.txt")) | parse_manifest(package.read("tagmanifest-sha256.txt"))
        assert set(package.namelist()) == set(listed) | {"tagmanifest-sha256.txt", "signature.json"}
        for name, digest in listed.items():
            assert hashlib.sha256(package.read(name)).hexdigest() == digest


def test_sha256sum_and_unzip_agree(write, tmp_path):
    """The way README.txt shows works with the tools of any system."""
    if shutil.which("sha256sum") is None:  # Windows and macOS name it otherwise; the digests are compared above
        return
    with zipfile.ZipFile(write()) as package:
        package.extractall(tmp_path / "x")
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "--check", manifest], cwd=tmp_path / "x", check=True)


def test_records_hold_the_facts(write):
    with zipfile.ZipFile(write()) as package:
        findings = json.loads(package.read("data/findings.json"))
        captures = json.loads(package.read("data/captures.json"))
        entries = [json.loads(line) for line in package.read("data/custody.jsonl").splitlines()]
        links = json.loads(package.read("data/links.json"))
    assert findings[0]["places"][0]["box"] == {"x": 100, "y": 20, "width": 600, "height": 120}
    assert captures[0]["evidence"][0]["kind"] == "strip"
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert links["w-1100000001"][0]["state"] == "dead"


def test_half_a_surrogate_pair_is_kept_in_the_records(maker, write):
    content = maker.content()
    broken = replace(content.findings[1], text="半个\ud83d字")
    path = write(replace(content, findings=[content.findings[0], broken, content.findings[2]]))
    with zipfile.ZipFile(path) as package:
        assert json.loads(package.read("data/findings.json"))[1]["text"] == "半个\ud83d字"
        assert "半个⟨U+D83D⟩字" in package.read("index.html").decode()
    assert verify_package(path).intact


def test_bytes_that_serve_as_two_kinds_are_one_file(maker, write):
    content = maker.content()
    html = content.captures[0].first(EvidenceKind.HTML)
    twice = replace(html, kind=EvidenceKind.RESPONSE)
    capture = replace(content.captures[0], evidence=(*content.captures[0].evidence, twice))
    with zipfile.ZipFile(write(replace(content, captures=[capture, content.captures[1]]))) as package:
        assert f"data/evidence/{html.sha256}.bin" in package.namelist()
        assert f"data/evidence/{html.sha256}.html.txt" not in package.namelist()


def test_a_check_file_that_changed_since_is_left_out(maker, write):
    with zipfile.ZipFile(write(replace(maker.content(), checks={"site_name_missing_in_header": b"# newer\n"}))) as package:
        assert not [name for name in package.namelist() if name.startswith("data/checks/")]


def test_an_existing_file_is_kept_unless_asked(maker, tmp_path):
    path = tmp_path / "p.zip"
    path.write_bytes(b"mine")
    content = maker.content()
    with pytest.raises(ArchiveExists, match=r"p\.zip"):
        write_package(content, path, sign=maker.sign, public_key=maker.public_key)
    assert path.read_bytes() == b"mine"
    write_package(content, path, sign=maker.sign, public_key=maker.public_key, overwrite=True)
    assert verify_package(path).intact


def test_cancelling_leaves_nothing(maker, tmp_path):
    seen = []

    def cancelled():
        return len(seen) > 5

    with pytest.raises(WritingCancelled):
        write_package(
            maker.content(), tmp_path / "p.zip", sign=maker.sign, public_key=maker.public_key,
            progress=lambda done, total: seen.append((done, total)), cancelled=cancelled,
        )
    assert list(tmp_path.iterdir()) == []
    assert seen == [(n, 39) for n in range(1, 7)]


def test_evidence_that_lost_its_digest_is_never_packed(maker, tmp_path):
    content = maker.content()
    sha256 = content.captures[0].evidence[3].sha256
    maker.blobs[sha256] += b" "
    with pytest.raises(ArchiveDamaged, match=sha256):
        write_package(content, tmp_path / "p.zip", sign=maker.sign, public_key=maker.public_key)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(maker, tmp_path):
    with pytest.raises(ArchiveNotWritable, match=r"p\.zip"):
        write_package(maker.content(), tmp_path / "none" / "p.zip", sign=maker.sign, public_key=maker.public_key)


def test_a_key_that_wrote_no_custody_entry_does_not_sign(maker, samples, tmp_path):
    other = samples.Maker(samples.SigningKey(b"o" * 32))
    with pytest.raises(ValueError, match="custody"):
        write_package(maker.content(), tmp_path / "p.zip", sign=other.sign, public_key=other.public_key)


def test_content_must_hold_what_it_names(maker):
    content = maker.content()
    with pytest.raises(ValueError, match="c2"):
        replace(content, captures=content.captures[:1])
    with pytest.raises(ValueError, match="w-2"):
        replace(content, targets=content.targets[:1])
