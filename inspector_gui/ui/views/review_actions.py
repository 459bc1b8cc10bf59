"""The commands of the review screen as a table: what each is called, its keys, and what it does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from inspector_gui.domain.findings import FindingState
from inspector_gui.ui.actions import ActionSpec
from inspector_gui.ui.canvas import tools

if TYPE_CHECKING:
    from inspector_gui.ui.views.review import ReviewScreen

translate = QCoreApplication.translate


def review_actions(screen: ReviewScreen) -> Sequence[ActionSpec]:
    """Deciding and going around, then drawing and zooming."""
    return (*_deciding(screen), *_drawing(screen))


def _deciding(screen: ReviewScreen) -> Sequence[ActionSpec]:
    decide, step, place, target = screen.decide, screen.step, screen.step_place, screen.step_target
    confirmed, dismissed, pending = FindingState.CONFIRMED, FindingState.DISMISSED, FindingState.PENDING
    return (
        ActionSpec("confirm", translate("ReviewScreen", "确认问题"), ("Enter", "Return"), partial(decide, confirmed)),
        ActionSpec("dismiss", translate("ReviewScreen", "排除问题"), ("X",), partial(decide, dismissed)),
        ActionSpec("pending", translate("ReviewScreen", "列为待定"), ("P",), partial(decide, pending)),
        ActionSpec("next", translate("ReviewScreen", "下一个问题"), ("J", "Alt+Down"), partial(step, 1), repeats=True),
        ActionSpec(
            "previous", translate("ReviewScreen", "上一个问题"), ("K", "Alt+Up"), partial(step, -1), repeats=True
        ),
        ActionSpec("next_place", translate("ReviewScreen", "下一处"), ("]",), partial(place, 1)),
        ActionSpec("previous_place", translate("ReviewScreen", "上一处"), ("[",), partial(place, -1)),
        ActionSpec("next_target", translate("ReviewScreen", "下一个对象"), ("Ctrl+PgDown",), partial(target, 1)),
        ActionSpec("previous_target", translate("ReviewScreen", "上一个对象"), ("Ctrl+PgUp",), partial(target, -1)),
        ActionSpec("unchecked", translate("ReviewScreen", "查看未检查的指标"), ("U",), screen.findings.show_unchecked),
        ActionSpec("add_finding", translate("ReviewScreen", "新增问题…"), ("A",), screen.add_finding),
        ActionSpec("note", translate("ReviewScreen", "写备注"), ("N",), screen.details.note.setFocus),
    )


def _drawing(screen: ReviewScreen) -> Sequence[ActionSpec]:
    picture, canvas = screen.picture, screen.picture.canvas
    select, rectangle = partial(picture.use_tool, tools.select), partial(picture.use_tool, tools.rectangle)
    return (
        ActionSpec("select", translate("ReviewScreen", "选择工具"), ("V",), select),
        ActionSpec("rectangle", translate("ReviewScreen", "矩形工具"), ("R",), rectangle),
        ActionSpec("snap", translate("ReviewScreen", "吸附元素"), ("S",), picture.tools.snap.toggle),
        ActionSpec("zoom_in", translate("ReviewScreen", "放大"), ("Ctrl++", "Ctrl+="), canvas.zoom_in, repeats=True),
        ActionSpec("zoom_out", translate("ReviewScreen", "缩小"), ("Ctrl+-",), canvas.zoom_out, repeats=True),
        ActionSpec("zoom_full", translate("ReviewScreen", "实际大小"), ("Ctrl+1",), canvas.zoom_full),
        ActionSpec("fit_width", translate("ReviewScreen", "适合宽度"), ("Ctrl+0",), canvas.fit_width),
    )
