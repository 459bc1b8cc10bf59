"""Finds a usable Chromium-family browser on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector_gui.errors import BrowserFailed, BrowserMissing

#: Commands looked up on the search path, best first: the headless shell starts fastest and shows no window.
_COMMANDS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
)
_MAC_APPS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS_PROGRAMS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
)
#: Programs inside the folders that `playwright install` fills; the headless shell first.
_PLAYWRIGHT_BUILDS = (
    "chromium_headless_shell-*/*/headless_shell",
    "chromium_headless_shell-*/*/chrome-headless-shell",
    "chromium_headless_shell-*/*/headless_shell.exe",
    "chromium_headless_shell-*/*/chrome-headless-shell.exe",
    "chromium-*/*/chrome",
    "chromium-*/*/chrome.exe",
    "chromium-*/*/*.app/Contents/MacOS/*",
)


@dataclass(frozen=True, slots=True)
class BrowserInstall:
    """A browser on this machine. `kind` is headless-shell, chromium, chrome or edge; `version` may be empty."""

    path: Path
    kind: str
    version: str = ""


def discover_browser(environment: Mapping[str, str] | None = None) -> BrowserInstall:
    """The browser to use: INSPECTOR_BROWSER when set, else the best installed one.

    `environment` defaults to that of the process. Raises `BrowserMissing` when there is none, `BrowserFailed` when
    INSPECTOR_BROWSER names something that is not a program.
    """
    environment = os.environ if environment is None else environment
    wish = environment.get("INSPECTOR_BROWSER", "").strip()
    if wish:
        found = shutil.which(wish, path=environment.get("PATH"))
        if found is None:
            raise BrowserFailed(path=wish, reason="这个文件不存在或不能执行")
        return _install(Path(found))
    for candidate in _candidates(environment):
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return _install(candidate)
    raise BrowserMissing()


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    for command in _COMMANDS:
        found = shutil.which(command, path=environment.get("PATH", ""))
        if found:
            yield Path(found)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path(environment.get("HOME", "/")) / "Applications"):
            yield from (folder / app for app in _MAC_APPS)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if environment.get(variable):
                yield from (Path(environment[variable]) / program for program in _WINDOWS_PROGRAMS)
    folder = _playwright_folder(environment)
    for pattern in _PLAYWRIGHT_BUILDS:
        yield from sorted(folder.glob(pattern), key=_build_number, reverse=True)


def _playwright_folder(environment: Mapping[str, str]) -> Path:
    """Where `playwright install` puts browsers, see its documentation of PLAYWRIGHT_BROWSERS_PATH."""
    wish = environment.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if wish and wish != "0":
        return Path(wish)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or "/")
    if sys.platform == "darwin":
        return home / "Library/Caches/ms-playwright"
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA", str(home))) / "ms-playwright"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"


def _build_number(path: Path) -> int:
    numbers = [int(n) for part in path.parts for n in re.findall(r"-([0-9]+)$", part)]
    return numbers[-1] if numbers else 0


def _install(path: Path) -> BrowserInstall:
    return BrowserInstall(path=path, kind=_kind(path), version=_version(path))


def _kind(path: Path) -> str:
    name = str(path).lower()
    if "headless-shell" in name or "headless_shell" in name:
        return "headless-shell"
    if "edge" in name:
        return "edge"
    return "chromium" if "chromium" in name else "chrome"


def _version(path: Path) -> str:
    """What the program says about itself; empty on Windows, where asking opens a window."""
    if sys.platform == "win32":
        return ""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    match = re.search(r"[0-9]+(?:\.[0-9]+)+", answer.stdout)
    return match[0] if match else ""
