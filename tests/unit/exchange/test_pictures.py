"""Annotated pictures, looked at pixel by pixel."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image

from inspector_gui.domain.captures import Capture, EvidenceKind, EvidenceRef, Fitness, Outcome, PageRole
from inspector_gui.domain.geometry import Box
from inspector_gui.exchange.picture_plan import PicturePlan, Stroke
from inspector_gui.exchange.pictures import AMBER, MISSING, RED, PictureDrawer

BLOBS: dict[str, bytes] = {}


def strip(ordinal: int, y: int, colour: tuple[int, int, int], width: int = 800, height: int = 500) -> EvidenceRef:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    sha256 = hashlib.sha256(out.getvalue()).hexdigest()
    BLOBS[sha256] = out.getvalue()
    return EvidenceRef(EvidenceKind.STRIP, sha256, 1, "image/png", ordinal, y, width, height)


def drawn(crop: Box, *strokes: Stroke, scale: float = 1.0, strips=None) -> Image.Image:
    strips = strips or (strip(0, 0, (0, 0, 200)), strip(1, 500, (0, 200, 0)))
    page = Capture("c", "r", "w", "u", "u", PageRole.HOME, 0, "", Outcome.COMPLETE, Fitness.FIT, width=800, height=1000,
                   scale=scale, evidence=strips)
    data = PictureDrawer(BLOBS.__getitem__).draw(PicturePlan("F1", 1, page, crop, strokes))
    return Image.open(io.BytesIO(data))


def test_a_picture_is_put_together_over_strips():
    image = drawn(Box(100, 400, 300, 200))
    assert image.size == (300, 200)
    assert [image.getpixel((5, y)) for y in (0, 99, 100, 199)] == [(0, 0, 200)] * 2 + [(0, 200, 0)] * 2


def test_scale_counts_in_device_pixels():
    image = drawn(Box(0, 200, 100, 100), scale=2.0)
    assert image.size == (200, 200)
    assert (image.getpixel((0, 99)), image.getpixel((0, 100))) == ((0, 0, 200), (0, 200, 0))


def test_a_persons_box_is_solid_red_and_a_machines_dashed_amber():
    image = drawn(Box(0, 0, 400, 300), Stroke(Box(50, 50, 100, 60), 1, "x", True), Stroke(Box(250, 50, 100, 60), 2, "y", False))
    upper_red = [image.getpixel((x, 48)) for x in range(50, 150)]
    assert set(upper_red) == {RED}
    upper_amber = [image.getpixel((x, 48)) for x in range(250, 350)]
    assert set(upper_amber) == {AMBER, (0, 0, 200)}
    assert image.getpixel((100, 80)) == (0, 0, 200), "the inside stays untouched"


@pytest.mark.parametrize("box", [
    Box(-500, -500, 10, 10), Box(5000, 5000, 10, 10), Box(0, 0, 0, 0), Box(0, 0, 400, 300), Box(-10, -10, 9000, 9000),
    Box(399, 299, 1, 1),
])
def test_boxes_anywhere_are_drawn_or_left_out(box):
    assert drawn(Box(0, 0, 400, 300), Stroke(box, 12, "标签 \u202e\n" + "长" * 100, True)).size == (400, 300)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\0" * 40, b"<svg/>"])
def test_a_strip_that_cannot_be_decoded_stays_grey(data):
    sha256 = hashlib.sha256(data).hexdigest()
    BLOBS[sha256] = data
    broken = EvidenceRef(EvidenceKind.STRIP, sha256, 1, "image/png", 0, 0, 800, 500)
    assert drawn(Box(0, 0, 50, 50), strips=(broken,)).getpixel((10, 10)) == MISSING


def test_a_picture_bomb_is_not_decoded():
    """A small file that claims 60,000 x 60,000 pixels."""
    out = io.BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    data = out.getvalue()[:16] + (60_000).to_bytes(4, "big") * 2 + out.getvalue()[24:]
    sha256 = hashlib.sha256(data).hexdigest()
    BLOBS[sha256] = data
    bomb = EvidenceRef(EvidenceKind.STRIP, sha256, 1, "image/png", 0, 0, 800, 500)
    assert drawn(Box(0, 0, 50, 50), strips=(bomb,)).getpixel((10, 10)) == MISSING
