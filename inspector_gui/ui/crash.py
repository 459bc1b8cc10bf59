"""What happens after a bug: the report is written first, then shown; nothing that was decided is lost, it is on disk already."""

from __future__ import annotations

import datetime as dt
import logging
import os
import platform
import traceback
from pathlib import Path

import platformdirs
from PySide6 import __version__ as pyside_version

from inspector_gui import __version__

_log = logging.getLogger(__name__)


def report_text(error: BaseException) -> str:
    """Versions and the traceback; no content of the archive."""
    program = f"inspector-gui {__version__} · Python {platform.python_version()} · PySide6 {pyside_version}"
    head = f"{program} · {platform.system()} {platform.release()}"
    return f"{head}\n\n{''.join(traceback.format_exception(error))}"


def write_report(error: BaseException, folder: Path | None = None) -> Path:
    """Write the report below INSPECTOR_HOME or to the user's log folder (or `folder`) and return its path."""
    home = os.environ.get("INSPECTOR_HOME")
    where = folder or (Path(home) / "logs" if home else platformdirs.user_log_path("inspector-gui", appauthor=False))
    where.mkdir(parents=True, exist_ok=True)
    path = where / f"crash-{dt.datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(report_text(error), encoding="utf-8")
    _log.error("bug, report in %s", path, exc_info=error)
    return path
