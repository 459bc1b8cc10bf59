"""Starts one Chromium of our own with its driver, and ends both for certain."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, CDPSession, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from inspector_gui.capture.discovery import BrowserInstall
from inspector_gui.capture.processes import ProcessMark, kill_trees, outermost_ancestor
from inspector_gui.capture.protocol import DriverDead
from inspector_gui.capture.resolver import Resolver
from inspector_gui.errors import BrowserFailed

LOCALE, TIMEZONE = "zh-CN", "Asia/Shanghai"
_START_SECONDS = 30.0
_CLOSE_SECONDS = 3.0

#: Defaults of Playwright that take protections away: a page must not open windows at will, flood the browser's
#: channels, or hang it unnoticed.
_NOT_WANTED = ["--disable-popup-blocking", "--disable-ipc-flooding-protection", "--disable-hang-monitor"]

_SWITCHES = (
    "--deny-permission-prompts",
    "--disable-external-intent-requests",
    "--block-new-web-contents",
    "--mute-audio",
    "--force-webrtc-ip-handling-policy",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=1024",
    "--disable-dev-shm-usage",
    # Frames of other sites stay in the page's process, so that the layout snapshot holds them too.
    "--disable-site-isolation-trials",
    # Text edges without colour fringes: the same page gives the same pixels, and smaller pictures.
    "--disable-lcd-text",
    # Images are decoded before the frame they belong to is shown.
    "--disable-checker-imaging",
    # As Playwright sets them.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
)


@dataclass(frozen=True, slots=True)
class Running:
    """A started browser. `driver` is the outermost process of its tree, `process` the browser itself."""

    playwright: Playwright
    browser: PlaywrightBrowser
    context: BrowserContext
    control: CDPSession
    driver: ProcessMark
    process: ProcessMark
    version: str
    user_agent: str

    @property
    def driver_is_alive(self) -> bool:
        return self.driver.process is not None

    @property
    def is_alive(self) -> bool:
        return self.process.process is not None and self.browser.is_connected()


async def start_browser(
    *, install: BrowserInstall, resolver: Resolver, headless: bool, allow_certificates: bool
) -> Running:
    """Start driver, browser and a fresh context. Raises `DriverDead` or `BrowserFailed`; nothing is left behind then."""
    try:
        playwright = await asyncio.wait_for(async_playwright().start(), _START_SECONDS)
    except (TimeoutError, OSError, PlaywrightError) as error:
        raise DriverDead("start") from error
    try:
        return await asyncio.wait_for(
            _started(playwright, install, resolver, headless, allow_certificates), _START_SECONDS
        )
    except BaseException as error:
        await _within(playwright.stop())
        if isinstance(error, TimeoutError):
            raise BrowserFailed(path=install.path, reason=f"{_START_SECONDS:g} 秒内没有启动") from error
        if isinstance(error, (PlaywrightError, OSError)):
            raise BrowserFailed(path=install.path, reason=_launch_reason(str(error))) from error
        raise


async def _started(
    playwright: Playwright, install: BrowserInstall, resolver: Resolver, headless: bool, allow_certificates: bool
) -> Running:
    browser = await playwright.chromium.launch(
        executable_path=install.path,
        headless=headless,
        # Chromium refuses its sandbox to root; everybody else gets it (Playwright's default is none).
        chromium_sandbox=not _is_root(),
        args=[*_SWITCHES, *_resolver_switches(resolver)],
        ignore_default_args=_NOT_WANTED,
        timeout=_START_SECONDS * 1000,
    )
    control = await browser.new_browser_cdp_session()
    processes = (await control.send("SystemInfo.getProcessInfo"))["processInfo"]
    pid = next(p["id"] for p in processes if p["type"] == "browser")
    process, driver = ProcessMark.of(pid), outermost_ancestor(pid)
    if process is None or driver is None:
        raise PlaywrightError("the browser ended at once")
    agent = (await control.send("Browser.getVersion"))["userAgent"].replace("HeadlessChrome", "Chrome")
    context = await browser.new_context(
        no_viewport=True,
        accept_downloads=False,
        service_workers="block",
        reduced_motion="reduce",
        locale=LOCALE,
        timezone_id=TIMEZONE,
        user_agent=agent,
        ignore_https_errors=allow_certificates,
    )
    return Running(playwright, browser, context, control, driver, process, browser.version, agent)


async def end_browser(running: Running) -> None:
    """Close politely within a few seconds, then end the whole process tree. Never raises, never hangs."""
    await _within(running.browser.close())
    if running.driver_is_alive:
        await _within(running.playwright.stop())
    await asyncio.to_thread(kill_trees, [running.driver, running.process])


async def _within(closing: Awaitable[Any]) -> None:
    try:
        await asyncio.wait_for(closing, _CLOSE_SECONDS)
    except (TimeoutError, OSError, PlaywrightError):
        return


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _resolver_switches(resolver: Resolver) -> list[str]:
    rules = resolver.chromium_rules
    return [f"--host-resolver-rules={rules}"] if rules else []


def _launch_reason(text: str) -> str:
    """Our own words for why a browser did not start: Playwright's contain its whole command line."""
    for sign, reason in (
        ("No usable sandbox", "系统不允许浏览器的沙箱"),
        ("without --no-sandbox", "系统不允许浏览器的沙箱"),
        ("shared libraries", "缺少系统库"),
        ("Permission denied", "没有执行权限"),
        ("ENOENT", "文件不存在"),
        ("doesn't exist", "文件不存在"),
    ):
        if sign in text:
            return reason
    return "浏览器一启动就退出了"
