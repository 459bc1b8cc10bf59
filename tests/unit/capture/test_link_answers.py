"""What an answer, or the failure to get one, says about a link."""

import errno
import socket
import ssl

import aiohttp
import pytest

from inspector_gui.capture.link_answers import Answer, state_of_answer, state_of_failure
from inspector_gui.domain.captures import LinkState

KEY = aiohttp.client_reqrep.ConnectionKey("a.example", 443, True, True, None, None, None)


def page(body, content_type="text/html", status=200):
    return state_of_answer(Answer(status, "", content_type, body))


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        ((200, 201, 204, 206, 304), LinkState.OK),
        ((400, 404, 406, 410, 422, 500, 502, 503, 504, 599), LinkState.DEAD),
        ((401, 403, 405, 407, 412, 418, 429, 451, 521), LinkState.BLOCKED),
        ((301, 302, 303, 307, 308), LinkState.DEAD),
    ],
)
def test_statuses(statuses, state):
    for status in statuses:
        found, reason = page(b"", status=status)
        assert found is state, status
        assert (str(status) in reason) is (state is not LinkState.OK), status


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>访问被拦截</p>".encode(), "text/html"),
        ("<p>访问被拦截</p>".encode(), "text/html; charset=no-such-charset"),
        ("<p>访问被拦截</p>".encode("gbk"), "text/html; charset=GB2312"),
        ("<meta charset='gbk'><p>访问被拦截</p>".encode("gbk"), "TEXT/HTML"),
        (b"<h1>Just a\n moment...</h1>", "application/xhtml+xml"),
    ],
)
def test_a_firewalls_page_is_blocked_whatever_its_status(body, content_type):
    assert page(body, content_type)[0] is LinkState.BLOCKED


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<script>var t='访问被拦截'</script><style>/*captcha*/</style><p>政务公开".encode(), "text/html"),
        (b"captcha", "application/javascript"),
        (b"captcha", ""),
        (("<p>" + "政务公开工作要点" * 200 + "captcha").encode(), "text/html"),
        (b"\xff\xfe\x00", "text/html; charset=utf-8"),
        (b"<p>half a \xe6\x94", "text/html"),
        (b"", "text/html"),
    ],
)
def test_other_pages_are_ok(body, content_type):
    assert page(body, content_type) == (LinkState.OK, "")


@pytest.mark.parametrize("charset", ["undefined", "idna"])
def test_a_charset_python_knows_and_cannot_use_does_no_harm(charset):
    assert page(b"<p>ok", f"text/html; charset={charset}") == (LinkState.OK, "")


def certificate(text):
    error = ssl.SSLCertVerificationError(1, text)
    return aiohttp.ClientConnectorCertificateError(KEY, error)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("certificate verify failed: certificate has expired (_ssl.c:1006)", "证书已过期。"),
        ("certificate verify failed: certificate is not yet valid", "证书尚未生效。"),
        ("certificate verify failed: self-signed certificate in certificate chain", "证书是自签名的。"),
        ("certificate verify failed: Hostname mismatch, certificate is not valid for 'a'", "证书与域名不符。"),
        ("certificate verify failed: IP address mismatch, certificate is not valid for", "证书与地址不符。"),
        ("certificate verify failed: unable to get local issuer certificate", "证书链不完整或签发机构不受信任。"),
        ("certificate verify failed: something new", "证书无效。"),
    ],
)
def test_certificates(text, reason):
    assert state_of_failure(certificate(text)) == (LinkState.TLS, reason)
    assert state_of_failure(ssl.SSLCertVerificationError(1, text)) == (LinkState.TLS, reason)


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (aiohttp.InvalidURL("http://"), LinkState.DEAD, "写法"),
        (UnicodeError("label too long"), LinkState.DEAD, "写法"),
        (ssl.SSLError(1, "wrong version number"), LinkState.TLS, "握手"),
        (aiohttp.ClientConnectorSSLError(KEY, ssl.SSLError(1, "handshake failure")), LinkState.TLS, "握手"),
        (socket.gaierror(-2, "unknown"), LinkState.DNS, "解析"),
        (aiohttp.ClientConnectorDNSError(KEY, OSError(None, "no data")), LinkState.DNS, "解析"),
        (aiohttp.ClientConnectorError(KEY, socket.gaierror(-3, "again")), LinkState.DNS, "解析"),
        (
            aiohttp.ClientConnectorError(KEY, ConnectionRefusedError(errno.ECONNREFUSED, "x")),
            LinkState.UNREACHABLE,
            "拒绝连接",
        ),
        (ConnectionResetError(errno.ECONNRESET, "x"), LinkState.UNREACHABLE, "重置"),
        (aiohttp.ServerDisconnectedError(), LinkState.UNREACHABLE, "没有应答就关闭"),
        (EOFError(), LinkState.UNREACHABLE, "没有应答就关闭"),
        (OSError(errno.EHOSTUNREACH, "/secret/path"), LinkState.UNREACHABLE, "无法连接"),
        (aiohttp.ClientPayloadError("x"), LinkState.UNREACHABLE, "无法连接"),
    ],
)
def test_failures(error, state, reason):
    found, sentence = state_of_failure(error)
    assert found is state
    assert reason in sentence
    assert sentence.endswith("。")
    assert "secret" not in sentence
