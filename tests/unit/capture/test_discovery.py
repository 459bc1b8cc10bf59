"""Which browser is found: the one named, the best on the search path, Playwright's own, or a clear sentence."""

import pytest

from inspector_gui.capture.discovery import discover_browser
from inspector_gui.errors import BrowserFailed, BrowserMissing


def program(path, version="Chromium 150.0.1.2"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{version}'\n")
    path.chmod(0o755)
    return path


def test_the_browser_named_in_the_environment_wins(tmp_path):
    named = program(tmp_path / "other" / "mychrome", "Google Chrome 140.1")
    program(tmp_path / "bin" / "chromium-headless-shell")
    found = discover_browser({"INSPECTOR_BROWSER": str(named), "PATH": str(tmp_path / "bin")})
    assert (found.path, found.kind, found.version) == (named, "chrome", "140.1")


def test_a_name_that_is_no_program_is_said(tmp_path):
    with pytest.raises(BrowserFailed, match="不存在"):
        discover_browser({"INSPECTOR_BROWSER": str(tmp_path / "nothing"), "PATH": ""})


def test_the_headless_shell_is_preferred(tmp_path):
    program(tmp_path / "google-chrome")
    shell = program(tmp_path / "chromium-headless-shell")
    found = discover_browser({"PATH": str(tmp_path), "HOME": str(tmp_path)})
    assert (found.path, found.kind, found.version) == (shell, "headless-shell", "150.0.1.2")


def test_the_newest_of_playwrights_own_builds_is_found(tmp_path):
    for build in (900, 1180, 1004):
        program(tmp_path / f"chromium_headless_shell-{build}" / "chrome-linux" / "headless_shell")
    found = discover_browser({"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)})
    assert "chromium_headless_shell-1180" in str(found.path)
    assert found.kind == "headless-shell"


def test_without_any_the_sentence_says_what_to_install(tmp_path):
    with pytest.raises(BrowserMissing, match="playwright install chromium"):
        discover_browser({"PATH": "", "HOME": str(tmp_path)})


def test_a_browser_that_does_not_tell_its_version_is_used_all_the_same(tmp_path):
    program(tmp_path / "chromium", "no version here")
    assert discover_browser({"PATH": str(tmp_path), "HOME": str(tmp_path)}).version == ""
