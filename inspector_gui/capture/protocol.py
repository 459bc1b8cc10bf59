"""One page's line to the browser protocol: every command has a time limit, every failure one of four meanings."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

_log = logging.getLogger(__name__)
_GONE = ("target closed", "session closed", "has been closed", "target crashed", "page crashed", "inspected target")
_DRIVER = ("connection closed", "driver")


class CaptureTrouble(Exception):
    """Something went wrong between us and the page. Never shown: it is turned into an outcome with its own wording."""


class Silent(CaptureTrouble):
    """The browser did not answer in time: its main thread is busy, or it hangs."""


class Rejected(CaptureTrouble):
    """The browser answered that it cannot do this."""


class PageLost(CaptureTrouble):
    """The page, its process or the whole browser is gone."""


class DriverDead(CaptureTrouble):
    """The Playwright driver is gone or no browser could be started: nobody's page is to blame, no try was made."""


class Session:
    """Commands to and events from one page. Events arrive in order; handlers must not block."""

    def __init__(self, connection: CDPSession, *, command: float) -> None:
        self._connection = connection
        self._command = command

    async def send(self, method: str, /, *, limit: float | None = None, **parameters: Any) -> dict[str, Any]:
        """Send `method` and return its answer within `limit` seconds (default: the visit's limit per command).

        Raises `Silent`, `Rejected`, `PageLost` or `DriverDead`.
        """
        try:
            answer = await asyncio.wait_for(
                _sending(self._connection, method, parameters), self._command if limit is None else limit
            )
        except TimeoutError:
            raise Silent(method) from None
        except PlaywrightError as error:
            raise meaning(error, method) from error
        return dict(answer or {})

    async def attempt(self, method: str, /, *, limit: float | None = None, **parameters: Any) -> dict[str, Any]:
        """Like `send`, but an answer that does not come or says no is an empty dict; a lost page still raises."""
        try:
            return await self.send(method, limit=limit, **parameters)
        except (Silent, Rejected) as trouble:
            _log.debug("%s: %r", method, trouble)
            return {}

    def on(self, event: str, handler: Callable[[dict[str, Any]], None]) -> None:
        self._connection.on(event, handler)


def _sending(connection: CDPSession, method: str, parameters: dict[str, Any]) -> Awaitable[dict[str, Any] | None]:
    """The public call walks through every value of an answer to look for Playwright objects, which a protocol answer
    cannot hold and which costs more than reading it; the call below it does not. Where that is missing or has changed,
    the public one serves."""
    inner = getattr(connection, "_impl_obj", None)
    try:
        sending: Awaitable[dict[str, Any] | None] = inner.send(method, parameters, None)  # type: ignore[union-attr]
    except (AttributeError, TypeError):
        return connection.send(method, parameters)
    return sending


def meaning(error: BaseException, what: str) -> CaptureTrouble:
    """Which of the four troubles a Playwright error is; its own text (paths, command lines) stays in the cause."""
    text = str(error).lower()
    if "driver" in text and any(word in text for word in _DRIVER[:1]):
        return DriverDead(what)
    if type(error).__name__ == "TargetClosedError" or any(word in text for word in _GONE):
        return PageLost(what)
    return Rejected(what)
