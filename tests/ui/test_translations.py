"""English is complete and current: no text without its English, no placeholder lost, the compiled catalogue up to date."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("build_translations", ROOT / "packaging" / "build_translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_files_are_current(builder):
    assert builder.stale_files() == []


def test_every_text_has_its_english(builder):
    assert builder.untranslated(builder.FOLDER / f"{builder.CATALOGUE}.ts") == []


def test_placeholders_survive(builder):
    tree = ElementTree.parse(builder.FOLDER / f"{builder.CATALOGUE}.ts")
    for message in tree.getroot().iter("message"):
        source, english = message.findtext("source"), message.findtext("translation")
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", english)), source


def test_no_chinese_outside_of_tr():
    """A Chinese literal that lupdate cannot see would stay Chinese in the English window."""
    allowed = {"语言 Language", "中文", "否决"}
    call = re.compile(r"(?:\btr|translate)\(\s*(?:\"\w+\",\s*)?\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)
    literal = re.compile(r"\"((?:[^\"\\]|\\.)*[\u4e00-\u9fff](?:[^\"\\]|\\.)*)\"")
    loose = []
    for path in sorted((ROOT / "inspector_gui" / "ui").rglob("*.py")):
        text = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"(?m)^\s*#.*$|  # .*$", "", text)
        seen = set(call.findall(text))
        loose += [f"{path.name}: {found}" for found in literal.findall(text) if found not in seen | allowed]
    assert loose == []
