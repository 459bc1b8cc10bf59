import datetime as dt

import pytest

from inspector_gui.app.rounds import create_round
from inspector_gui.app.session import create_archive, find_round, open_session
from inspector_gui.app.views import PatrolEvent, PatrolRow, PatrolStatus
from inspector_gui.cli import inspection_commands
from inspector_gui.cli.output import Output
from inspector_gui.store.locks import PatrolLock

RESOLVE = [
    "nonsense",
    "a.example:80",
    "a.example:80:b.example",
    "a.example:0:127.0.0.1",
    "a.example:80:127.0.0.1:99999",
    "a.example:x:127.0.0.1",
    "a.example:80:300.1.1.1",
    "a.example:80:::1",
    "",
]


@pytest.mark.parametrize("spec", RESOLVE)
def test_an_override_of_another_form_is_refused_before_anything_starts(refused, archive, state, spec):
    before = state()
    said = refused("patrol", archive, "--resolve", spec)
    assert f"--resolve {spec}" in said
    assert "www.example.gov.cn:80:127.0.0.1:8080" in said
    assert state() == before


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--concurrency", "0"),
        ("--concurrency", "-1"),
        ("--concurrency", "17"),
        ("--max-pages", "0"),
        ("--max-pages", "99999"),
        ("--retest-after", "-1"),
        ("--retest-after", "nan"),
        ("--retest-after", "inf"),
        ("--retest-after", "1e9"),
    ],
)
def test_settings_out_of_bounds_are_refused(refused, archive, option, value):
    assert option in refused("patrol", archive, option, value)


def test_a_target_or_a_round_that_is_not_there_is_named(refused, archive):
    assert "“nobody”" in refused("patrol", archive, "--target", "nobody")
    assert "“”" in refused("patrol", archive, "--target", "")
    assert "“1999”" in refused("patrol", archive, "--round", "1999")


def test_a_round_without_targets_says_what_to_do(refused, tmp_path):
    path = tmp_path / "b.inspection"
    with create_archive(path, name="空") as session:
        create_round(session, name="2021Q2", as_of=dt.date(2021, 6, 30))
    assert "inspector-gui import" in refused("patrol", path)


def test_a_round_that_is_being_patrolled_is_refused(run, archive):
    with open_session(archive) as session:
        round_id = find_round(session).id
    with PatrolLock.take(archive, round_id):
        said = run("patrol", archive)
    assert said.status == 2
    assert said.err.count("\n") == 1
    assert "正在巡检" in said.err


def test_a_browser_that_is_none_is_said_in_one_sentence(run, archive, monkeypatch):
    monkeypatch.setenv("INSPECTOR_BROWSER", "/nowhere/chromium")
    said = run("patrol", archive)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert "浏览器" in said.err


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "http://",
        "http://a b/",
        "http://[::1",
        "http://a.example:99999/",
        "javascript:1",
        "",
        "http://u:p@a.example/",
    ],
)
def test_an_address_that_cannot_be_opened_is_refused_before_a_folder_is_made(refused, tmp_path, address):
    assert f"“{address}”" in refused("inspect", address, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_taken_is_not_touched(refused, tmp_path):
    (tmp_path / "file").write_text("mine")
    refused("inspect", "http://a.example/", "--out", tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"
    (tmp_path / "out" / "archive.inspection").mkdir(parents=True)
    assert "已存在" in refused("inspect", "http://a.example/", "--out", tmp_path / "out")
    assert "已存在" in refused("demo", "--out", tmp_path / "out")


def test_a_monitoring_point_that_is_no_date_is_refused(refused, tmp_path):
    assert "“yesterday”" in refused("inspect", "http://a.example/", "--as-of", "yesterday", "--out", tmp_path / "o")
    assert not (tmp_path / "o").exists()


def row(state, name="甲", reason=""):
    return PatrolRow("w-1", name, "a.example", state, 3, 3, 1, state, reason)


def status(*rows):
    return PatrolStatus(rows, 3, 3, 0.0, None, 1, 0, 0, 0, 0, False, False)


def test_the_end_of_a_patrol_says_what_was_done_what_failed_and_what_is_left():
    text = inspection_commands._patrol_text
    assert text(status(row("done")), 3).startswith("巡检完成:1 个对象,3 页")
    assert "此前已巡检完成" in text(status(row("done")), 0)
    failed = text(status(row("done"), row("failed", "乙", "域名无法解析。")), 1)
    assert "未能完成 1 个" in failed
    assert "乙 未能完成:域名无法解析。" in failed
    assert "尚未巡检 1 个" in text(status(row("done"), row("queued")), 1)


def test_progress_names_stages_in_chinese_and_leaves_errors_to_the_end(capsys):
    for kind, text in (("stage", "columns"), ("stage", "failed"), ("stage", "已暂停"), ("error", "磁盘已满")):
        event = PatrolEvent("2021-06-30T09:14:22.000+08:00", kind, "w-1", "甲", text)
        inspection_commands._tell(Output(), event)
    assert capsys.readouterr().err.splitlines() == [
        "09:14:22 甲 打开首页和栏目",
        "09:14:22 甲 未能完成:没有一页可供检查",
        "09:14:22 甲 已暂停",
    ]
