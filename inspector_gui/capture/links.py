"""Tests links: asks for each address as a browser would and says which of eight states it is in.

*Blocked is not broken*: what a firewall or a login keeps from us, a slow server, a bad certificate and an unknown name
are states of their own; only DEAD is a fault of the page that carries the link.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urljoin, urlsplit

import aiohttp

from inspector_gui.capture.link_answers import Answer, state_of_answer, state_of_failure
from inspector_gui.capture.link_connection import BROWSER_HEADERS, connector, overridden_literal, status_line
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import LinkResult, LinkState

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Seconds granted to the beginning of a body; the status has been answered by then.
_BODY_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class LinkLimits:
    """Budgets of link tests: seconds per request, redirects followed, bytes read of a body, requests at a time."""

    seconds: float = 15.0
    redirects: int = 10
    body: int = 65_536
    per_host: int = 2
    overall: int = 16


async def test_links(
    urls: Sequence[str],
    *,
    resolver: Resolver,
    limits: LinkLimits | None = None,  # noqa: PT028 - not a pytest function
    on_result: Callable[[LinkResult], None] | None = None,  # noqa: PT028
) -> list[LinkResult]:
    """Test each of `urls` once; results in the same order, `on_result` called with each as it comes.

    Never raises for what a server does. Testing failures a second time is the caller's decision.
    """
    limits = limits or LinkLimits()
    async with aiohttp.ClientSession(
        connector=connector(resolver, at_once=limits.overall),
        headers=BROWSER_HEADERS,
        timeout=aiohttp.ClientTimeout(total=None),
        # Overrides name where to connect; a proxy would not know them.
        trust_env=not resolver.overrides,
        max_line_size=32_768,
        max_field_size=131_072,
    ) as session:
        tester = _Tester(session, resolver, limits)

        async def one(url: str) -> LinkResult:
            result = await tester.test(url)
            if on_result is not None:
                on_result(result)
            return result

        return list(await asyncio.gather(*(one(url) for url in urls)))


class _Tester:
    """Shares connections and turns between the links of one call."""

    def __init__(self, session: aiohttp.ClientSession, resolver: Resolver, limits: LinkLimits) -> None:
        self._session = session
        self._resolver = resolver
        self._limits = limits
        self._overall = asyncio.Semaphore(limits.overall)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))

    async def test(self, url: str) -> LinkResult:
        refused = _not_tested(url)
        if refused is not None:
            return replace(refused, tested_at=_now())
        asked: list[float] = []
        result = await self._follow(url, asked)
        return replace(result, seconds=round(sum(asked), 3), tested_at=_now())

    async def _follow(self, url: str, asked: list[float]) -> LinkResult:
        """Ask, and go where redirects lead, until there is an answer or a reason to stop."""
        current, visits = url, Counter([urldefrag(url).url])
        for _ in range(self._limits.redirects + 1):
            outcome = await self._in_turn(current, asked)
            if isinstance(outcome, LinkResult):
                return replace(outcome, url=url, final_url=current)
            if outcome.status not in _REDIRECTS or not outcome.location:
                state, reason = state_of_answer(outcome)
                return LinkResult(url, state, outcome.status, reason, current, outcome.content_type)
            following = _joined(current, outcome.location)
            stop = _not_tested(following)
            if stop is not None:
                return replace(
                    stop, url=url, status=outcome.status, final_url=following, reason=f"重定向后:{stop.reason}"
                )
            current = following
            visits[urldefrag(current).url] += 1
            # Many sites set a cookie and send the visitor back once; whoever comes a third time goes in circles.
            if visits[urldefrag(current).url] > 2:
                return LinkResult(url, LinkState.DEAD, outcome.status, "重定向形成循环。", current)
        return LinkResult(url, LinkState.DEAD, 0, f"重定向超过 {self._limits.redirects} 次。", current)

    async def _in_turn(self, url: str, asked: list[float]) -> Answer | LinkResult:
        """One request when its host's turn has come; what waits for a slow host takes no place from the others."""
        async with self._hosts[_server(url)], self._overall:
            began = time.monotonic()
            outcome = await self._ask(url)
            asked.append(time.monotonic() - began)
            return outcome

    async def _ask(self, url: str) -> Answer | LinkResult:
        """One request. A failure is a result, without its address."""
        try:
            return await self._request(url)
        except TimeoutError:
            return LinkResult(url, LinkState.SLOW, 0, f"{self._limits.seconds:g} 秒内没有应答。")
        except aiohttp.ClientResponseError:
            return await self._ask_plainly(url)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            state, reason = state_of_failure(error)
            return LinkResult(url, state, 0, reason)

    async def _request(self, url: str) -> Answer:
        address, host = overridden_literal(url, resolver=self._resolver)
        async with asyncio.timeout(self._limits.seconds):
            response = await self._session.get(address, allow_redirects=False, headers={"Host": host} if host else None)
        async with response:
            body = b"" if response.status in _REDIRECTS else await self._beginning(response)
            return Answer(
                status=response.status,
                location=_readable(response.headers.get("Location", "")),
                content_type=response.headers.get("Content-Type", ""),
                body=body,
            )

    async def _beginning(self, response: aiohttp.ClientResponse) -> bytes:
        """The first bytes of the body: an endless, broken or slow one does not matter, the status has been given."""
        body = bytearray()
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                while len(body) < self._limits.body:
                    part = await response.content.read(self._limits.body - len(body))
                    if not part:
                        break
                    body += part
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
            return bytes(body)
        return bytes(body)

    async def _ask_plainly(self, url: str) -> Answer | LinkResult:
        """For answers with headers no library accepts and every browser does: look at the status line alone."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                status, location = await status_line(url, resolver=self._resolver)
        except TimeoutError:
            return LinkResult(url, LinkState.SLOW, 0, f"{self._limits.seconds:g} 秒内没有应答。")
        except (OSError, ValueError, EOFError) as error:
            state, reason = state_of_failure(error)
            return LinkResult(url, state, 0, reason)
        if status == 0:
            return LinkResult(url, LinkState.UNREACHABLE, 0, "服务器的应答不是有效的 HTTP。")
        return Answer(status=status, location=location, content_type="", body=b"")


def _not_tested(url: str) -> LinkResult | None:
    """A result for addresses that cannot or need not be asked for; None for all others."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return LinkResult(url, LinkState.DEAD, reason="地址的写法无效。")
    if parts.scheme.lower() not in ("http", "https"):
        return LinkResult(url, LinkState.SKIPPED, reason=f"{parts.scheme or '相对'} 地址不测试。")
    return None if host else LinkResult(url, LinkState.DEAD, reason="地址没有主机名。")


def _joined(base: str, location: str) -> str:
    """Where a redirect leads; an address that cannot be read is given back as it is, to be refused by name."""
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def _server(url: str) -> str:
    """The server an address is asked from: host and port, without user names, in one spelling."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme.lower() == 'https' else 80)}"


def _readable(header: str) -> str:
    """A header whose bytes are not UTF-8 is read as GB 18030, as Chinese servers mean it."""
    data = header.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="milliseconds")
