"""Draws an annotated picture from the strips of a capture. A derived view: the strips stay what is evidence."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from inspector_gui.domain.captures import Capture, EvidenceRef
from inspector_gui.domain.geometry import Box
from inspector_gui.exchange.picture_plan import PicturePlan, Stroke
from inspector_gui.exchange.plain_text import visible

RED, AMBER, WHITE, MISSING = (208, 32, 32), (217, 119, 6), (255, 255, 255), (214, 219, 226)
#: Strips larger than this are not decoded (4,096 × 4,096 device pixels is what the recorder makes at most).
MAXIMUM_PIXELS = 2**25
_UNDECODABLE = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning,
)
_LABEL_LENGTH = 24
_DECODED_STRIPS = 3
_FONT_SIZE = 15

#: Where the common systems keep a font with Chinese characters.
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "C:/Windows/Fonts/msyh.ttc", "C:/Windows/Fonts/simsun.ttc", "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
)


class PictureDrawer:
    """Draws pictures; keeps the last few decoded strips, since neighbours come from the same capture."""

    def __init__(self, read_evidence: Callable[[str], bytes]) -> None:
        self._read = read_evidence
        self._strips: dict[str, Image.Image | None] = {}

    def draw(self, plan: PicturePlan) -> bytes:
        """The PNG of one picture. A part whose strip cannot be decoded stays grey."""
        scale = plan.capture.scale or 1.0
        left, top = int(plan.crop.x * scale), int(plan.crop.y * scale)
        size = (max(1, math.ceil(plan.crop.width * scale)), max(1, math.ceil(plan.crop.height * scale)))
        picture = Image.new("RGB", size, MISSING)
        for strip in _touching(plan.capture, top, top + size[1]):
            image = self._strip(strip)
            if image is not None:
                picture.paste(image, (-left, strip.y - top))
        drawing = ImageDraw.Draw(picture)
        for stroke in plan.strokes:
            _draw_stroke(drawing, stroke, left, top, scale, size)
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def _strip(self, strip: EvidenceRef) -> Image.Image | None:
        if strip.sha256 not in self._strips:
            while len(self._strips) >= _DECODED_STRIPS:
                del self._strips[next(iter(self._strips))]
            self._strips[strip.sha256] = _decoded(self._read(strip.sha256))
        return self._strips[strip.sha256]


def _touching(capture: Capture, top: int, bottom: int) -> list[EvidenceRef]:
    return [strip for strip in capture.strips if strip.y < bottom and top < strip.y + strip.height]


def _decoded(data: bytes) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            if image.width * image.height > MAXIMUM_PIXELS:
                return None
            return image.convert("RGB")
    except _UNDECODABLE:
        return None


def _draw_stroke(
    drawing: ImageDraw.ImageDraw, stroke: Stroke, left: int, top: int, scale: float, size: tuple[int, int],
) -> None:
    box = Box(stroke.box.x * scale - left, stroke.box.y * scale - top, stroke.box.width * scale, stroke.box.height * scale)
    colour = RED if stroke.by_person else AMBER
    # A frame drawn just outside keeps the content free; at the border of the picture it moves inside.
    x1, y1 = max(1.0, box.x - 2), max(1.0, box.y - 2)
    x2, y2 = min(size[0] - 2.0, max(x1 + 4, box.right + 2)), min(size[1] - 2.0, max(y1 + 4, box.bottom + 2))
    if x2 <= x1 or y2 <= y1:
        return
    if stroke.by_person:
        drawing.rectangle((x1, y1, x2, y2), outline=colour, width=3)
    else:
        _dash(drawing, (x1, y1, x2, y2), colour)
    _draw_tag(drawing, stroke, colour, (x1, y1, x2, y2), size)


def _dash(drawing: ImageDraw.ImageDraw, box: tuple[float, float, float, float], colour: tuple[int, int, int]) -> None:
    x1, y1, x2, y2 = box
    for start in range(int(x1), int(x2), 14):
        end = min(start + 9, x2)
        drawing.line((start, y1, end, y1), fill=colour, width=3)
        drawing.line((start, y2, end, y2), fill=colour, width=3)
    for start in range(int(y1), int(y2), 14):
        end = min(start + 9, y2)
        drawing.line((x1, start, x1, end), fill=colour, width=3)
        drawing.line((x2, start, x2, end), fill=colour, width=3)


def _draw_tag(
    drawing: ImageDraw.ImageDraw, stroke: Stroke, colour: tuple[int, int, int],
    frame: tuple[float, float, float, float], size: tuple[int, int],
) -> None:
    """The numbered tag: under the frame, or above or inside it where there is no room."""
    font, speaks_chinese = _font()
    label = visible(stroke.label.replace("\n", " "), limit=_LABEL_LENGTH)
    words = f"{stroke.number} {label}" if label and (speaks_chinese or label.isascii()) else str(stroke.number)
    length, height = drawing.textlength(words, font=font) + 12, _FONT_SIZE + 8
    x1, y1, _, y2 = frame
    y = y2 if y2 + height < size[1] else max(0.0, y1 - height)
    x = max(0.0, min(x1 - 1, size[0] - length - 1))
    drawing.rectangle((x, y, x + length, y + height), fill=colour)
    drawing.text((x + 6, y + height / 2), words, font=font, fill=WHITE, anchor="lm")


@cache
def _font() -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, bool]:
    """A font for tags, and whether it has Chinese characters."""
    for path in _FONTS:
        if Path(path).is_file():
            return ImageFont.truetype(path, _FONT_SIZE), True
    return ImageFont.load_default(_FONT_SIZE), False
