"""What is found out about a certificate the browser did not accept."""

import asyncio
import base64
import hashlib
import socket
import ssl

import pytest
import trustme

from inspector_gui.capture import tls_probe
from inspector_gui.capture.resolver import Resolver


def tls_server(*names, authority=None):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = (authority or trustme.CA()).issue_cert(*names)
    certificate.configure_cert(tls)
    return tls, ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())


def facts_of(loopback, url, tls):
    async def main():
        async with loopback(lambda asked: asked.answer(200), tls=tls) as server:
            return await tls_probe.inspect_certificate(url, resolver=Resolver.parse([server.override(port=443)]))

    return asyncio.run(main())


def test_an_untrusted_certificate_is_kept_with_its_verdict(loopback):
    tls, der = tls_server("site.test")
    facts = facts_of(loopback, "https://site.test/", tls)
    assert (facts["host"], facts["port"], facts["source"]) == ("site.test", 443, "own handshake")
    assert facts["verdict"] == "unable to get local issuer certificate"
    assert base64.b64decode(facts["certificate_der"]) == der
    assert facts["certificate_sha256"] == hashlib.sha256(der).hexdigest()
    assert facts["protocol"].startswith("TLSv1.")
    assert facts["cipher"]
    assert "error" not in facts


@pytest.mark.parametrize(("host", "verdict"), [("site.test", "ok"), ("other.test", "Hostname mismatch")])
def test_the_verdict_is_that_of_this_system(loopback, tmp_path, monkeypatch, host, verdict):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    tls, der = tls_server("site.test", authority=authority)
    facts = facts_of(loopback, f"https://{host}/", tls)
    assert facts["verdict"].startswith(verdict)
    assert base64.b64decode(facts["certificate_der"]) == der


def test_a_server_that_speaks_no_tls_leaves_no_certificate(loopback):
    async def plain(reader, writer):
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def main():
        server = await asyncio.start_server(plain, "127.0.0.1", 0)
        resolver = Resolver.parse([f"*:443:127.0.0.1:{server.sockets[0].getsockname()[1]}"])
        facts = await tls_probe.inspect_certificate("https://site.test/", resolver=resolver)
        server.close()
        await server.wait_closed()
        return facts

    facts = asyncio.run(main())
    assert facts["verdict"] == facts["error"] != "ok"
    assert "certificate_der" not in facts


def test_nobody_listening():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        resolver = Resolver.parse([f"*:443:127.0.0.1:{closed.getsockname()[1]}"])
        facts = asyncio.run(tls_probe.inspect_certificate("https://site.test/", resolver=resolver))
    assert facts["verdict"] == facts["error"] == "no connection"


def test_a_server_that_keeps_silent_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(tls_probe, "_SECONDS", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        resolver = Resolver.parse([f"*:443:127.0.0.1:{silent.getsockname()[1]}"])
        facts = asyncio.run(tls_probe.inspect_certificate("https://site.test/", resolver=resolver))
    assert facts["error"] == "timed out"
