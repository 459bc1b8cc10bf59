"""Starts the window: one Qt application, one asyncio loop on top of it, and the offscreen rendering of all screens."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_gui.errors import UserError
from inspector_gui.ui.desk import Desk
from inspector_gui.ui.settings import Settings
from inspector_gui.ui.usecases import UseCases, archive_of, use_cases


def make_application() -> QApplication:
    """The one Qt application of this process, made on first use."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("inspector-gui")
    return application


def run_window(
    archive_path: Path | None = None,
    *,
    start_view: str = "review",
    resolve: Sequence[str] = (),
    cases: UseCases | None = None,
) -> int:
    """Show the window until it is closed; returns the exit status.

    Without `archive_path` the last archive is opened, or the welcome window is shown. `resolve` is handed to patrols
    (``HOST:PORT:ADDR[:PORT]``). An archive that cannot be opened is named in the welcome window.
    """
    application = make_application()
    settings = Settings()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_run(application, settings, archive_path, start_view, resolve, cases or use_cases()))
    return 0


async def _run(
    application: QApplication,
    settings: Settings,
    archive_path: Path | None,
    start_view: str,
    resolve: Sequence[str],
    cases: UseCases,
) -> None:
    desk = Desk(application, cases, settings, language=os.environ.get("INSPECTOR_LANG", ""), resolve=resolve)
    hook, interrupt = sys.excepthook, signal.getsignal(signal.SIGINT)
    desk.watch(asyncio.get_running_loop())
    signal.signal(signal.SIGINT, lambda *_: desk.closed.set())
    try:
        await _show(desk, settings, archive_path, start_view)
    finally:
        sys.excepthook = hook
        signal.signal(signal.SIGINT, interrupt)


async def _show(desk: Desk, settings: Settings, archive_path: Path | None, start_view: str) -> None:
    """Open the archive asked for, else the last one, else the welcome window; return when all is closed."""
    last = Path(settings.last_archive) if settings.last_archive else None
    path = archive_path or (last if last is not None and last.is_dir() else None)
    try:
        if path is None:
            desk.show_welcome()
        else:
            await desk.open_archive(archive_of(str(path)), view=start_view)
    except UserError as error:
        desk.show_welcome(str(error))
    await desk.closed.wait()
    await desk.leave_archive()


def render_screens(
    archive_path: Path,
    out: Path,
    *,
    views: Sequence[str] = (),
    sizes: Sequence[tuple[int, int]] = ((1440, 900),),
    themes: Sequence[str] = ("light", "dark"),
    languages: Sequence[str] = ("zh",),
    scales: Sequence[float] = (1.0,),
    cases: UseCases | None = None,
) -> list[Path]:
    """Draw the working screens of an archive into PNG files below `out`, without a display; returns their paths.

    `sizes` are logical pixels, `scales` screen pixels per logical pixel. Names: ``review-light.png``, with the language,
    the size and the scale where they are not the first of their list.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from inspector_gui.ui.rendering import Rendering, render

    application = make_application()
    out.mkdir(parents=True, exist_ok=True)
    wish = Rendering(out, tuple(views), tuple(sizes), tuple(themes), tuple(languages), tuple(scales))
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        return loop.run_until_complete(render(application, archive_path, wish, cases or use_cases()))
