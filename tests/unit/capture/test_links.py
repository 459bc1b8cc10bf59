"""Link tests against loopback servers: one answer of each kind, and the kinds kept apart."""

import asyncio
import contextlib
import socket
import ssl

import pytest
import trustme
from aiohttp import web

from inspector_gui.capture import link_connection, links
from inspector_gui.capture.links import LinkLimits
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import LinkState

QUICK = LinkLimits(seconds=1.0)


async def status(request):
    return web.Response(status=int(request.match_info["code"]), text="x")


async def redirect(request):
    raise web.HTTPFound("/status/200")


async def loop(request):
    raise web.HTTPFound("/loop2")


async def loop2(request):
    raise web.HTTPFound("/loop")


async def chain(request):
    raise web.HTTPFound(f"/chain/{int(request.match_info['n']) + 1}")


async def cookie(request):
    """Sends every visitor once round, to see whether cookies come back."""
    if "seen" in request.cookies:
        return web.Response(text="ok")
    answer = web.Response(status=302, headers={"Location": "/cookie"})
    answer.set_cookie("seen", "1")
    return answer


async def to_app(request):
    return web.Response(status=302, headers={"Location": "weixin://dl/chat"})


async def nowhere(request):
    return web.Response(status=302)


async def hang(request):
    await asyncio.sleep(60)


async def endless(request):
    answer = web.StreamResponse(headers={"Content-Type": "text/html"})
    await answer.prepare(request)
    with contextlib.suppress(ConnectionError):
        while True:
            await answer.write(b"x" * 65536)
    return answer


async def stalled(request):
    answer = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "1000"})
    await answer.prepare(request)
    await answer.write(b"<p>half")
    await asyncio.sleep(60)


async def firewall(request):
    page = "<html><script>var x='正文'</script><body>您的请求已被拦截</body></html>"
    return web.Response(body=page.encode("gb18030"), headers={"Content-Type": "text/html; charset=gb2312"})


async def get_only(request):
    return web.Response(text=request.headers["User-Agent"])


RAW = {
    b"/bad-header": b"HTTP/1.1 200 OK\r\nBad Header: x\r\nA\x01b\x7f: \xff\r\n: nameless\r\nContent-Length: -5\r\n\r\nbody",
    b"/bad-404": b"HTTP/1.1 404\r\nA\x01b: \xff\r\nContent-Length: zz\r\n\r\n",
    b"/garbage": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    b"/empty": b"",
    b"/gb-location": b"HTTP/1.1 302 Found\r\nLocation: /" + "政务".encode("gb18030") + b"\r\nContent-Length: 0\r\n\r\n",
}


