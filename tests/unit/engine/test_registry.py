"""Loading check files: what is accepted, what is left out and why, and that the others go on."""

import hashlib

import pytest

from inspector_gui.bundled import resource
from inspector_gui.domain.indicators import parse_indicator_set
from inspector_gui.engine.registry import load_checks
from inspector_gui.errors import UnknownName

DOC = '"""Looks for nothing.\n\n查什么:甲\n为什么:乙\n看不到什么:丙\n依据:丁\n"""\n'
BODY = (
    "from inspector_gui.checks_api import CheckMeta, Clear, Example\n"
    'META = CheckMeta("sample", "样例", "Sample", ("D26/1",))\n'
    'EXAMPLES = [Example("一", {"/": "<p>x</p>"})]\n'
    "def check(site):\n    yield Clear()\n"
)


@pytest.fixture(scope="module")
def rules():
    file = "guoban-2019-19.json"
    return parse_indicator_set(resource("indicators", file).read_text(encoding="utf-8"), file=file)


@pytest.fixture
def load(tmp_path, rules):
    def from_text(text, name="sample.py"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_checks(tmp_path, indicator_set=rules)

    return from_text


def test_a_good_file(load):
    registry = load(DOC + BODY)
    check = registry.get("sample")
    assert registry.problems == ()
    assert check.digest == hashlib.sha256((DOC + BODY).encode()).hexdigest()
    assert check.doc.looks_for == "甲"
    assert check.doc.source == "丁"
    assert check.documentation.startswith("Looks for nothing.")
    assert [c.meta.id for c in registry] == ["sample"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BODY, "没有文档字符串"),
        (DOC.replace("Looks for nothing.", "查空白。") + BODY, "一句英文摘要"),
        (DOC.replace("依据:丁", "") + BODY, "缺少“依据”一节"),
        (DOC.replace("看不到什么:丙\n依据:丁", "") + BODY, "缺少“看不到什么”、“依据”一节"),
        (DOC + BODY.replace('"sample",', '"other",'), "应与文件名“sample”相同"),
        (DOC + BODY.replace("D26/1", "D99/1"), "指标集中没有细则 D99/1"),
        (DOC + BODY.replace('("D26/1",)', "()"), "没有写明判断哪条细则"),
        (DOC + BODY.replace("META =", "META_ ="), "缺少 META"),
        (DOC + BODY.replace("def check", "def verify"), "缺少函数 check"),
        (DOC + BODY.replace("EXAMPLES =", "E ="), "EXAMPLES 应是"),
        (DOC + BODY.replace('[Example("一", {"/": "<p>x</p>"})]', "[]"), "EXAMPLES 应是"),
        (DOC + BODY + "def broken(:\n", "第 13 行有语法错误"),
        (DOC + "import requests\n" + BODY, "导入了 requests"),
        (DOC + "from inspector_gui.store.archive import Archive\n" + BODY, "导入了 inspector_gui.store.archive"),
        (DOC + "from . import other\n" + BODY, "只能导入 inspector_gui.checks_api"),
        (DOC + BODY + "1 / 0\n", "ZeroDivisionError"),
        (DOC + BODY + "raise SystemExit(3)\n", "SystemExit"),
        (b"\xff\xfe" + DOC.encode(), "utf-8"),
        (b"x = 1\0", "null bytes"),
        (b"", "没有文档字符串"),
    ],
)
def test_a_bad_file_is_named_with_the_reason(load, text, reason):
    registry = load(text)
    assert registry.checks == ()
    [problem] = registry.problems
    assert "sample.py" in str(problem)
    assert reason in str(problem)
    assert "\n" not in problem.text("en")


def test_a_bad_file_does_not_stop_the_others(load):
    load("1 / 0", "a_bad.py")
    registry = load(DOC + BODY)
    assert [c.meta.id for c in registry.checks] == ["sample"]
    assert len(registry.problems) == 1


def test_files_with_a_leading_underscore_and_other_files_are_no_checks(load):
    load("1 / 0", "_helper.py")
    load("x", "notes.txt")
    assert load(DOC + BODY).problems == ()


def test_two_versions_of_a_file_do_not_share_a_module(load):
    first = load(DOC + BODY).get("sample")
    second = load(DOC + BODY.replace("Clear()", 'Clear("二")')).get("sample")
    assert first.digest != second.digest
    assert [next(iter(c.function(None))).text for c in (first, second)] == ["", "二"]


def test_no_compiled_files_are_left_beside_the_checks(load, tmp_path):
    load(DOC + BODY)
    assert [p.name for p in tmp_path.iterdir()] == ["sample.py"]


def test_an_unknown_check_is_named_with_a_hint(load):
    with pytest.raises(UnknownName, match="sample"):
        load(DOC + BODY).get("nothing")


def test_a_missing_folder_holds_no_checks(tmp_path, rules):
    assert load_checks(tmp_path / "none", indicator_set=rules).checks == ()
