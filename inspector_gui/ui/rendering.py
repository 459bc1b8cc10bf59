"""Draws screens into files: for machines without a display, for documentation, and for looking at one's own work."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from inspector_gui.ui.desk import Desk
from inspector_gui.ui.events import Destination
from inspector_gui.ui.settings import Settings
from inspector_gui.ui.usecases import UseCases
from inspector_gui.ui.views.review import ReviewScreen
from inspector_gui.ui.window import MainWindow

#: Screens worth a picture, in the order of the rail.
WORKING_VIEWS = ("overview", "targets", "patrol", "review", "scores", "packages")
#: A window is settled when nothing has been under way for this many looks in a row.
_QUIET_LOOKS, _LOOK_SECONDS, _PATIENCE_SECONDS = 4, 0.02, 20.0


@dataclass(frozen=True, slots=True)
class Rendering:
    """What to draw; the first of each list is the plain case and is not named in the file name."""

    out: Path
    views: tuple[str, ...]
    sizes: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    scales: tuple[float, ...]


async def settled(window: MainWindow) -> None:
    """Wait until the archive thread, the pictures and the filmstrip have nothing to do. Raises `TimeoutError`."""
    review = window.screens["review"]
    assert isinstance(review, ReviewScreen)
    async with asyncio.timeout(_PATIENCE_SECONDS):
        quiet = 0
        while quiet < _QUIET_LOOKS:
            await asyncio.sleep(_LOOK_SECONDS)
            quiet = quiet + 1 if window.context.thread.is_idle and review.is_idle else 0


def draw(window: MainWindow, scale: float) -> QImage:
    """The window as a picture with `scale` pixels per logical pixel."""
    image = QImage(QSize(round(window.width() * scale), round(window.height() * scale)), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    window.render(image, QPoint(0, 0))
    return image


async def render(application: QApplication, archive_path: Path, wish: Rendering, cases: UseCases) -> list[Path]:
    """Open the archive read along with whoever uses it, and draw every combination asked for."""
    settings = Settings(wish.out / ".settings.ini")
    desk = Desk(application, cases, settings, language=wish.languages[0])
    desk.theme.choose(wish.themes[0])
    await desk.open_archive(archive_path, exclusive=False)
    paths = []
    try:
        for language in wish.languages:
            if language != desk.language.code:
                desk.choose_language(language)
            for theme in wish.themes:
                desk.theme.choose(theme)
                for size in wish.sizes:
                    paths += await _draw_views(desk, wish, language, theme, size)
    finally:
        await desk.leave_archive()
        (wish.out / ".settings.ini").unlink(missing_ok=True)
    return paths


async def _draw_views(desk: Desk, wish: Rendering, language: str, theme: str, size: tuple[int, int]) -> list[Path]:
    window = desk.window
    assert window is not None
    window.resize(*size)
    await settled(window)
    paths = []
    for view in wish.views or WORKING_VIEWS:
        window.go(Destination(view))
        await settled(window)
        for scale in wish.scales:
            draw(window, scale)  # the first drawing asks for pictures fine enough for this scale
            await settled(window)
            path = wish.out / _name(wish, view, language, theme, size, scale)
            if not draw(window, scale).save(str(path)):
                raise OSError(f"cannot write {path}")
            paths.append(path)
    return paths


def _name(wish: Rendering, view: str, language: str, theme: str, size: tuple[int, int], scale: float) -> str:
    parts = [view, theme]
    parts += [language] if language != wish.languages[0] else []
    parts += [f"{size[0]}x{size[1]}"] if size != wish.sizes[0] else []
    parts += [f"{scale:g}x"] if scale != wish.scales[0] else []
    return "-".join(parts) + ".png"
