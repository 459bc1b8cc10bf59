"""Documentation and imports are read from the source, without running it."""

import pytest

from inspector_gui.engine.check_source import forbidden_imports, read_documentation

TEXT = '"""One line.\n\n查什么:看\n  两行。\n为什么:\n因为。\n看不到什么:图片\n依据:文件\n"""'


def test_the_sections():
    doc = read_documentation(TEXT)
    assert (doc.summary_en, doc.looks_for, doc.why, doc.blind_spots, doc.source) == (
        "One line.",
        "看\n两行。",
        "因为。",
        "图片",
        "文件",
    )


@pytest.mark.parametrize("source", ["x = 1", '"""查什么:中文在前。"""', '"""One line."""'])
def test_incomplete_documentation(source):
    with pytest.raises(ValueError, match="文档"):
        read_documentation(source)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import re, json\nfrom collections.abc import Iterator", []),
        ("from inspector_gui.checks_api import Clear", []),
        ("from inspector_gui.checks_api.page import PageView", ["inspector_gui.checks_api.page"]),
        ("import inspector_gui", ["inspector_gui"]),
        ("def f():\n    import numpy.linalg as n", ["numpy.linalg"]),
        ("from .other import x", [".other"]),
        ("from .re import x", [".re"]),
    ],
)
def test_imports(source, found):
    assert forbidden_imports(source) == found
