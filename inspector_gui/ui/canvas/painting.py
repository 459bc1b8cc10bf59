"""Paints a page: mat, overview, strips, machine marks, annotations, handles, drafts. Functions only; no state."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from inspector_gui.app.views import Mark, StripView
from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.geometry import Box
from inspector_gui.ui.canvas.board import Board
from inspector_gui.ui.canvas.tags import place_tag
from inspector_gui.ui.canvas.viewport import Viewport
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import sized

_HANDLE = 8.0
_TAG_HEIGHT, _TAG_PADDING, _TAG_MINIMUM = 20.0, 6.0, 150.0
#: With more tags in view than this there is no room to keep them apart, and looking for it would cost more than a frame.
_MOST_PLACED = 60
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything painting needs besides the board: view, colours, pixel ratio and category names by id."""

    viewport: Viewport
    tokens: t.Tokens
    ratio: float
    categories: Mapping[str, str]

    def rect(self, box: Box) -> QRectF:
        """A page box in view pixels, edges on whole screen pixels so that lines stay crisp."""
        x1, y1 = self.viewport.to_view(box.x, box.y)
        x2, y2 = self.viewport.to_view(box.right, box.bottom)
        x1, y1, x2, y2 = (self.whole(v) for v in (x1, y1, x2, y2))
        return QRectF(x1, y1, x2 - x1, y2 - y1)

    @property
    def view(self) -> QRectF:
        return QRectF(0, 0, self.viewport.view_width, self.viewport.view_height)

    def whole(self, value: float) -> float:
        return round(value * self.ratio) / self.ratio


@dataclass(frozen=True, slots=True)
class Tag:
    """The words that belong to a box in view."""

    box: QRectF
    text: str
    colour: QColor
    ink: QColor
    selected: bool


def paint_page(painter: QPainter, look: Look, board: Board, overview: QImage) -> None:
    """The mat, the paper, and the overview as a stand-in for strips that are not there yet."""
    painter.fillRect(look.view, QColor(look.tokens.mat))
    page = look.rect(Box(0, 0, board.page_width, board.page_height))
    painter.fillRect(page.adjusted(-1, -1, 1, 1), QColor(look.tokens.border_strong))
    painter.fillRect(page, QColor("white"))
    if not overview.isNull():
        paint_part(painter, look, overview, Box(0, 0, board.page_width, board.page_height))


def paint_strip(painter: QPainter, look: Look, image: QImage, strip: StripView, scale: float) -> None:
    """One strip in its place; `scale` is device pixels of the capture per CSS pixel."""
    paint_part(painter, look, image, Box(0, strip.y / scale, strip.width / scale, strip.height / scale))


def paint_part(painter: QPainter, look: Look, image: QImage, box: Box) -> None:
    """Stretch `image` over `box`, drawing only what is in view.

    Only the visible rows are handed to the painter: the raster engine counts in 16 bits and a whole strip at 800 % does
    not fit.
    """
    whole = look.rect(box)
    if whole.isEmpty():
        return
    across, down = image.width() / whole.width(), image.height() / whole.height()
    seen = whole.intersected(look.view)
    if seen.isEmpty():
        return
    left, top = math.floor((seen.left() - whole.left()) * across), math.floor((seen.top() - whole.top()) * down)
    right, bottom = math.ceil((seen.right() - whole.left()) * across), math.ceil((seen.bottom() - whole.top()) * down)
    source = QRect(left, top, min(right, image.width()) - left, min(bottom, image.height()) - top)
    target = QRectF(
        whole.left() + left / across, whole.top() + top / down, source.width() / across, source.height() / down
    )
    exact = abs(across * 1.0 - look.ratio) < 1e-3
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact and across > look.ratio / 3)
    painter.drawImage(target, image, QRectF(source))


