"""The picture is the page: every row of a tall page, sticky parts once, lazy images there, nothing beyond the limits."""

import io

import pytest
from PIL import Image

from inspector_gui.domain.captures import EvidenceKind

pytestmark = pytest.mark.browser


def stitched(recording):
    """The strips put together."""
    picture = Image.new("RGB", (recording.strips[0].width, sum(s.height for s in recording.strips)))
    for strip in recording.strips:
        picture.paste(Image.open(io.BytesIO(strip.data)).convert("RGB"), (0, strip.y))
    return picture


def test_every_band_of_a_60000_pixel_page_is_where_it_belongs(record, hostile_module):
    recording = record("/tall?h=60000")
    assert (recording.outcome, recording.height) == ("complete", 60_000)
    assert all(strip.height <= 4096 for strip in recording.strips)
    assert [s.ordinal for s in recording.strips] == list(range(len(recording.strips)))
    ends = [strip.y + strip.height for strip in recording.strips]
    assert [strip.y for strip in recording.strips] == [0, *ends[:-1]]
    picture = stitched(recording)
    assert picture.size == (1366, 60_000)
    wrong = [row for row in range(60_000) if picture.getpixel((683, row)) != hostile_module.band_colour(row // 100)]
    assert not wrong


def test_what_is_taller_than_the_limit_is_cut_and_said(record):
    recording = record("/tall?h=61000&each=1000")
    assert (recording.outcome, recording.height) == ("partial", 60_000)
    assert "61000" in recording.reason
    assert recording.facts["page"]["full_height"] == 61_000


def test_a_wide_page_is_cut_at_the_limit_and_said(record):
    recording = record("/wide")
    assert (recording.outcome, recording.width) == ("partial", 4096)
    assert {strip.width for strip in recording.strips} == {4096}
    assert stitched(recording).getpixel((4000, 100)) != (255, 255, 255)


def test_sticky_and_fixed_parts_appear_once_and_a_window_high_part_keeps_its_height(record):
    recording = record("/sticky")
    assert (recording.outcome, recording.fitness) == ("complete", "fit")
    picture = stitched(recording)
    magenta = [row for row in range(picture.height) if picture.getpixel((700, row)) == (255, 0, 255)]
    cyan = [row for row in range(picture.height) if picture.getpixel((1350, row)) == (0, 255, 255)]
    hero = [row for row in range(picture.height) if picture.getpixel((700, row)) == (0x12, 0x34, 0x56)]
    assert magenta == list(range(60))
    assert cyan == list(range(100, 140))
    assert hero == list(range(60, 60 + 768))


def test_images_loaded_on_sight_are_in_the_picture(record):
    recording = record("/lazy")
    assert recording.outcome == "complete"
    picture = stitched(recording)
    shown = [picture.getpixel((150, i * 450 + 250)) for i in range(30)]
    assert shown == [(0, 128, i * 8) for i in range(30)]


def test_images_loaded_by_a_hesitant_script_are_in_the_picture(record):
    """The script waits for a pause in scrolling before it looks which images are in sight."""
    recording = record("/debounced")
    assert recording.outcome == "complete"
    picture = stitched(recording)
    assert [picture.getpixel((150, i * 600 + 300)) for i in range(20)] == [(0, 128, i * 8) for i in range(20)]


def test_the_overview_is_the_whole_page_in_small(record):
    recording = record("/tall?h=30000&each=15000")
    item = recording.first(EvidenceKind.OVERVIEW)
    overview = Image.open(io.BytesIO(item.data))
    assert overview.format == "JPEG"
    assert overview.size == (item.width, item.height)
    assert overview.width <= 480
    assert overview.height <= 6000
    top, bottom = (overview.getpixel((overview.width // 2, overview.height * n // 4)) for n in (1, 3))
    assert top == pytest.approx((0, 40, 0), abs=6)
    assert bottom == pytest.approx((7, 71, 1), abs=6)


def test_the_same_page_gives_the_same_pixels_again(record):
    first, second = (record("/ok").strips[0] for _ in range(2))
    assert Image.open(io.BytesIO(first.data)).tobytes() == Image.open(io.BytesIO(second.data)).tobytes()
