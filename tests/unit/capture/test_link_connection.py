"""How link tests connect: overrides, and the bare request for servers with broken headers."""

import asyncio
import ssl

import aiohttp
import pytest
import trustme
from yarl import URL

from inspector_gui.capture.link_connection import BROWSER_HEADERS, connector, overridden_literal, status_line
from inspector_gui.capture.resolver import Resolver


def exchange(loopback, raw, url="http://site.test/", *, port=80, tls=None):
    """(what `status_line` returns, the request as the server saw it) for a server that answers `raw`."""

    async def main():
        async with loopback(lambda asked: asked.raw(raw), tls=tls) as server:
            resolver = Resolver.parse([server.override(port=port)])
            return await status_line(url, resolver=resolver), server.asked

    found, asked = asyncio.run(main())
    return found, asked[0] if asked else None


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", (200, "")),
        (b"HTTP/1.0 404\r\nBad Header\x00: \xff\r\n\r\n", (404, "")),
        (b"\r\nHTTP/1.1 200 OK\n\n", (200, "")),
        (b"HTTP/1.1 302 Found\r\nBad Header: x\r\nLOCATION:\t/new\r\n\r\n", (302, "/new")),
        (b"HTTP/1.1 302 Found\r\nX-Location: /wrong\r\n\r\n", (302, "")),
        (b"HTTP/1.1 200 OK\r\nno end of the head", (200, "")),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000, (200, "")),
        (b"HTTP/1.1 999 Odd\r\n\r\n", (0, "")),
        (b"<html>200</html>", (0, "")),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_the_status_line_is_read_whatever_follows(loopback, raw, found):
    assert exchange(loopback, raw)[0] == found


def test_a_head_without_end_is_not_read_to_the_end(loopback):
    async def handler(asked):
        await asked.raw(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            await asked.raw(b"a" * 65_536)

    async def main():
        async with loopback(handler) as server, asyncio.timeout(5):
            return await status_line("http://site.test/", resolver=Resolver.parse([server.override()]))

    assert asyncio.run(main()) == (200, "")


def test_silence_is_an_end_of_file(loopback):
    with pytest.raises(EOFError):
        exchange(loopback, b"")


def test_an_interim_answer_is_not_the_answer(loopback):
    raw = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 404 Not Found\r\nBad Header\x00: x\r\n\r\n"
    assert exchange(loopback, raw)[0] == (404, "")


@pytest.mark.parametrize(
    ("url", "target", "host"),
    [
        ("http://site.test", "/", "site.test"),
        ("http://site.test/%D6%D0?q=%CE%C4&a=1+2", "/%D6%D0?q=%CE%C4&a=1+2", "site.test"),
        ("http://site.test/公开 目录?页=1", "/%E5%85%AC%E5%BC%80%20%E7%9B%AE%E5%BD%95?%E9%A1%B5=1", "site.test"),
        ("http://云溪.test/", "/", "xn--9kq759e.test"),
        ("http://user:secret@site.test/#part", "/", "site.test"),
        ("http://site.test/\r\nInjected: 1", "/Injected:%201", "site.test"),
    ],
)
def test_the_bare_request_is_that_of_a_browser(loopback, url, target, host):
    _, asked = exchange(loopback, b"HTTP/1.1 200 OK\r\n\r\n", url)
    assert (asked.target, asked.headers["host"]) == (target, host)
    assert asked.headers["user-agent"] == BROWSER_HEADERS["User-Agent"]
    assert asked.headers.keys() == {*(name.lower() for name in BROWSER_HEADERS), "host", "connection"}


def test_a_port_of_its_own_is_told_to_the_server(loopback):
    _, asked = exchange(loopback, b"HTTP/1.1 200 OK\r\n\r\n", "http://site.test:8081/", port=8081)
    assert asked.headers["host"] == "site.test:8081"


def test_certificates_are_checked_here_too(loopback, tmp_path, monkeypatch):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("site.test").configure_cert(tls)
    with pytest.raises(ssl.SSLCertVerificationError):
        exchange(loopback, b"HTTP/1.1 200 OK\r\n\r\n", "https://site.test/", port=443, tls=tls)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    assert exchange(loopback, b"HTTP/1.1 200 OK\r\n\r\n", "https://site.test/", port=443, tls=tls)[0] == (200, "")


def connected(loopback, host, override):
    """The Host header that reached the loopback server when `host` was asked for by the connector."""

    async def main():
        async with loopback(lambda asked: asked.answer(200)) as server:
            resolver = Resolver.parse([server.override(override)])
            session = aiohttp.ClientSession(connector=connector(resolver, at_once=1))
            async with session, session.get(f"http://{host}/") as response:
                assert response.status == 200
            return server.asked[0].headers["host"]

    return asyncio.run(main())


@pytest.mark.parametrize("override", ["site.test", "*"])
def test_an_override_leads_elsewhere_and_keeps_the_name(loopback, override):
    assert connected(loopback, "site.test", override) == "site.test"


@pytest.mark.parametrize("override", ["127.9.9.9", "*"])
def test_an_override_holds_for_literal_addresses_too(override):
    resolver = Resolver.parse([f"{override}:80:127.0.0.1:8080"])
    assert overridden_literal("http://127.9.9.9/a%20b?c=d", resolver=resolver) == (
        URL("http://127.0.0.1:8080/a%20b?c=d", encoded=True), "127.9.9.9"
    )  # fmt: skip


def test_names_and_addresses_nobody_overrides_stay_as_they_are():
    resolver = Resolver.parse(["site.test:80:127.0.0.1:8080"])
    for url in ("http://site.test/", "http://127.9.9.9/", "http://127.9.9.9:81/"):
        assert overridden_literal(url, resolver=resolver) == (URL(url), "")
