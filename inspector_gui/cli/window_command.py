"""Opens the window; the only command that loads Qt, and only when it runs."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from inspector_gui.cli.output import Output


def open_window(options: Namespace, output: Output) -> int:
    """``inspector-gui``: the window with the last archive."""
    del output
    return show_window(options.archive)


def show_window(archive: Path | None, *, resolve: Sequence[str] = ()) -> int:
    """Open the window on an archive and return when it is closed; `resolve` is handed to patrols started there."""
    from inspector_gui.ui.application import run_window  # Qt loads here and nowhere else

    return int(run_window(archive, resolve=resolve))


def draw_screens(archive: Path, out: Path) -> list[Path]:
    """Draw the working screens of an archive into PNG files, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from inspector_gui.ui.application import render_screens

    return list(render_screens(archive, out))


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, by the display variables elsewhere."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
