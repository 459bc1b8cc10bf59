"""How fast the review canvas shows a tall capture, and how much memory that takes.

A capture of 1,366 × 30,000 pixels (text, boxes and photographic noise; 8 lossless strips) is opened in a real canvas of
1,000 × 800 pixels, offscreen, with the window's own archive thread and decoders. Limits of the issue: overview within
100 ms, sharp strips within 200 ms, 200 MB. The reference, measured in the same run, is a plain `QImage.fromData` of the same
strips (the one in view for the sharp picture, all of them for the rest).
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import asyncio
import gc
import hashlib
import json
import random
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psutil
import qasync
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from inspector_gui.app.views import CaptureView, StripView
from inspector_gui.domain.captures import Fitness, Outcome, PageRole
from inspector_gui.ui.application import make_application
from inspector_gui.ui.archive_thread import ArchiveThread
from inspector_gui.ui.canvas.strip_canvas import StripCanvas
from inspector_gui.ui.theme.theme import Theme

WIDTH, HEIGHT, STRIP = 1366, 30_000, 4096
OVERVIEW_MS, SHARP_MS, MEMORY_MB = 100.0, 200.0, 200.0
ROUNDS = 7


@dataclass
class Sample:
    """Milliseconds from opening to the first picture and to all strips in view sharp; longest standstill of the loop."""

    overview: float
    sharp: float
    stall: float


def encode(image: QImage, kind: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(data.data())


def make_capture() -> tuple[CaptureView, dict[str, bytes]]:
    """Draw the page strip by strip; the overview is derived from the strips as in the recorder (480 pixels wide)."""
    blobs: dict[str, bytes] = {}
    strips = []
    overview = QImage(480, min(6000, HEIGHT * 480 // WIDTH), QImage.Format.Format_RGB32)
    small = QPainter(overview)
    for y in range(0, HEIGHT, STRIP):
        image = draw_strip(min(STRIP, HEIGHT - y), seed=y)
        data = encode(image, "PNG")
        digest = hashlib.sha256(data).hexdigest()
        blobs[digest] = data
        strips.append(StripView(digest, y, WIDTH, image.height()))
        scaled = image.scaledToWidth(480, Qt.TransformationMode.SmoothTransformation)
        small.drawImage(0, round(y * overview.height() / HEIGHT), scaled)
    small.end()
    data = encode(overview, "JPG")
    blobs["overview"] = data
    capture = CaptureView(
        id="c",
        target_id="t",
        url="http://x.example/",
        final_url="http://x.example/",
        title="",
        role=PageRole.HOME,
        taken_at="",
        status=200,
        outcome=Outcome.COMPLETE,
        fitness=Fitness.FIT,
        reason="",
        width=WIDTH,
        height=HEIGHT,
        scale=1.0,
        strips=tuple(strips),
        overview="overview",
        attachments=(),
        annotations=(),
    )
    return capture, blobs


def draw_strip(height: int, seed: int) -> QImage:
    """Text lines, and every 700 pixels a noisy picture, which is the worst case for PNG."""
    image = QImage(WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    font = QFont("Noto Sans CJK SC")
    font.setPixelSize(16)
    painter.setFont(font)
    for y in range(20, height, 26):
        painter.drawText(
            40, y, f"第 {seed + y} 行  某某区人民政府关于进一步规范栏目更新工作的通知  2021-06-{y % 28 + 1:02d}"
        )
    source = random.Random(seed)
    for y in range(300, height - 300, 700):
        noise = QImage(source.randbytes(400 * 260 * 4), 400, 260, QImage.Format.Format_RGB32)
        painter.drawImage(900, y, noise)
    painter.end()
    return image


async def open_once(
    canvas: StripCanvas, thread: ArchiveThread, capture: CaptureView, blobs: dict[str, bytes]
) -> Sample:
    """Open the capture and watch the canvas until every strip in view is sharp."""

    def read(sha256: str) -> bytes:
        data = blobs[sha256]
        hashlib.sha256(data).hexdigest()  # the archive compares every read with its digest
        return data

    start = time.perf_counter()
    canvas.show_capture(capture, lambda sha256: thread.run(read, sha256))
    overview = sharp = stall = 0.0
    last = start
    while not sharp:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        stall, last = max(stall, now - last), now
        if not overview and not canvas.strips.overview.isNull():
            canvas.viewport().repaint()
            overview = time.perf_counter() - start
        if overview and canvas.strips.is_idle:
            canvas.viewport().repaint()
            if canvas.strips.is_idle:
                sharp = time.perf_counter() - start
    return Sample(overview * 1000, sharp * 1000, stall * 1000)


async def scroll_through(canvas: StripCanvas) -> None:
    """Scroll from top to bottom, waiting for every screenful to be sharp."""
    for y in range(0, round(canvas.viewport_state.range_y), 600):
        canvas.move_to(canvas.viewport_state.scrolled(0, y))
        canvas.viewport().repaint()
        while not canvas.strips.is_idle:  # noqa: ASYNC110 - the store has no event for being idle
            await asyncio.sleep(0.002)


async def measure() -> dict[str, float]:
    application = make_application()
    capture, blobs = make_capture()
    gc.collect()
    process = psutil.Process()
    thread = ArchiveThread()
    canvas = StripCanvas(Theme(application, "light"))
    canvas.resize(1000, 800)
    canvas.show()
    await asyncio.sleep(0.05)
    before = process.memory_info().rss
    samples = [await open_once(canvas, thread, capture, blobs) for _ in range(ROUNDS)]
    canvas.zoom_full()  # the finest level needs the most memory
    await scroll_through(canvas)
    memory = (process.memory_info().rss - before) / 1e6
    cached = canvas.strips.cache.size / 1e6
    canvas.strips.close()
    thread.close()
    start = time.perf_counter()
    QImage.fromData(blobs[capture.strips[0].sha256])
    first_ms = (time.perf_counter() - start) * 1000
    start = time.perf_counter()
    images = [QImage.fromData(blobs[strip.sha256]) for strip in capture.strips]
    plain_ms = (time.perf_counter() - start) * 1000
    plain_mb = sum(image.sizeInBytes() for image in images) / 1e6
    return {
        "overview_ms_median": statistics.median(s.overview for s in samples),
        "overview_ms_worst": max(s.overview for s in samples),
        "sharp_ms_median": statistics.median(s.sharp for s in samples),
        "sharp_ms_worst": max(s.sharp for s in samples),
        "stall_ms_worst": max(s.stall for s in samples),
        "memory_mb": memory,
        "cache_mb": cached,
        "reference_first_strip_ms": first_ms,
        "reference_plain_qimage_ms": plain_ms,
        "reference_plain_qimage_mb": plain_mb,
    }


def run() -> list[dict]:
    """The figures for `run.py`; raises `AssertionError` when a limit of the issue is missed."""
    loop = qasync.QEventLoop(make_application())
    asyncio.set_event_loop(loop)
    with loop:
        found = loop.run_until_complete(measure())
    all_ms, all_mb, first_ms = (
        found[f"reference_{name}"] for name in ("plain_qimage_ms", "plain_qimage_mb", "first_strip_ms")
    )
    plain = f"plain QImage of all strips: {all_ms:.0f} ms, {all_mb:.0f} MB"
    first = f"plain QImage of the one strip in view: {first_ms:.0f} ms"
    assert found["overview_ms_median"] <= OVERVIEW_MS, found
    assert found["sharp_ms_median"] <= SHARP_MS, found
    assert found["memory_mb"] <= MEMORY_MB, found
    return [
        figure("overview after opening (limit 100)", found["overview_ms_median"], "ms", plain, all_ms),
        figure("sharp strips after opening (limit 200)", found["sharp_ms_median"], "ms", first, first_ms),
        figure("worst of the openings, sharp", found["sharp_ms_worst"], "ms", first, first_ms),
        figure("memory after scrolling through (limit 200)", found["memory_mb"], "MB", plain, all_mb),
        figure("longest standstill of the loop", found["stall_ms_worst"], "ms", "16 ms, one frame", None),
    ]


def figure(name: str, value: float, unit: str, reference: str, against: float | None) -> dict:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "reference": reference,
        "ratio": round(against / value, 2) if against else None,
    }


if __name__ == "__main__":
    for line in run():
        print(json.dumps(line, ensure_ascii=False))
