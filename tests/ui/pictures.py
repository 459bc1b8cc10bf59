"""Draws pictures of made-up government pages for the window's tests: strips, overview, element boxes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from inspector_gui.app.views import StripView
from inspector_gui.domain.geometry import Box

STRIP_HEIGHT = 4096


@dataclass
class Picture:
    """Strips and overview of one page, the bytes by digest, and where its elements are."""

    width: int
    height: int
    strips: tuple[StripView, ...]
    overview: str
    blobs: dict[str, bytes]
    boxes: list[Box] = field(default_factory=list)


def encode(image: QImage, kind: str = "PNG") -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    buffer.close()
    return bytes(data.data())


def cut(image: QImage, boxes: list[Box]) -> Picture:
    """Cut a page into strips as the recorder does, and derive the overview."""
    blobs, strips = {}, []
    for y in range(0, image.height(), STRIP_HEIGHT):
        part = image.copy(0, y, image.width(), min(STRIP_HEIGHT, image.height() - y))
        data = encode(part)
        digest = hashlib.sha256(data).hexdigest()
        blobs[digest] = data
        strips.append(StripView(digest, y, part.width(), part.height()))
    small = image.scaledToWidth(min(480, image.width()), Qt.TransformationMode.SmoothTransformation)
    overview = encode(small, "JPG")
    digest = hashlib.sha256(overview).hexdigest()
    blobs[digest] = overview
    return Picture(image.width(), image.height(), tuple(strips), digest, blobs, boxes)


def government_page(
    title: str, banner: str = "#a5161b", width: int = 1366, height: int = 2600, *, show_name: bool = True
) -> Picture:
    """A page with banner, navigation, news list, notices, an empty column and a footer."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    boxes: list[Box] = []

    def block(
        x: float, y: float, w: float, h: float, colour: str, text: str = "", ink: str = "white", size: int = 18
    ) -> None:
        boxes.append(Box(x, y, w, h))
        painter.fillRect(QRectF(x, y, w, h), QColor(colour))
        font = QFont("Noto Sans CJK SC")
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(x + 12, y, w - 24, h), int(Qt.AlignmentFlag.AlignVCenter), text)

    block(0, 0, width, 180, banner, title if show_name else "", size=44)
    block(0, 180, width, 52, "#7d0f13", "首页          政务公开          办事服务          互动交流          数据开放")
    block(80, 270, 300, 40, "#ffffff", "动态要闻", "#17202e", 24)
    block(80, 320, 560, 260, "#d9dee6")
    for number in range(6):
        block(
            80,
            600 + number * 44,
            560,
            36,
            "#ffffff",
            f"·  某某区召开第 {number + 1} 次专题会议部署重点工作          05-{21 - number:02d}",
            "#333333",
            17,
        )
    block(720, 270, 300, 40, "#ffffff", "通知公告", "#17202e", 24)
    for number in range(8):
        block(
            720,
            330 + number * 44,
            560,
            36,
            "#ffffff",
            f"·  关于公布 2021 年第 {number + 1} 批办事指南的通知          06-{3 + number:02d}",
            "#333333",
            17,
        )
    block(80, 900, 300, 40, "#ffffff", "数据开放", "#17202e", 24)
    block(
        80,
        950,
        1200,
        200,
        "#f7f8fa",
        "                                                                          暂无内容",
        "#8a94a3",
        18,
    )
    for row in range(1200, height - 240, 56):
        block(
            80,
            row,
            1200,
            40,
            "#ffffff",
            f"·  政府信息公开目录第 {row} 号文件:关于进一步规范栏目更新工作的实施意见",
            "#44546a",
            17,
        )
    block(
        0,
        height - 200,
        width,
        200,
        "#eef0f4",
        "主办单位:某某区人民政府办公室     联系电话:010-5555xxxx     京ICP备05000000号",
        "#55606f",
        17,
    )
    painter.end()
    return cut(image, boxes)
