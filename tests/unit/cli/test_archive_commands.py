import os
import sqlite3

import pytest
from PIL import Image

from inspector_gui.app.session import bundled_indicator_set_text, open_session
from inspector_gui.store.archive import Archive

ROUND = ("--as-of", "2021-06-30")


def test_an_archive_a_round_and_a_register_from_nothing(run, tmp_path):
    path = tmp_path / "a.inspection"
    assert run("new", path, "--name", "某市", "--json").data == {"archive": str(path), "name": "某市"}
    made = run("round", path, "--name", "2021Q2", "--as-of", "2021年6月30日", "--json").data
    assert (made["name"], made["as_of"]) == ("2021Q2", "2021-06-30")
    (tmp_path / "r.csv").write_text("名称,网址,类别\n甲,http://a.example/,门户\n", encoding="gb18030")
    answer = run("import", path, "websites", tmp_path / "r.csv", "--json")
    assert (answer.status, answer.data["added"], answer.data["refused"]) == (0, 1, [])


def test_an_archive_is_never_overwritten(refused, archive, state):
    before = state()
    assert "已存在" in refused("new", archive, "--name", "x")
    assert state() == before


@pytest.mark.parametrize("name", ["", "  "])
def test_a_blank_name_is_refused(refused, tmp_path, archive, name):
    assert "名称为空" in refused("new", tmp_path / "b.inspection", "--name", name)
    assert "名称为空" in refused("round", archive, "--name", name, *ROUND)
    assert not (tmp_path / "b.inspection").exists()


def test_an_archive_cannot_be_made_where_no_file_can_be(refused, tmp_path):
    (tmp_path / "file").write_text("")
    refused("new", tmp_path / "file" / "a.inspection", "--name", "x")
    refused("new", tmp_path / ("n" * 300), "--name", "x")


