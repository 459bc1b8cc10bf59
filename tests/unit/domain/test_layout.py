"""Decoding a real snapshot (Chromium 140+): frames, hidden text, first letters, shadow trees, comments, damaged input.

The fixture was taken of a page scrolled by 300 px with a frame (5 px border) scrolled by 100 px.
"""

import json
from pathlib import Path

import pytest

from inspector_gui.domain.geometry import Box
from inspector_gui.domain.layout import LayoutUnreadable, decode_layout

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "layout-snapshot.json"


@pytest.fixture(scope="module")
def layout():
    return decode_layout(FIXTURE.read_bytes())


@pytest.fixture(scope="module")
def by_id(layout):
    return {e.get("id"): e for e in layout.elements if e.get("id")}


def test_the_page_itself(layout):
    assert (layout.title, layout.url, layout.encoding) == ("快照", "http://www.yunxi.example/x/", "UTF-8")
    assert (layout.width, layout.height) == (1366, 2570)
    assert layout.root.tag == "html"


def test_only_what_a_reader_sees_is_text(layout, by_id):
    assert layout.root.text == "影子 看得见 首字放大 标题 2021-06-28 x contents 透明 框内 低处 末尾"
    assert by_id["none"].text == ""  # display: none
    assert by_id["inv"].own_text == ""  # visibility: hidden, with a visible child
    assert by_id["inv"].text == "看得见"


def test_a_first_letter_styled_by_itself_stays_with_its_word(by_id):
    assert by_id["fl"].own_text == "首字放大"


def test_flex_children_do_not_run_together(layout):
    assert next(e for e in layout.elements if e.tag == "li").text == "标题 2021-06-28 x"


def test_frames_are_placed_on_the_page(by_id):
    frame = by_id["f1"]
    assert frame in list(by_id["inner"].ancestors())
    assert frame.box == Box(50, 259, 310, 210)
    # Scrolled out of the frame's window: shown at the frame, where a person has to look.
    assert by_id["inner"].box == by_id["low"].box == frame.box
    body = next(e for e in frame.walk() if e.tag == "body")
    assert (body.box.x, body.box.y) == (55, 164)  # behind the border, 100 px up


def test_shadow_trees_belong_to_their_host(by_id):
    assert by_id["host"].text == "影子"
    assert by_id["sh"].parent is by_id["host"]


def test_visibility(by_id):
    assert by_id["end"].is_visible
    assert not by_id["none"].is_visible
    assert not by_id["inv"].is_visible


def test_comments_are_kept_apart(layout):
    assert [comment.strip() for comment in layout.comments] == ['<script id="_jiucuo_"></script>']


def test_addresses_are_absolute(layout):
    link = next(e for e in layout.elements if e.tag == "a")
    assert link.address("href") == "http://www.yunxi.example/x/a/b.html#x"
    assert link.address("name") == ""


def test_templates_and_noscript_are_no_part_of_the_page(layout):
    assert [e.get("href") for e in layout.elements if e.tag == "a"] == ["a/b.html#x"]


def test_the_smallest_element_under_a_point(layout, by_id):
    assert layout.element_at(45, 185).tag == "a"
    assert layout.element_at(5, 2520) is by_id["end"]
    assert layout.element_at(-5, -5) is None


def test_find_and_closest(layout, by_id):
    item = next(layout.root.find_all("span"))
    assert item.closest("p") is by_id["inv"]
    assert item.closest("span") is item
    assert item.closest("table") is None


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"documents": [], "strings": []}',
        b'{"documents": [1], "strings": []}',
        b'{"documents": [[]], "strings": []}',
        b'{"documents": [{"documentURL": 7}], "strings": []}',
    ],
)
def test_anything_else_is_unreadable(damaged):
    with pytest.raises(LayoutUnreadable):
        decode_layout(damaged)


@pytest.mark.parametrize("part", ["nodes", "layout"])
def test_a_snapshot_without_a_part_is_unreadable(part):
    raw = json.loads(FIXTURE.read_bytes())
    del raw["documents"][0][part]
    with pytest.raises(LayoutUnreadable):
        decode_layout(json.dumps(raw).encode())


def test_a_frame_that_shows_itself_ends():
    raw = json.loads(FIXTURE.read_bytes())
    raw["documents"][1]["nodes"]["contentDocumentIndex"] = {"index": [2], "value": [0]}
    assert decode_layout(json.dumps(raw).encode()).root.tag == "html"
