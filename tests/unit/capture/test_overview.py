"""The small picture and what it looks like."""

import asyncio
import io

import pytest
from PIL import Image, ImageDraw

from inspector_gui.capture.overview import OVERVIEW_HEIGHT, OVERVIEW_WIDTH, Overview, look_of
from inspector_gui.capture.recording import EvidenceItem
from inspector_gui.domain.captures import EvidenceKind


def strip(colour, ordinal, y, width, height):
    buffer = io.BytesIO()
    Image.new("RGBA", (width, height), colour).save(buffer, "PNG")
    return EvidenceItem(EvidenceKind.STRIP, buffer.getvalue(), "image/png", ordinal, y, width, height)


def finished(overview, *strips):
    async def main():
        for each in strips:
            overview.add(each)
        return await overview.finished()

    item, look = asyncio.run(main())
    return item, look, Image.open(io.BytesIO(item.data))


def test_strips_meet_in_their_places_without_a_seam():
    colours = ("#ff0000", "#00ff00", "#0000ff")
    strips = [strip(colour, i, 300 * i, 1000, 300) for i, colour in enumerate(colours)]
    item, look, picture = finished(Overview(1000, 900), *reversed(strips))
    assert (item.kind, item.media_type) == (EvidenceKind.OVERVIEW, "image/jpeg")
    assert picture.size == (item.width, item.height) == (334, 300)
    for y, colour in ((2, (255, 0, 0)), (97, (255, 0, 0)), (103, (0, 255, 0)), (197, (0, 255, 0)), (205, (0, 0, 255))):
        assert picture.getpixel((100, y)) == pytest.approx(colour, abs=25)
    assert look.spread == 255


@pytest.mark.parametrize(
    ("size", "factor"),
    [((400, 300), 1), ((480, 6000), 1), ((481, 100), 2), ((1366, 768), 3), ((1366, 60_000), 10), ((1, 1), 1)],
)
def test_it_shrinks_by_a_whole_number_into_its_bounds(size, factor):
    overview = Overview(*size)
    assert overview.factor == factor
    item, _, picture = finished(overview)
    assert picture.width <= OVERVIEW_WIDTH
    assert picture.height <= OVERVIEW_HEIGHT
    assert (item.width, item.height) == picture.size


def test_a_strip_that_is_no_picture_is_not_passed_over():
    with pytest.raises(OSError, match="cannot identify"):
        finished(Overview(10, 10), EvidenceItem(EvidenceKind.STRIP, b"no png", "image/png"))


def test_one_colour_shows_nothing():
    for colour in ("white", "#123456", "black"):
        look = look_of(Image.new("RGB", (50, 50), colour))
        assert (look.spread, look.ink) == (0, 0)


def test_ink_is_the_share_that_stands_out():
    picture = Image.new("RGB", (100, 100), "#fafafa")
    ImageDraw.Draw(picture).rectangle((0, 0, 99, 24), fill="#404040")
    look = look_of(picture)
    assert look.ink == pytest.approx(0.25)
    assert look.spread == 0xFA - 0x40


@pytest.mark.parametrize(("noise", "ink"), [("#888888", 0), ("#787878", 0), ("#898989", 0.4), ("#777777", 0.4)])
def test_noise_next_to_the_background_is_no_ink(noise, ink):
    picture = Image.new("RGB", (100, 100), "#808080")
    ImageDraw.Draw(picture).rectangle((0, 0, 99, 39), fill=noise)
    assert look_of(picture).ink == pytest.approx(ink)


def test_colour_of_the_same_brightness_is_still_spread():
    picture = Image.new("RGB", (10, 10), (100, 100, 100))
    picture.putpixel((5, 5), (100, 100, 200))
    assert look_of(picture).spread == 100
