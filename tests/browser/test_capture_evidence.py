"""What is kept beside the picture: bytes as received, layout, HAR, facts — and nothing about this workstation."""

import json

import pytest

from inspector_gui.domain.captures import EvidenceKind
from inspector_gui.domain.layout import decode_layout

pytestmark = pytest.mark.browser


def test_a_gbk_page_is_read_rightly_and_kept_as_received(record):
    recording = record("/gbk")
    assert recording.title == "人民政府"
    html = recording.first(EvidenceKind.HTML).data.decode("utf-8")
    assert "朱镕基 深圳 政务公开" in html
    received = recording.first(EvidenceKind.RESPONSE).data
    assert "朱镕基 深圳 政务公开".encode("gb18030") in received
    assert received.endswith(b"<!-- \xff\xfe -->")
    assert recording.facts["response"]["bytes_exact"] is True
    layout = decode_layout(recording.first(EvidenceKind.LAYOUT).data)
    assert "朱镕基 深圳 政务公开" in layout.root.text
    assert layout.encoding.lower() in ("gbk", "gb2312", "gb18030")


def test_the_bytes_of_a_page_that_never_ends_are_those_that_came(record):
    recording = record("/never")
    received = recording.first(EvidenceKind.RESPONSE).data
    assert received.startswith(b"<!doctype html><title>never</title>")
    assert recording.facts["response"]["bytes_exact"] is False


def test_the_bytes_of_what_is_no_page_are_kept(record):
    recording = record("/pdf")
    assert recording.first(EvidenceKind.RESPONSE).data == b"%PDF-1.4\n" + b"x" * 5000
    assert recording.content_type == "application/pdf"
    assert len(record("/endless-file").first(EvidenceKind.RESPONSE).data) == 20_000_000


def test_redirects_are_on_record_in_order(record):
    recording = record("/redirect")
    assert recording.final_url == "http://hostile.test/ok"
    assert recording.url == "http://hostile.test/redirect"
    assert recording.facts["redirects"] == [
        {"url": "http://hostile.test/redirect", "status": 302, "location": "/redirect2"},
        {"url": "http://hostile.test/redirect2", "status": 301, "location": "/ok"},
    ]


def test_the_har_lists_every_request_with_its_answer(record):
    recording = record("/lazy")
    log = json.loads(recording.first(EvidenceKind.HAR).data)["log"]
    assert log["version"] == "1.2"
    assert len(log["entries"]) == 31
    assert {entry["response"]["status"] for entry in log["entries"]} == {200}
    picture = next(entry for entry in log["entries"] if "/picture" in entry["request"]["url"])
    assert picture["response"]["content"]["mimeType"] == "image/png"
    assert picture["response"]["content"]["size"] > 50
    assert all(entry["time"] >= 0 for entry in log["entries"])


def test_the_layout_holds_frames_and_fits_the_picture(record):
    recording = record("/frames")
    layout = decode_layout(recording.first(EvidenceKind.LAYOUT).data)
    assert "一切正常" in layout.root.text
    assert (layout.width, layout.height) == (recording.width, recording.height)


def test_the_facts_say_who_looked_and_how_it_was_answered(record, hostile):
    recording = record("/ok")
    facts = json.loads(recording.first(EvidenceKind.FACTS).data)
    assert facts == recording.facts
    assert facts["observer"]["viewport"] == [1366, 768]
    assert facts["observer"]["locale"] == "zh-CN"
    assert facts["observer"]["timezone"] == "Asia/Shanghai"
    assert facts["observer"]["resolver_overrides"] == list(hostile.specs)
    assert "Headless" not in facts["observer"]["user_agent"]
    assert facts["response"]["remote_address"] == f"127.0.0.1:{hostile.port}"
    assert ["content-type", "text/html; charset=utf-8"] in [[k.lower(), v] for k, v in facts["response"]["headers"]]
    assert recording.taken_at[-6] in "+-"


def test_script_errors_are_noted(record):
    errors = record("/console").facts["page_errors"]
    assert any("undefinedFunction" in error for error in errors)


@pytest.mark.parametrize("address", ["/ok", "http://refused.test/", "/nothing-here", "/alert-loop"])
def test_nothing_recorded_tells_about_this_workstation(record, install, address):
    recording = record(address)
    for item in recording.evidence:
        if item.kind in (EvidenceKind.FACTS, EvidenceKind.HAR):
            for word in (str(install.path), "/tmp/", "/root", "--no-sandbox", "playwright", "CDPSession"):
                assert word not in item.data.decode()
    assert "playwright" not in recording.reason.lower()