async def raw(reader, writer):
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split()[1]
        if path == b"/reset":
            writer.transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0"
            )
            writer.transport.abort()
            return
        writer.write(RAW.get(path, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
        await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def serving(*, names=("site.test",)):
    """A Resolver that leads site.test (http), secure.test (https, signed by nobody), raw.test and refused.test here."""
    application = web.Application()
    for path, handler in {
        "/status/{code}": status, "/redirect": redirect, "/loop": loop, "/loop2": loop2, "/chain/{n}": chain,
        "/cookie": cookie, "/to-app": to_app, "/nowhere": nowhere, "/hang": hang, "/endless": endless,
        "/stalled": stalled, "/firewall": firewall, "/agent": get_only,
    }.items():  # fmt: skip
        application.router.add_get(path, handler, allow_head=False)
    runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(*names).configure_cert(context)
    ports = []
    for tls in (None, context):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports.append(free.getsockname()[1])
        await web.TCPSite(runner, "127.0.0.1", ports[-1], ssl_context=tls).start()
    raw_server = await asyncio.start_server(raw, "127.0.0.1", 0)
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    specs = [
        f"site.test:80:127.0.0.1:{ports[0]}",
        f"secure.test:443:127.0.0.1:{ports[1]}",
        f"raw.test:80:127.0.0.1:{raw_server.sockets[0].getsockname()[1]}",
        f"refused.test:80:127.0.0.1:{closed.getsockname()[1]}",
    ]
    try:
        yield Resolver.parse(specs)
    finally:
        raw_server.close()
        closed.close()
        await runner.cleanup()


def results_of(*urls, on_result=None):
    async def run():
        async with serving() as resolver:
            return await links.test_links(urls, resolver=resolver, limits=QUICK, on_result=on_result)

    return asyncio.run(run())


#: address, state, status, a part of the reason
KINDS = [
    ("http://site.test/status/200", LinkState.OK, 200, ""),
    ("http://site.test/redirect", LinkState.OK, 200, ""),
    ("http://site.test/cookie", LinkState.OK, 200, ""),
    ("http://site.test/endless", LinkState.OK, 200, ""),
    ("http://site.test/stalled", LinkState.OK, 200, ""),
    ("http://raw.test/bad-header", LinkState.OK, 200, ""),
    ("http://site.test/status/404", LinkState.DEAD, 404, "不存在"),
    ("http://site.test/status/410", LinkState.DEAD, 410, "不存在"),
    ("http://site.test/status/400", LinkState.DEAD, 400, "不存在"),
    ("http://site.test/status/500", LinkState.DEAD, 500, "服务器出错"),
    ("http://site.test/status/503", LinkState.DEAD, 503, "服务器出错"),
    ("http://raw.test/bad-404", LinkState.DEAD, 404, "不存在"),
    ("http://site.test/loop", LinkState.DEAD, 302, "循环"),
    ("http://site.test/chain/0", LinkState.DEAD, 0, "10 次"),
    ("http://site.test/nowhere", LinkState.DEAD, 302, "没有给出"),
    ("http://", LinkState.DEAD, 0, "主机名"),
    ("http://[::1", LinkState.DEAD, 0, "写法"),
    *[(f"http://site.test/status/{n}", LinkState.BLOCKED, n, "拒绝") for n in (401, 403, 405, 407, 412, 418, 429, 451)],
    ("http://site.test/firewall", LinkState.BLOCKED, 200, "防火墙"),
    ("http://site.test/hang", LinkState.SLOW, 0, "没有应答"),
    ("https://secure.test/status/200", LinkState.TLS, 0, "不受信任"),
    ("http://nowhere.invalid/", LinkState.DNS, 0, "解析"),
    ("http://refused.test/", LinkState.UNREACHABLE, 0, "拒绝连接"),
    ("http://raw.test/reset", LinkState.UNREACHABLE, 0, "重置"),
    ("http://raw.test/empty", LinkState.UNREACHABLE, 0, "没有应答"),
    ("http://raw.test/garbage", LinkState.UNREACHABLE, 0, "不是有效的 HTTP"),
    ("mailto:a@b.cn", LinkState.SKIPPED, 0, "mailto"),
    ("tel:12345", LinkState.SKIPPED, 0, "tel"),
    ("javascript:void(0)", LinkState.SKIPPED, 0, "javascript"),
    ("http://site.test/to-app", LinkState.SKIPPED, 302, "weixin"),
]


@pytest.mark.parametrize(("url", "state", "status", "reason"), KINDS, ids=[k[0] for k in KINDS])
def test_each_kind_of_answer_has_its_state(url, state, status, reason):
    (result,) = results_of(url)
    assert (result.state, result.status) == (state, status), result.reason
    assert reason in result.reason
    assert (result.reason == "") == (state is LinkState.OK)
    assert result.url == url
    assert result.tested_at[-6] in "+-"


def test_results_come_in_the_order_asked_and_are_told_as_they_come():
    told = []
    urls = ["http://site.test/hang", "http://site.test/status/200", "mailto:x", "http://site.test/redirect"]
    results = results_of(*urls, on_result=told.append)
    assert [r.url for r in results] == urls
    assert sorted(r.url for r in told) == sorted(urls)
    assert told[-1].url == "http://site.test/hang"
    assert results[3].final_url == "http://site.test/status/200"


def test_a_redirect_in_gb18030_leads_to_the_address_meant():
    (result,) = results_of("http://raw.test/gb-location")
    assert result.state is LinkState.OK
    assert result.final_url == "http://raw.test/政务"


def test_a_trusted_certificate_with_another_name_is_a_matter_of_tls(monkeypatch):
    authority = trustme.CA()
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    monkeypatch.setattr(ssl, "create_default_context", lambda *_: trusting)

    async def run():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("right.test").configure_cert(context)
        server = await asyncio.start_server(raw, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        resolver = Resolver.parse([f"right.test:443:127.0.0.1:{port}", f"wrong.test:443:127.0.0.1:{port}"])
        answers = []
        for name in ("right.test", "wrong.test"):
            with contextlib.suppress(ssl.SSLError):
                answers.append(await link_connection.status_line(f"https://{name}/", resolver=resolver))
        server.close()
        return answers

    assert asyncio.run(run()) == [(200, "")]


def test_no_host_is_asked_more_often_at_a_time_than_allowed():
    under_way, most = 0, 0

    async def count(request):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.05)
        under_way -= 1
        return web.Response(text="ok")

    async def run():
        application = web.Application()
        application.router.add_get("/{n}", count)
        runner = web.AppRunner(application, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        await web.TCPSite(runner, "127.0.0.1", port).start()
        resolver = Resolver.parse([f"site.test:80:127.0.0.1:{port}"])
        results = await links.test_links([f"http://site.test/{n}" for n in range(12)], resolver=resolver)
        await runner.cleanup()
        return results

    results = asyncio.run(run())
    assert {r.state for r in results} == {LinkState.OK}
    assert most == 2


def test_nothing_to_test_is_no_work():
    assert results_of() == []
