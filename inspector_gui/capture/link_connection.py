"""How link tests connect: host overrides, browser-like headers, and a bare request for servers with broken headers."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import ssl
from urllib.parse import quote, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from inspector_gui.capture.resolver import Resolver

#: What a browser on a Chinese desktop sends when somebody follows a link.
BROWSER_HEADERS = {
    "User-Agent": (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
    ),
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Upgrade-Insecure-Requests": "1",
}
_STATUS = re.compile(rb"\s*HTTP/[0-9.]+\s+([1-5][0-9]{2})\b")
_INTERIM = re.compile(rb"\s*HTTP/[0-9.]+\s+1[0-9]{2}\b")
_END = re.compile(rb"\r?\n\r?\n")
_LOCATION = re.compile(rb"(?im)^location\s*:[ \t]*(\S+)")
#: Bytes of the head looked at by the bare request.
_HEAD = 65_536


def connector(resolver: Resolver, *, at_once: int) -> aiohttp.TCPConnector:
    """A connector that obeys the overrides and checks certificates against this system's authorities."""
    return aiohttp.TCPConnector(resolver=_Overrides(resolver), limit=at_once, force_close=True, ttl_dns_cache=300)


class _Overrides(AbstractResolver):
    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._usual = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        override = self._resolver(host, port)
        if override is None:
            return await self._usual.resolve(host, port, family)
        address, to_port = override
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [
            ResolveResult(hostname=host, host=address, port=to_port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
        ]

    async def close(self) -> None:
        await self._usual.close()


def overridden_literal(url: str, *, resolver: Resolver) -> tuple[URL, str]:
    """The address to ask for and the Host header to send (empty: the usual) where `url` names an overridden IP address.

    Only names go through the resolver, so an address has to be replaced in the URL itself.
    """
    asked = URL(url, encoded=True) if "%" in url else URL(url)
    if not _is_literal(asked.host or "") or asked.port is None:
        return asked, ""
    override = resolver(asked.host or "", asked.port)
    if override is None:
        return asked, ""
    host = asked.host_subcomponent or ""
    return asked.with_host(override[0]).with_port(
        override[1]
    ), host if asked.is_default_port() else f"{host}:{asked.port}"


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def status_line(url: str, *, resolver: Resolver) -> tuple[int, str]:
    """(status, Location) by a bare HTTP/1.1 request; status 0 when the answer does not begin as HTTP does.

    Raises `OSError`, `EOFError` or `ValueError`; the caller bounds the time.
    """
    parts = urlsplit(url)
    secure = parts.scheme.lower() == "https"
    port = parts.port or (443 if secure else 80)
    host = (parts.hostname or "").encode("idna").decode()
    where = resolver(host, port) or (host, port)
    context = ssl.create_default_context() if secure else None
    reader, writer = await asyncio.open_connection(*where, ssl=context, server_hostname=host if secure else None)
    try:
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
        )
        headers = "".join(f"{name}: {value}\r\n" for name, value in BROWSER_HEADERS.items())
        authority = host if parts.port is None else f"{host}:{parts.port}"
        writer.write(
            f"GET {target} HTTP/1.1\r\nHost: {authority}\r\n{headers}Connection: close\r\n\r\n".encode("ascii")
        )
        head = await _head(reader)
    finally:
        writer.transport.abort()
    if not head:
        raise EOFError
    head = _without_interim(head)
    status = _STATUS.match(head)
    location = _LOCATION.search(head)
    return (int(status[1]) if status else 0), (location[1].decode("utf-8", "replace") if location else "")


def _without_interim(head: bytes) -> bytes:
    """The head of the answer itself: interim answers (1xx) may come before it."""
    while _INTERIM.match(head):
        head = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[1] if _END.search(head) else b""
    return head


async def _head(reader: asyncio.StreamReader) -> bytes:
    head = b""
    while len(head) < _HEAD and not _END.search(_without_interim(head)):
        part = await reader.read(4096)
        if not part:
            break
        head += part
    return head
