"""Every awkward page ends in the right recorded outcome, and the browser works on afterwards (fixture `record`)."""

from dataclasses import replace

import pytest

from inspector_gui.capture.browser import Browser
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import EvidenceKind

pytestmark = pytest.mark.browser

#: address, outcome, fitness, a part of the reason
ENDINGS = [
    ("http://refused.test/", "net_error", "no_page", "拒绝连接"),
    ("http://nowhere.invalid/", "net_error", "no_page", "无法解析"),
    ("http://raw.test/empty", "net_error", "no_page", "空应答"),
    ("http://raw.test/garbage", "net_error", "no_page", "不是有效的 HTTP"),
    ("http://raw.test/reset", "net_error", "no_page", "连接被重置"),
    ("http://raw.test/short", "net_error", "no_page", "没有传完"),
    ("http://raw.test/headers", "timeout", "no_page", "没有收到应答"),
    ("/hang", "timeout", "no_page", "没有收到应答"),
    ("/loop", "redirect_loop", "no_page", "循环"),
    ("/to-file", "refused", "no_page", "不允许打开"),
    ("file:///etc/passwd", "refused", "no_page", "file"),
    ("javascript:alert(1)", "refused", "no_page", "javascript"),
    ("chrome://crash", "refused", "no_page", "chrome"),
    ("http://[::1", "refused", "no_page", "无效"),
    ("/pdf", "not_a_page", "no_page", "application/pdf"),
    ("/json", "not_a_page", "no_page", "application/json"),
    ("/text", "not_a_page", "no_page", "text/plain"),
    ("/download", "not_a_page", "no_page", "下载文件"),
    ("/endless-file", "not_a_page", "no_page", "只保存了开头"),
    ("/204", "not_a_page", "no_page", "204"),
]


@pytest.mark.parametrize(("address", "outcome", "fitness", "reason"), ENDINGS)
def test_an_ending_without_a_page_has_its_own_outcome_and_no_picture(record, address, outcome, fitness, reason):
    recording = record(address)
    assert (recording.outcome, recording.fitness) == (outcome, fitness), recording.reason
    assert reason in recording.reason
    kinds = {item.kind for item in recording.evidence}
    assert EvidenceKind.FACTS in kinds
    assert not kinds & {EvidenceKind.STRIP, EvidenceKind.OVERVIEW, EvidenceKind.LAYOUT, EvidenceKind.HTML}


#: path, outcome, fitness, text that must be in the rendered HTML, a part of the reason
SIGHTS = [
    ("/redirect", "complete", "fit", "一切正常", ""),
    ("/meta", "complete", "fit", "一切正常", ""),
    ("/script-move", "complete", "fit", "一切正常", ""),
    ("/late", "complete", "fit", "终于来了", ""),
    ("/move-later", "complete", "fit", "终于来了", ""),
    ("/fetched", "complete", "fit", "异步取来的标题", ""),
    ("/streams", "complete", "fit", "一秒后的内容", ""),
    ("/reload", "partial", "fit", "不停刷新", "跳转或刷新"),
    ("/404", "complete", "error_page", "不存在", "404"),
    ("/500", "complete", "error_page", "内部错误", "500"),
    ("/basic", "complete", "challenge", "需要口令", "401"),
    ("/verify", "complete", "challenge", "安全验证", "验证"),
    ("/blank", "complete", "blank", "", "空白"),
    ("/spinner", "complete", "loading", "加载中", "加载"),
    ("/dialogs", "complete", "fit", "看得到的正文", ""),
    ("/windows", "complete", "fit", "弹窗", ""),
    ("/poison", "complete", "fit", "真正的内容", ""),
    ("/never", "partial", "fit", "没有写完的正文", "没有传完"),
    ("/never-image", "partial", "fit", "看得到的正文", "没有加载完"),
    ("http://raw.test/cut-off", "partial", "fit", "传了一半的正文", "断开"),
    ("/alert-loop", "partial", "fit", "对话框", "对话框"),
    ("/busy", "partial", "fit", "脚本之前", "中止"),
    ("/busy-later", "partial", "fit", "看得到的正文", "中止"),
    ("/grows", "partial", "fit", "无限滚动", "滚动"),
    ("/big", "partial", "blank", "", "超过 20 MB"),
]


@pytest.mark.parametrize(("address", "outcome", "fitness", "text", "reason"), SIGHTS)
def test_a_page_that_shows_something_is_pictured_and_labelled(record, address, outcome, fitness, text, reason):
    recording = record(address)
    assert (recording.outcome, recording.fitness) == (outcome, fitness), recording.reason
    assert text in recording.first(EvidenceKind.HTML).data.decode()
    assert reason in recording.reason
    assert (recording.reason == "") == (outcome == "complete" and fitness == "fit")
    for kind in EvidenceKind:
        assert (recording.first(kind) is not None) == (kind is not EvidenceKind.FILE)


def test_a_page_that_eats_memory_is_recorded_without_its_scripts(runner, hostile, install, quick):
    async def visit():
        limits = replace(quick, memory=900_000_000)
        async with await Browser.start(
            install=install, resolver=Resolver.parse(hostile.specs), limits=limits
        ) as browser:
            return await browser.record("http://hostile.test/memory"), await browser.record("http://hostile.test/ok")

    recording, after = runner.run(visit())
    assert recording.outcome == "no_script"
    assert "内存" in recording.reason
    assert recording.facts["tries"] == [{"scripts": True, "failure": "页面占用的内存超过 900 MB", "ours": True}]
    assert after.outcome == "complete"


def test_an_empty_error_answer_never_becomes_chromiums_own_page(record):
    recording = record("/404-empty")
    assert recording.status == 404
    html = recording.first(EvidenceKind.HTML)
    assert html is None or b"neterror" not in html.data


def test_a_bad_certificate_is_kept_as_evidence_and_opens_only_on_request(runner, hostile, install, quick, record):
    refused = record("https://hostile.test/ok")
    assert (refused.outcome, refused.fitness) == ("tls_error", "no_page")
    assert refused.facts["error"].startswith("net::ERR_CERT_")
    assert len(refused.facts["tls"]["certificate_sha256"]) == 64
    assert refused.facts["tls"]["verdict"] != "ok"

    async def in_spite():
        async with await Browser.start(
            install=install, resolver=Resolver.parse(hostile.specs), limits=quick, allow_certificates=True
        ) as browser:
            return await browser.record("https://hostile.test/ok")

    allowed = runner.run(in_spite())
    assert (allowed.outcome, allowed.fitness) == ("complete", "fit")
    assert allowed.facts["tls"]["names"] == ["other.test"]
    assert allowed.facts["observer"]["certificates_not_checked"] is True


def test_dialogs_windows_and_files_are_counted(record):
    facts = record("/dialogs").facts
    assert facts["dialogs"]["count"] >= 3
    assert [d["type"] for d in facts["dialogs"]["first"]][:3] == ["alert", "confirm", "prompt"]
    assert record("/alert-loop").facts["dialogs"]["count"] >= 5
    assert record("/download").facts["downloads_refused"] == ["http://hostile.test/download"]
    frames = record("/frames").facts
    assert frames["files_refused_in_frames"] == 1
    assert "http://hostile.test/ok" in frames["frames"]


def test_a_flood_of_console_messages_is_bounded(record):
    facts = record("/console").facts
    assert len(facts["console"]["messages"]) <= 200
    assert len(record("/console").first(EvidenceKind.FACTS).data) < 100_000
