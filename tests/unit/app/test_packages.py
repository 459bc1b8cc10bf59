import pytest

from inspector_gui.app import packages
from inspector_gui.app.packages import ExportCancelled, export_package, read_content, verify_path
from inspector_gui.app.rounds import put_websites
from inspector_gui.domain.targets import Website
from inspector_gui.errors import ArchiveExists, ArchiveMissing, DiskFull, PackageUnusable

SITE_ID = "w-1100000088"


def acts(session):
    return [entry.act for entry in session.archive.custody.all()]


def test_a_package_holds_the_round_and_is_intact(session, round_id, finding, tmp_path):
    steps = []
    done = export_package(
        session, round_id=round_id, out=tmp_path / "p.zip", progress=lambda a, b: steps.append((a, b))
    )
    assert done.size == (tmp_path / "p.zip").stat().st_size
    assert steps[-1][0] == steps[-1][1] == done.files
    summary = verify_path(tmp_path / "p.zip")
    assert (summary.intact, dict(summary.facts)["签名人"]) == (True, "本工作站")
    assert verify_path(session.archive.path).intact


def test_only_what_belongs_to_the_chosen_targets_is_in(session, round_id, finding):
    put_websites(session, websites=[Website("w-2", "乙", "http://b.example/")], round_id=round_id)
    other = read_content(session, round_id=round_id, target_ids=["w-2"])
    assert ([t.id for t in other.targets], other.captures, other.findings) == (["w-2"], [], [])
    every = read_content(session, round_id=round_id)
    assert len(every.targets) == 2
    assert [f.id for f in every.findings] == [finding.id]


def test_an_existing_file_is_refused_before_the_log_speaks_of_an_export(session, round_id, tmp_path):
    (tmp_path / "p.zip").write_bytes(b"mine")
    before = acts(session)
    with pytest.raises(ArchiveExists):
        export_package(session, round_id=round_id, out=tmp_path / "p.zip")
    assert acts(session) == before


def test_a_cancelled_export_leaves_no_file_and_a_record(session, round_id, finding, tmp_path):
    with pytest.raises(ExportCancelled):
        export_package(session, round_id=round_id, out=tmp_path / "p.zip", cancelled=lambda: True)
    assert [p.name for p in tmp_path.iterdir()] == ["a.inspection"]
    assert acts(session)[-2:] == ["exported", "export_failed"]


def test_content_that_cannot_be_read_is_on_record_too(session, round_id, tmp_path, monkeypatch):
    def full(*_, **__):
        raise DiskFull(path="x")

    monkeypatch.setattr(packages, "read_content", full)
    with pytest.raises(DiskFull):
        export_package(session, round_id=round_id, out=tmp_path / "p.zip")
    assert acts(session)[-1] == "export_failed"


@pytest.mark.parametrize(("name", "error"), [("none", ArchiveMissing), ("none.zip", PackageUnusable)])
def test_what_is_not_there_is_said(tmp_path, name, error):
    with pytest.raises(error):
        verify_path(tmp_path / name)


def test_damage_is_named(session, round_id, capture, tmp_path):
    evidence = next((session.archive.path / "evidence").glob("*.db"))
    data = evidence.read_bytes()
    place = data.index(b"\x89PNG") + 40
    evidence.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    summary = verify_path(session.archive.path)
    assert not summary.intact
    assert summary.problems[0].what
