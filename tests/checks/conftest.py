"""Real Chromium for the checks: renders example pages, and patrols the example city in the simplest possible way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from inspector_gui.bundled import bundled_folder, resource
from inspector_gui.domain.indicators import parse_indicator_set
from inspector_gui.domain.layout import COMPUTED_STYLES
from inspector_gui.engine.registry import load_checks

BROWSER = Path("/usr/bin/chromium-headless-shell")
SNAPSHOT = {"computedStyles": list(COMPUTED_STYLES), "includeDOMRects": True, "includePaintOrder": False}


@pytest.fixture(scope="module")
def launch():
    """Start a Chromium with further switches; all are closed at the end of the file.

    Not of the session: while this Playwright lives, its loop counts as running in the main thread, and no other test
    could use `asyncio.run`.
    """
    with sync_playwright() as playwright:
        browsers = []

        def start(*arguments):
            path = str(BROWSER) if BROWSER.exists() else None
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *arguments])
            browsers.append(browser)
            return browser.new_page(
                viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai"
            )

        yield start
        for browser in browsers:
            browser.close()


@pytest.fixture(scope="module")
def snapshot_of():
    """The layout snapshot of what a Playwright page shows, as the recorder stores it."""

    def take(page) -> bytes:
        session = page.context.new_cdp_session(page)
        raw = session.send("DOMSnapshot.captureSnapshot", SNAPSHOT)
        session.detach()
        return json.dumps(raw).encode()

    return take


@pytest.fixture(scope="module")
def render(launch, snapshot_of):
    """``render(html, url) -> layout bytes`` on one reused page; nothing is loaded from anywhere."""
    page = launch()
    shown = {}

    def fulfil(route):
        if route.request.is_navigation_request() and route.request.frame == page.main_frame:
            route.fulfill(body=shown["html"], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=204, body="")

    page.route("**/*", fulfil)

    def to_layout(html: str, url: str) -> bytes:
        shown["html"] = html
        page.goto(url)
        return snapshot_of(page)

    return to_layout


@pytest.fixture(scope="session")
def registry():
    file = "guoban-2019-19.json"
    rules = parse_indicator_set(resource("indicators", file).read_text(encoding="utf-8"), file=file)
    return load_checks(bundled_folder("checks"), indicator_set=rules)
