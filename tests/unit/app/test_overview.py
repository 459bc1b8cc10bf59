from inspector_gui.app.overview import folder_size, list_targets, read_status, search_everything
from inspector_gui.app.review import decide_finding
from inspector_gui.app.rounds import put_websites
from inspector_gui.domain.captures import PageRole
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.targets import Website
from inspector_gui.domain.visits import Visit
from inspector_gui.store.queue import Stage

SITE_ID = "w-1100000088"


def test_the_status_names_archive_user_and_rounds(session, round_id):
    status = read_status(session)
    assert (status.name, status.actor) == ("测试", "甲")
    assert [(r.id, r.name, r.document) for r in status.rounds] == [(round_id, "2021Q2", "国办秘函〔2019〕19号")]
    assert status.custody_entries == session.archive.custody.count()
    assert status.storage_bytes == folder_size(session.archive.path) > 0


def test_a_folder_is_as_large_as_its_files(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"123")
    (tmp_path / "d").write_bytes(b"4567")
    assert folder_size(tmp_path) == 7
    assert folder_size(tmp_path / "none") == 0


def test_targets_are_listed_with_progress_and_findings_by_state(session, round_id, finding):
    put_websites(session, websites=[Website("w-2", "乙", "http://b.example/")], round_id=round_id)
    decide_finding(session, finding_id=finding.id, state=FindingState.CONFIRMED, why="")
    session.archive.queue.add(round_id, SITE_ID, [Visit("http://www.yunxi.example/", PageRole.HOME)])
    session.archive.queue.set_stage(round_id, SITE_ID, Stage.FAILED)
    first, second = list_targets(session, round_id=round_id)
    assert (first.id, first.confirmed, first.suspected, first.stage) == (SITE_ID, 1, 0, "failed")
    assert (second.id, second.confirmed, second.stage) == ("w-2", 0, "")


def test_search_finds_targets_and_findings_by_all_words(session, round_id, finding):
    def kinds(words, **more):
        return [hit.kind for hit in search_everything(session, round_id=round_id, words=words, **more)]

    assert kinds("云溪") == ["target", "finding"]
    assert kinds("云溪 d20") == ["finding"]
    assert kinds("1100000088") == ["target"]
    assert kinds("云溪", limit=1) == ["target"]
    assert kinds("  ") == kinds("云溪 没有这个词") == []
