"""Strips of a page, with a session that paints."""

import asyncio
import base64
import dataclasses
import io

import pytest
from PIL import Image

from inspector_gui.capture.overview import Overview
from inspector_gui.capture.pictures import PageSize, Picture, measure, take_picture
from inspector_gui.capture.recording import STRIP_EDGE, EvidenceItem, Limits, Viewport
from inspector_gui.domain.captures import EvidenceKind

LIMITS = Limits()


def painted(scale, colour="white"):
    def shoot(parameters):
        clip = parameters["clip"]
        buffer = io.BytesIO()
        size = (round(clip["width"] * scale), round(clip["height"] * scale))
        Image.new("RGB", size, colour).save(buffer, "PNG", compress_level=1)
        return {"data": base64.b64encode(buffer.getvalue()).decode()}

    return shoot


def taken(fake_session, size, *, scale=1.0):
    session = fake_session(Page__captureScreenshot=painted(scale))
    limits = dataclasses.replace(LIMITS, viewport=Viewport(scale=scale))

    async def main():
        picture = await take_picture(session, limits, size)
        item, _ = await picture.overview.finished()
        return picture, item

    return *asyncio.run(main()), session


def page(width, height):
    return PageSize(width, height, width, height)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        ((100, 50), (1366, 768, 1366, 768)),
        ((1366.2, 2000.5), (1367, 2001, 1367, 2001)),
        ((9000, 100), (4096, 768, 9000, 768)),
        ((1366, 70_000), (1366, 60_000, 1366, 70_000)),
    ],
)
def test_the_size_is_never_below_the_window_nor_above_the_limits(fake_session, content, size):
    metrics = {"cssContentSize": {"width": content[0], "height": content[1]}}
    found = asyncio.run(measure(fake_session(Page__getLayoutMetrics=metrics), LIMITS))
    assert found == PageSize(*size)


def test_a_finer_screen_leaves_less_width(fake_session):
    metrics = {"cssContentSize": {"width": 9000, "height": 100}}
    limits = dataclasses.replace(LIMITS, viewport=Viewport(scale=2.0))
    assert asyncio.run(measure(fake_session(Page__getLayoutMetrics=metrics), limits)).width == STRIP_EDGE // 2


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (PageSize(1366, 768, 1366, 768), ""),
        (PageSize(1366, 60_000, 1366, 70_000), "页面高 70000 像素,只记录了前 60000 像素"),
        (PageSize(4096, 768, 9000, 768), "页面宽 9000 像素,只记录了左边 4096 像素"),
        (PageSize(4096, 60_000, 9000, 70_000), "页面高 70000 像素,只记录了前 60000 像素"),
    ],
)
def test_what_is_left_out_is_said(size, words):
    assert size.cut == words


@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 1200, 9001), (2.0, 600, 5001)])
def test_strips_cover_the_page_without_gap_or_overlap(fake_session, scale, width, height):
    picture, overview, _ = taken(fake_session, page(width, height), scale=scale)
    below = 0
    for ordinal, strip in enumerate(picture.strips):
        assert (strip.ordinal, strip.y, strip.kind) == (ordinal, below, EvidenceKind.STRIP)
        assert strip.height <= STRIP_EDGE
        below += strip.height
    assert (picture.device_width, picture.device_height) == (width * scale, height * scale)
    assert len(picture.strips) > 2
    factor = picture.overview.factor
    if scale == 1:
        assert {strip.y % factor for strip in picture.strips} == {0}, "seams fall on whole pixels of the overview"
    assert overview.height == -(-picture.device_height // factor)


def test_every_strip_is_laid_out_anew_so_that_nothing_painted_earlier_is_shown(fake_session):
    _, _, session = taken(fake_session, page(600, 5000))
    assert {name for name, _ in session.sent} == {"Page.captureScreenshot"}
    assert all(p["captureBeyondViewport"] for _, p in session.sent)


def test_the_width_of_a_picture_is_that_of_its_widest_strip():
    strips = tuple(EvidenceItem(EvidenceKind.STRIP, b"", "image/png", i, 0, w, 10) for i, w in enumerate((5, 9, 7)))
    assert (Picture(strips, Overview(1, 1)).device_width, Picture(strips, Overview(1, 1)).device_height) == (9, 30)
