"""Link tests where servers do their worst, beside the one answer of each kind in ``test_links.py``."""

import asyncio
import datetime as dt
import json
import ssl
import subprocess
import sys

import pytest
import trustme

from inspector_gui.capture import links
from inspector_gui.capture.links import LinkLimits
from inspector_gui.capture.resolver import Resolver
from inspector_gui.domain.captures import LinkState

LIMITS = LinkLimits(seconds=5.0)


def results_of(loopback, handler, *urls, limits=LIMITS):
    """(results, requests that reached the server) of testing `urls`, all led to one server."""

    async def main():
        async with loopback(handler) as server:
            resolver = Resolver.parse([server.override()])
            return await links.test_links(urls, resolver=resolver, limits=limits), server.asked

    return asyncio.run(main())


def answering(raw):
    return lambda asked: asked.raw(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(3000)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhi",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nbroken off",
        b"HTTP/1.1 200 OK\r\nSet-Cookie: \xd6\xd0=\x01; expires=never\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: \xd6\xd0\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=lambda raw: repr(raw[17:60]),
)
def test_a_link_that_answers_works_however_badly_it_is_written(loopback, raw):
    (result,), _ = results_of(loopback, answering(raw), "http://site.test/")
    assert (result.state, result.status) == (LinkState.OK, 200), result.reason


@pytest.mark.parametrize("location", ["http://site.test:99999/", "http://", "http://["])
def test_a_redirect_to_no_address_is_dead_and_harms_no_other_link(loopback, location):
    async def handler(asked):
        await (asked.answer(302, location=location) if asked.path == "/bad" else asked.answer(200))

    (bad, good), _ = results_of(loopback, handler, "http://site.test/bad", "http://site.test/good")
    assert (bad.state, bad.status) == (LinkState.DEAD, 302)
    assert good.state is LinkState.OK


@pytest.mark.parametrize("location", ["../b/c", "/b/c", "//site.test/b/c", "http://SITE.test/b/c#part"])
def test_relative_redirects(loopback, location):
    async def handler(asked):
        await (asked.answer(200) if asked.path == "/b/c" else asked.answer(301, location=location))

    (result,), asked = results_of(loopback, handler, "http://site.test/a/x")
    assert result.state is LinkState.OK
    assert result.final_url.partition("#")[0].lower() == "http://site.test/b/c"
    assert [one.path for one in asked] == ["/a/x", "/b/c"]


def test_a_chain_is_followed_as_far_as_allowed_and_no_further(loopback):
    async def handler(asked):
        left = int(asked.path[1:])
        await (asked.answer(302, location=f"/{left - 1}") if left else asked.answer(200))

    limits = LinkLimits(seconds=5.0, redirects=3)
    results, asked = results_of(loopback, handler, "http://site.test/3", "http://site.test/4", limits=limits)
    assert [r.state for r in results] == [LinkState.OK, LinkState.DEAD]
    assert len(asked) == 8


def test_the_server_sees_the_address_as_it_was_written(loopback):
    targets = ["/%D6%D0?q=%CE%C4&a=1+2", "/a%2Fb/;c=1", "/~x/(1)!.html?u=http://b/"]
    results, asked = results_of(
        loopback, lambda a: a.answer(200), *(f"http://site.test{t}" for t in targets), "http://site.test/#top"
    )
    assert {r.state for r in results} == {LinkState.OK}
    assert sorted(one.target for one in asked) == sorted([*targets, "/"])
    assert "Chrome" in asked[0].headers["user-agent"]


def test_each_host_is_asked_by_as_many_as_allowed_and_no_more(loopback):
    """Requests are answered in pairs only: fewer at a time would never be answered, more would be counted."""
    at_once, most = {}, {}
    barriers = {}

    async def handler(asked):
        host = asked.headers["host"]
        at_once[host] = at_once.get(host, 0) + 1
        most[host] = max(most.get(host, 0), at_once[host])
        await barriers.setdefault(host, asyncio.Barrier(2)).wait()
        await asyncio.sleep(0.03)  # room for one too many to show itself
        at_once[host] -= 1
        await asked.answer(200)

    urls = [f"http://{host}.test/{n}" for n in range(6) for host in "ab"]
    results, _ = results_of(loopback, handler, *urls)
    assert {r.state for r in results} == {LinkState.OK}
    assert most == {"a.test": 2, "b.test": 2}


def test_all_hosts_together_are_bounded_too(loopback):
    at_once, most = 0, 0

    async def handler(asked):
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.02)  # room for one too many to show itself
        at_once -= 1
        await asked.answer(200)

    limits = LinkLimits(seconds=5.0, overall=1)
    results, _ = results_of(loopback, handler, *(f"http://{n}.test/" for n in range(8)), limits=limits)
    assert {r.state for r in results} == {LinkState.OK}
    assert most == 1


def test_a_host_that_keeps_links_waiting_holds_up_no_other_host(loopback):
    other = asyncio.Event()

    async def handler(asked):
        if asked.headers["host"] == "other.test":
            other.set()
        await other.wait()
        await asked.answer(200)

    urls = ["http://stuck.test/1", "http://stuck.test/2", "http://other.test/"]
    limits = LinkLimits(seconds=0.5, per_host=1, overall=2)
    results, _ = results_of(loopback, handler, *urls, limits=limits)
    assert [r.state for r in results] == [LinkState.OK] * 3


#: Runs link tests in a process of its own: certificates are checked against the authorities known when it began.
CHILD = """
import asyncio, json, sys
from inspector_gui.capture import links
from inspector_gui.capture.resolver import Resolver
results = asyncio.run(links.test_links(sys.argv[2:], resolver=Resolver.parse(sys.argv[1].split())))
print(json.dumps([[r.state, r.status, r.reason] for r in results]))
"""


def test_certificates_are_told_apart(loopback, tmp_path):
    authority, stranger = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    certificates = {
        "good.test": authority.issue_cert("good.test"),
        "other.test": authority.issue_cert("good.test"),
        "old.test": authority.issue_cert("old.test", not_after=yesterday),
        "stranger.test": stranger.issue_cert("stranger.test"),
    }

    async def main():
        servers = []
        for certificate in certificates.values():
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(tls)
            servers.append(await loopback(lambda asked: asked.answer(200), tls=tls).__aenter__())
        specs = [server.override(name, 443) for name, server in zip(certificates, servers, strict=True)]
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, " ".join(specs), *(f"https://{name}/" for name in certificates),
            stdout=subprocess.PIPE, env={"SSL_CERT_FILE": str(tmp_path / "ca.pem"), "PYTHONPATH": ":".join(sys.path)},
        )  # fmt: skip
        output, _ = await child.communicate()
        for server in servers:
            await server.__aexit__()
        return json.loads(output)

    assert asyncio.run(main()) == [
        ["ok", 200, ""],
        ["tls", 0, "证书与域名不符。"],
        ["tls", 0, "证书已过期。"],
        ["tls", 0, "证书链不完整或签发机构不受信任。"],
    ]
