"""Draws the photographs and marks of the example city: the same bytes for the same name, no fonts, no files."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]


@cache
def landscape(seed: int, width: int = 480, height: int = 300) -> bytes:
    """PNG of an invented city view (sky, hills, houses, water), `width` x `height` pixels."""
    random = Random(seed)
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    _sky(draw, random, width, height)
    for layer in range(3):
        _hills(draw, random, width, height, layer)
    _houses(draw, random, width, height)
    _water(draw, random, width, height)
    return _png(image)


@cache
def portrait(seed: int, width: int = 120, height: int = 160) -> bytes:
    """PNG of a stylised portrait: head and shoulders on a plain ground."""
    random = Random(seed)
    image = Image.new("RGB", (width, height), (214 + random.randrange(20), 224, 236))
    draw = ImageDraw.Draw(image)
    suit = (30 + random.randrange(30), 40 + random.randrange(30), 60 + random.randrange(30))
    draw.ellipse((10, 105, width - 10, height + 70), fill=suit)
    draw.polygon(((48, 108), (72, 108), (60, 140)), fill=(250, 250, 250))
    draw.ellipse((36, 30, 84, 98), fill=(236, 202, 176))
    draw.pieslice((33, 22, 87, 88), 180, 360, fill=(40, 34, 32))
    return _png(image)


@cache
def badge(colour: str) -> bytes:
    """PNG of a round mark as it stands in footers (60 x 60 pixels): a ring and a portico in `colour` (``#rrggbb``)."""
    size = 60
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((2, 2, size - 3, size - 3), fill=colour)
    draw.ellipse((6, 6, size - 7, size - 7), outline="#ffffff", width=2)
    middle = size // 2
    draw.polygon(((middle, 12), (size - 16, 26), (16, 26)), fill="#ffffff")
    for x in (20, middle - 2, size - 24):
        draw.rectangle((x, 28, x + 4, 42), fill="#ffffff")
    draw.rectangle((16, 44, size - 17, 48), fill="#ffffff")
    return _png(image)


@cache
def blank() -> bytes:
    """PNG of one grey pixel: what stands in a lazy image before it is scrolled to."""
    return _png(Image.new("RGB", (1, 1), (232, 235, 240)))


def _sky(draw: ImageDraw.ImageDraw, random: Random, width: int, height: int) -> None:
    top: Colour = (70 + random.randrange(60), 130 + random.randrange(50), 200 + random.randrange(40))
    for y in range(height):
        share = y / height
        draw.line((0, y, width, y), fill=tuple(int(c + (250 - c) * share) for c in top))
    x, y = random.randrange(width), random.randrange(height // 4)
    draw.ellipse((x, y, x + height // 7, y + height // 7), fill=(255, 244, 214))


def _hills(draw: ImageDraw.ImageDraw, random: Random, width: int, height: int, layer: int) -> None:
    green = (120 - 30 * layer, 160 - 24 * layer, 130 - 36 * layer)
    base = int(height * (0.42 + 0.11 * layer))
    points = [(x, base + random.randrange(-height // 9, height // 14)) for x in range(0, width + 60, 60)]
    draw.polygon([*points, (width, height), (0, height)], fill=green)


def _houses(draw: ImageDraw.ImageDraw, random: Random, width: int, height: int) -> None:
    ground = int(height * 0.78)
    x = random.randrange(20)
    while x < width:
        house = random.randrange(width // 22, width // 9)
        top = ground - random.randrange(height // 10, height // 3)
        tone = random.randrange(190, 245)
        draw.rectangle((x, top, x + house, ground), fill=(tone, tone - 6, tone - 18))
        for wy in range(top + 6, ground - 6, 12):
            for wx in range(x + 5, x + house - 6, 11):
                draw.rectangle((wx, wy, wx + 4, wy + 5), fill=(96, 122, 150))
        x += house + random.randrange(3, 26)


def _water(draw: ImageDraw.ImageDraw, random: Random, width: int, height: int) -> None:
    shore = int(height * 0.78)
    draw.rectangle((0, shore, width, height), fill=(96, 150, 178))
    for _ in range(40):
        x, y = random.randrange(width), random.randrange(shore + 3, height)
        draw.line((x, y, x + random.randrange(10, 50), y), fill=(150, 192, 210))


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=False)
    return buffer.getvalue()