COMMANDS = [
    ("round", "--name", "x", *ROUND),
    ("import", "websites", "r.csv"),
    ("patrol",),
    ("check",),
    ("findings",),
    ("decide", "F1", "confirm", "--why", "x"),
    ("score",),
    ("package", "--out", "p.zip"),
    ("verify",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=[c[0] for c in COMMANDS])
def test_an_archive_that_is_not_there_is_said_by_every_command(refused, tmp_path, command):
    name, *rest = command
    assert "找不到存档" in refused(name, tmp_path / "none.inspection", *rest)


@pytest.mark.parametrize("command", COMMANDS, ids=[c[0] for c in COMMANDS])
def test_an_archive_of_a_newer_program_is_refused_by_every_command_and_not_touched(refused, archive, command):
    with sqlite3.connect(archive / "archive.db") as database:
        database.execute("PRAGMA user_version=99")
    database.close()
    before = (archive / "archive.db").read_bytes()
    name, *rest = command
    assert "请升级程序" in refused(name, archive, *rest)
    assert (archive / "archive.db").read_bytes() == before


@pytest.mark.parametrize("command", ["findings", "score", "check"])
def test_an_archive_held_by_another_program_is_said_after_a_while(refused, archive, monkeypatch, command):
    original = Archive.open
    monkeypatch.setattr(Archive, "open", lambda path, **settings: original(path, busy_seconds=0.1, **settings))
    holder = sqlite3.connect(archive / "archive.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert "占用" in refused(command, archive)
    finally:
        holder.close()


def test_a_file_that_is_no_database_is_called_damaged(refused, archive):
    (archive / "archive.db").write_bytes(b"not a database at all" * 500)
    assert "已损坏" in refused("findings", archive)


@pytest.mark.parametrize("date", ["nonsense", "2021-02-30", "", "30.06.2021"])
def test_a_date_that_is_none_is_named(refused, archive, state, date):
    before = state()
    assert f"“{date}”" in refused("round", archive, "--name", "x", "--as-of", date)
    assert state() == before


@pytest.mark.parametrize(
    ("options", "part"),
    [(("--previous", "2019Q9"), "2019Q9"), (("--profile", "nope"), "portal"), (("--name", "2021Q2"), "同名")],
)
def test_a_round_that_does_not_fit_the_archive_is_refused(refused, archive, state, options, part):
    before = state()
    assert part in refused("round", archive, "--name", "x", *ROUND, *options)
    assert state() == before


def test_an_indicator_set_that_cannot_be_read_is_one_sentence(refused, archive, state, tmp_path):
    before = state()
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    os.mkfifo(tmp_path / "pipe.json")
    for name, part in (
        ("missing.json", "不存在"),
        (".", "不是文件"),
        ("bytes.json", "UTF-8"),
        ("pipe.json", "不是文件"),
    ):
        said = refused("round", archive, "--name", "x", *ROUND, "--indicators", tmp_path / name)
        assert part in said
        assert str(tmp_path) not in said
    assert state() == before


def test_an_indicator_set_that_is_wrong_is_named_with_line_and_reason(refused, archive, state, tmp_path):
    before, own = state(), tmp_path / "own.json"
    lines = bundled_indicator_set_text().splitlines()
    line = next(n for n, text in enumerate(lines, 1) if '"name_zh"' in text and n > 50)
    lines[line - 1] = lines[line - 1].replace('"name_zh"', '"nmae_zh"')
    for text, number, reason in (("\n".join(lines), line, "nmae_zh"), ('{"id": 3', 1, "JSON"), ("[]", 1, "")):
        own.write_text(text, encoding="utf-8")
        said = refused("round", archive, "--name", "x", *ROUND, "--indicators", own)
        assert said.startswith(f"指标集 own.json 第 {number} 行不可用:"), said
        assert reason in said
    assert state() == before


def test_a_users_own_indicator_set_is_kept_with_the_round(run, archive, tmp_path):
    text = bundled_indicator_set_text().replace('"version": "', '"version": "自', 1)
    (tmp_path / "own.json").write_text("\ufeff" + text, encoding="utf-8")
    assert run("round", archive, "--name", "own", *ROUND, "--indicators", tmp_path / "own.json").status == 0
    with open_session(archive) as opened:
        assert opened.archive.rounds.get("own").indicator_version.startswith("自")
        assert opened.archive.rounds.indicator_set_text(opened.archive.rounds.get("own").id) == text


HEADER = "网站名称,首页网址,网站标识码\n"
UNREADABLE = [
    ("header.csv", "名字,备注\n甲,乙\n".encode(), "缺少列"),
    ("empty.csv", b"", "空"),
    ("only-header.csv", HEADER.encode(), "没有一行"),
    ("page.csv", b"<html><body>login</body></html>", "网页"),
    ("pdf.xlsx", b"%PDF-1.4 ...", "PDF"),
    ("torn.xlsx", b"PK\x03\x04" + b"\0" * 100, ""),
    ("bytes.csv", bytes(range(1, 256)) * 4, ""),
    ("nul.csv", b"a,b\0c\n", ""),
]


@pytest.mark.parametrize(("name", "data", "part"), UNREADABLE, ids=[u[0] for u in UNREADABLE])
def test_a_file_that_is_no_register_is_refused_and_nothing_is_added(
    refused, archive, state, tmp_path, name, data, part
):
    before = state()
    (tmp_path / name).write_bytes(data)
    said = refused("import", archive, "websites", tmp_path / name)
    assert name in said
    assert part in said
    assert state() == before


def test_a_picture_a_folder_a_pipe_and_nothing_are_no_registers(refused, archive, tmp_path):
    Image.new("RGB", (9, 9)).save(tmp_path / "register.png")
    os.mkfifo(tmp_path / "pipe.csv")
    assert "图片" in refused("import", archive, "websites", tmp_path / "register.png")
    assert "不是文件" in refused("import", archive, "websites", tmp_path)
    assert "不是文件" in refused("import", archive, "websites", tmp_path / "pipe.csv")
    assert "不存在" in refused("import", archive, "websites", tmp_path / "none.csv")
    refused("import", archive, "websites", tmp_path / ("n" * 300))


def test_bad_rows_are_named_one_by_one_and_good_ones_taken(run, archive, tmp_path):
    rows = [
        "甲,http://a.example/,1100000001",
        "乙,http://a.example/,",
        "丙,http://c.example/,1100000001",
        "丁,htp://d.example/,",
        "戊,http://e example/,",
        "己,http://f.example:99999/,",
        ",http://g.example/,",
        "辛,,",
    ]
    (tmp_path / "r.csv").write_text(HEADER + "\n".join(rows), encoding="utf-8")
    said = run("import", archive, "websites", tmp_path / "r.csv", "--json")
    assert (said.status, said.data["added"]) == (1, 1)
    assert [line.split(" ")[1] for line in said.data["refused"]] == [str(n) for n in range(3, 10)]
    again = run("import", archive, "websites", tmp_path / "r.csv", "--json")
    assert (again.status, again.data["added"], again.data["unchanged"]) == (1, 0, 1)


def test_a_site_of_the_round_is_not_taken_twice_under_another_id(run, archive, tmp_path):
    (tmp_path / "r.csv").write_text("网站名称,首页网址\n云溪区,http://www.yunxi.example/\n", encoding="utf-8")
    said = run("import", archive, "websites", tmp_path / "r.csv", "--json")
    assert (said.status, said.data["added"]) == (1, 0)
    assert "w-1100000088" in said.data["refused"][0]
    with open_session(archive) as opened:
        assert len(opened.archive.targets.of_round(opened.archive.rounds.newest().id)) == 1


def test_an_unknown_round_is_named_with_those_there_are(refused, archive, tmp_path):
    (tmp_path / "r.csv").write_text(HEADER + "甲,http://a.example/,", encoding="utf-8")
    said = refused("import", archive, "websites", tmp_path / "r.csv", "--round", "1999Q1")
    assert "1999Q1" in said
    assert "2021Q2" in said


def test_an_archive_without_a_round_says_how_to_make_one(run, refused, tmp_path):
    run("new", tmp_path / "b.inspection", "--name", "x")
    for command in ("patrol", "findings", "score", "check"):
        assert "inspector-gui round" in refused(command, tmp_path / "b.inspection")
