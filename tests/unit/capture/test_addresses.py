"""Which addresses are opened at all."""

import pytest

from inspector_gui.capture.addresses import refusal
from inspector_gui.domain.captures import Outcome


@pytest.mark.parametrize(
    "url",
    [
        "http://www.yunxi.example/",
        "HTTPS://www.yunxi.example/zwgk/",
        "http://www.yunxi.example:8080",
        "http://127.0.0.1/",
        "http://[::1]:81/",
        "http://政务.example/公开?名=值#段",
    ],
)
def test_pages_are_opened(url):
    assert refusal(url) is None


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("file:///etc/passwd", "file"),
        ("javascript:alert(1)", "javascript"),
        (" javascript:alert(1)", "只打开"),
        ("data:text/html,x", "data"),
        ("view-source:http://www.yunxi.example/", "view-source"),
        ("chrome://version", "chrome"),
        ("ftp://www.yunxi.example/", "ftp"),
        ("www.yunxi.example", "没有协议"),
        ("//www.yunxi.example/", "没有协议"),
        ("", "没有协议"),
        ("http://", "没有主机名"),
        ("http:///zwgk", "没有主机名"),
        ("http://[::1/", "地址无效"),
        ("http://www.yunxi.example:99999/", "地址无效"),
        ("http://www.yunxi.example:x/", "地址无效"),
        ("http://www.yunxi.example/" + "a" * 8000, "过长"),
    ],
)
def test_everything_else_is_refused_with_a_reason(url, word):
    ending = refusal(url)
    assert ending.outcome is Outcome.REFUSED
    assert word in ending.reason
    assert ending.reason.endswith("。")
