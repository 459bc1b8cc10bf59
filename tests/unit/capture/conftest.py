"""A stand-in for a page's protocol session, and loopback servers that say exactly the bytes they are told to say."""

from __future__ import annotations

import asyncio
import contextlib

import pytest


class FakeSession:
    """Keeps handlers and sent commands; `fire` plays an event. `answers` maps a command to a dict, an error or a function."""

    def __init__(self, **answers):
        self.answers = {name.replace("__", "."): answer for name, answer in answers.items()}
        self.handlers = {}
        self.sent = []

    def on(self, event, handler):
        self.handlers[event] = handler

    def fire(self, name, /, **event):
        self.handlers[name](event)

    async def send(self, method, /, *, limit=None, **parameters):
        self.sent.append((method, parameters))
        answer = self.answers.get(method, {})
        if isinstance(answer, Exception):
            raise answer
        return answer(parameters) if callable(answer) else answer

    async def attempt(self, method, /, *, limit=None, **parameters):
        return await self.send(method, limit=limit, **parameters)


class Asked:
    """One request as it reached a loopback server, and the line to answer on."""

    def __init__(self, head, writer):
        lines = head.decode("latin-1").split("\r\n")
        self.target = lines[0].split(" ")[1]
        self.path = self.target.partition("?")[0]
        self.headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if line)}
        self._writer = writer

    async def raw(self, data):
        self._writer.write(data)
        await self._writer.drain()

    async def answer(self, status, body=b"", **headers):
        """A proper answer; ``content_type="text/html"`` becomes a header."""
        lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.raw("\r\n".join([*lines, "", ""]).encode("utf-8") + body)


class Loopback:
    """Serves on 127.0.0.1 inside an ``async with``; `handler(asked)` may end at any time, the connection is closed then."""

    def __init__(self, handler, *, tls=None):
        self._handler, self._tls = handler, tls
        self._tasks = set()
        self.asked = []

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def override(self, host="*", port=80):
        """The --resolve text that leads `host` and `port` here."""
        return f"{host}:{port}:127.0.0.1:{self.port}"

    async def _serve(self, reader, writer):
        self._tasks.add(asyncio.current_task())
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                asked = Asked(await reader.readuntil(b"\r\n\r\n"), writer)
                self.asked.append(asked)
                await self._handler(asked)
        finally:
            writer.close()
            self._tasks.discard(asyncio.current_task())


@pytest.fixture
def fake_session():
    """The class: ``fake_session(Page__getLayoutMetrics={...})``."""
    return FakeSession


@pytest.fixture
def loopback():
    """The class: ``async with loopback(handler, tls=context) as server``."""
    return Loopback