def paint_board(painter: QPainter, look: Look, board: Board) -> None:
    """Marks first, then annotations, their tags above all of them; then what is being pulled or hovered."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tags: list[Tag] = []
    numbered = list(enumerate(board.marks, start=1))
    for number, mark in sorted(numbered, key=lambda pair: pair[1].finding_id == board.finding_id):
        tags += _paint_mark(painter, look, mark, number, selected=mark.finding_id == board.finding_id)
    for annotation in sorted(board.drawn_annotations, key=lambda a: a.id == board.annotation_id):
        tags += _paint_annotation(painter, look, annotation, selected=annotation.id == board.annotation_id)
    _paint_tags(painter, look, tags)
    if board.hovered is not None:
        _outline(painter, look.rect(board.hovered), QColor(look.tokens.snap), 2.0, Qt.PenStyle.DashLine, fill=0.12)
    if isinstance(board.draft, Box):
        _outline(painter, look.rect(board.draft), QColor(look.tokens.annotation), 2.0, Qt.PenStyle.SolidLine, fill=0.10)


def number_sign(number: int) -> str:
    """①…⑳, then (21)."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def handle_rects(rect: QRectF) -> list[QRectF]:
    """The eight grips of a selected annotation in view pixels; edges too short for a middle grip have none."""
    xs = [rect.left(), rect.center().x(), rect.right()]
    ys = [rect.top(), rect.center().y(), rect.bottom()]
    grips = []
    for column, x in enumerate(xs):
        for row, y in enumerate(ys):
            middle_x, middle_y = column == 1, row == 1
            if (
                (middle_x and middle_y)
                or (middle_x and rect.width() < 4 * _HANDLE)
                or (middle_y and rect.height() < 4 * _HANDLE)
            ):
                continue
            grips.append(QRectF(x - _HANDLE / 2, y - _HANDLE / 2, _HANDLE, _HANDLE))
    return grips


def _paint_mark(painter: QPainter, look: Look, mark: Mark, number: int, *, selected: bool) -> list[Tag]:
    rect = look.rect(mark.box)
    if not rect.intersects(look.view):
        return []
    colour, ink = _mark_colours(look.tokens, mark.state)
    style = Qt.PenStyle.SolidLine if mark.state is FindingState.CONFIRMED else Qt.PenStyle.DashLine
    _outline(painter, rect, colour, 2.5 if selected else 1.5, style, fill=0.10 if selected else 0.0)
    text = f"{number_sign(number)} {mark.rule}"
    return [Tag(rect, f"{text} {mark.text}" if selected else text, colour, ink, selected)]


def _mark_colours(tokens: t.Tokens, state: FindingState) -> tuple[QColor, QColor]:
    if state is FindingState.DISMISSED:
        return QColor(tokens.neutral.ink), QColor(tokens.neutral.fill)
    if state is FindingState.CONFIRMED:
        return QColor(tokens.annotation), QColor(tokens.on_annotation)
    return QColor(tokens.machine), QColor(tokens.on_machine)


def _paint_annotation(painter: QPainter, look: Look, annotation: Annotation, *, selected: bool) -> list[Tag]:
    rect = look.rect(annotation.box)
    if not rect.intersects(look.view):
        return []
    colour = QColor(look.tokens.annotation)
    _outline(painter, rect, colour, 2.5, Qt.PenStyle.SolidLine, fill=0.06 if selected else 0.0)
    if selected:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(QColor("white"))
        for grip in handle_rects(rect):
            painter.drawRect(grip)
    name = " · ".join(filter(None, (look.categories.get(annotation.category, ""), annotation.note)))
    return [Tag(rect, name, colour, QColor(look.tokens.on_annotation), selected)] if name else []


def _outline(painter: QPainter, rect: QRectF, colour: QColor, width: float, style: Qt.PenStyle, *, fill: float) -> None:
    pen = QPen(colour, width, style)
    if style is Qt.PenStyle.DashLine:
        pen.setDashPattern([4.0, 2.5])
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    inside = QColor(colour)
    inside.setAlphaF(fill)
    painter.setBrush(inside if fill else Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def _paint_tags(painter: QPainter, look: Look, tags: list[Tag]) -> None:
    """Place and paint the tags, the selected ones first, so that they get the best places."""
    painter.setFont(sized(painter.font(), t.TEXT_SMALL))
    metrics = QFontMetricsF(painter.font())
    is_crowded = len(tags) > _MOST_PLACED
    taken = [] if is_crowded else [tag.box for tag in tags]
    for tag in sorted(tags, key=lambda tag: not tag.selected):
        room = max(_TAG_MINIMUM, tag.box.width())
        shown = metrics.elidedText(tag.text, Qt.TextElideMode.ElideRight, room - 2 * _TAG_PADDING)
        width = metrics.horizontalAdvance(shown) + 2 * _TAG_PADDING
        place = place_tag(tag.box, width, _TAG_HEIGHT, look.view, taken)
        if not is_crowded:
            taken.append(place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tag.colour)
        painter.drawRect(place)
        painter.setPen(tag.ink)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
