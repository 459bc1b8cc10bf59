"""Drawn pictures: real PNGs, the same bytes each time."""

import io

import pytest
from PIL import Image

from inspector_gui.example_city import pictures


@pytest.mark.parametrize(
    ("draw", "size"),
    [
        (lambda: pictures.landscape(7), (480, 300)),
        (lambda: pictures.landscape(101, 1200, 260), (1200, 260)),
        (lambda: pictures.portrait(2), (120, 160)),
        (lambda: pictures.badge("#b5121b"), (60, 60)),
        (pictures.blank, (1, 1)),
    ],
)
def test_picture_is_a_png_of_the_promised_size(draw, size):
    with Image.open(io.BytesIO(draw())) as image:
        assert image.format == "PNG"
        assert image.size == size


def test_drawing_again_gives_the_same_bytes():
    first = pictures.landscape(5)
    pictures.landscape.cache_clear()
    assert pictures.landscape(5) == first
    assert pictures.landscape(6) != first
