import pytest

#: What is typed, and what the one sentence must contain.
MISUSE = [
    (["nosuch"], ["nosuch", "patrol", "verify"]),
    (["patrol"], ["缺少 ARCHIVE", "inspector-gui patrol --help"]),
    (["new", "a"], ["缺少 --name"]),
    (["new", "a", "--name"], ["--name", "缺少一个值"]),
    (["import", "a", "accounts", "f.csv"], ["KIND", "accounts", "websites"]),
    (["decide", "a", "F1", "maybe", "--why", "x"], ["maybe", "confirm", "dismiss", "pending"]),
    (["decide", "a", "F1", "confirm"], ["--why"]),
    (["patrol", "a", "--concurrency", "x"], ["--concurrency", "x 不是整数"]),
    (["patrol", "a", "--retest-after", "soon"], ["--retest-after", "soon 不是数字"]),
    (["patrol", "a", "--max", "3"], ["不认识", "--max"]),
    (["findings", "a", "b"], ["不认识 b"]),
    (["findings", "a", "--json=1"], ["--json", "1"]),
    (["package", "a"], ["缺少 --out"]),
    (["--nonsense"], ["--nonsense"]),
]


@pytest.mark.parametrize(("words", "parts"), MISUSE, ids=[" ".join(words) for words, _ in MISUSE])
def test_misuse_is_one_chinese_sentence_with_what_to_do(refused, words, parts):
    said = refused(*words)
    assert all(part in said for part in parts), said
    assert "--help" in said
    for english in ("usage", "error", "argument", "required", "invalid", "expected", "unrecognized"):
        assert english not in said


def test_help_is_shown_and_ends_with_success(run, capsys):
    with pytest.raises(SystemExit) as ended:
        run("patrol", "--help")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("用法:inspector-gui patrol")


def test_bytes_that_are_no_text_are_refused_before_anything_is_stored(refused, tmp_path):
    assert "UTF-8" in refused("new", tmp_path / "a.inspection", "--name", "\udcff")
    assert not (tmp_path / "a.inspection").exists()
