"""An archive with one round, one site and one capture made by hand: no browser, no network."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json

import pytest
from PIL import Image

from inspector_gui.app.rounds import create_round, put_websites
from inspector_gui.app.session import close_session, create_archive, find_round
from inspector_gui.domain.captures import Capture, EvidenceKind, EvidenceRef, Fitness, Outcome, PageRole
from inspector_gui.domain.findings import Finding, Occurrence
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.targets import Website

SITE = Website(
    id="w-1100000088",
    name="云溪区人民政府",
    url="http://www.yunxi.example/",
    unit="云溪区人民政府办公室",
    district="云溪区",
    site_code="1100000088",
)


def picture(colour):
    stream = io.BytesIO()
    Image.new("RGB", (200, 100), colour).save(stream, "PNG")
    return stream.getvalue()


def layout():
    """The snapshot of a page with one heading, in the form of CDP DOMSnapshot.captureSnapshot."""
    strings = [
        "http://www.yunxi.example/",
        "首页",
        "HTML",
        "BODY",
        "H1",
        "id",
        "name",
        "#text",
        "云溪区人民政府",
        "UTF-8",
        "#document",
    ]
    document = {
        "documentURL": 0, "title": 1, "baseURL": 0, "encodingName": 9, "contentWidth": 200, "contentHeight": 100,
        "scrollOffsetX": 0, "scrollOffsetY": 0,
        "nodes": {
            "parentIndex": [-1, 0, 1, 2, 3], "nodeType": [9, 1, 1, 1, 3], "nodeName": [10, 2, 3, 4, 7],
            "nodeValue": [-1, -1, -1, -1, 8], "attributes": [[], [], [], [5, 6], []],
        },
        "layout": {
            "nodeIndex": [1, 2, 3, 4], "styles": [[], [], [], []], "text": [-1, -1, -1, 8],
            "bounds": [[0, 0, 200, 100], [0, 0, 200, 100], [10, 10, 120, 30], [10, 10, 120, 30]],
        },
    }  # fmt: skip
    return json.dumps({"documents": [document], "strings": strings}).encode()


def capture_of(session, round_id, *, url=SITE.url, colour="white"):
    """A fit capture of one page, and its blobs."""
    items = [
        (EvidenceKind.STRIP, picture(colour), "image/png"),
        (EvidenceKind.OVERVIEW, picture("grey"), "image/jpeg"),
        (EvidenceKind.LAYOUT, layout(), "application/json"),
    ]
    refs = tuple(
        EvidenceRef(kind, hashlib.sha256(data).hexdigest(), len(data), media_type, width=200, height=100)
        for kind, data, media_type in items
    )
    capture = Capture(
        id=session.archive.captures.new_capture_id(), round_id=round_id, target_id=SITE.id, url=url, final_url=url,
        role=PageRole.HOME, depth=0, taken_at="2021-06-30T09:14:22.000+08:00", outcome=Outcome.COMPLETE, fitness=Fitness.FIT,
        status=200, title="首页", content_type="text/html", width=200, height=100, evidence=refs,
    )  # fmt: skip
    return capture, {hashlib.sha256(data).hexdigest(): data for _, data, _ in items}


@pytest.fixture
def session(tmp_path):
    """An open session on an archive with a round and one site."""
    made = create_archive(tmp_path / "a.inspection", name="测试", actor="甲")
    create_round(made, name="2021Q2", as_of=dt.date(2021, 6, 30))
    put_websites(made, websites=[SITE], round_id=find_round(made).id)
    yield made
    close_session(made)


@pytest.fixture
def round_id(session):
    return find_round(session).id


@pytest.fixture
def capture(session, round_id):
    """A stored capture of the home page."""
    made, blobs = capture_of(session, round_id)
    session.archive.captures.add(made, blobs)
    return made


@pytest.fixture
def finding(session, round_id, capture):
    """A suspicion under D20/3 with a box on the capture."""
    made = Finding(
        id="F1", round_id=round_id, target_id=SITE.id, rule="D20/3", text="页头未显示网站名称", cause="name", check_id="c",
        check_version="1", check_digest="d", places=(Occurrence(capture.id, capture.url, "", Box(10, 10, 120, 30)),),
    )  # fmt: skip
    session.archive.findings.replace_suspicions(round_id, SITE.id, ["c"], [made])
    return made
