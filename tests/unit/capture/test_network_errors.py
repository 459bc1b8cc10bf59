"""What Chromium's error names mean."""

import pytest

from inspector_gui.capture.network_errors import network_error
from inspector_gui.domain.captures import Outcome


@pytest.mark.parametrize(
    ("name", "outcome", "words"),
    [
        ("net::ERR_NAME_NOT_RESOLVED", Outcome.NET_ERROR, "域名无法解析"),
        ("net::ERR_DNS_TIMED_OUT", Outcome.NET_ERROR, "域名解析失败"),
        ("net::ERR_CONNECTION_REFUSED", Outcome.NET_ERROR, "拒绝连接"),
        ("net::ERR_CONNECTION_TIMED_OUT", Outcome.TIMEOUT, "超时"),
        ("net::ERR_EMPTY_RESPONSE", Outcome.NET_ERROR, "空应答"),
        ("net::ERR_RESPONSE_HEADERS_TOO_BIG", Outcome.NET_ERROR, "应答头"),
        ("net::ERR_CONTENT_LENGTH_MISMATCH", Outcome.NET_ERROR, "没有传完"),
        ("net::ERR_CONTENT_DECODING_FAILED", Outcome.NET_ERROR, "无法解码"),
        ("net::ERR_INCOMPLETE_CHUNKED_ENCODING", Outcome.NET_ERROR, "不完整"),
        ("net::ERR_ADDRESS_UNREACHABLE", Outcome.NET_ERROR, "不可达"),
        ("net::ERR_INTERNET_DISCONNECTED", Outcome.NET_ERROR, "本机"),
        ("net::ERR_PROXY_CONNECTION_FAILED", Outcome.NET_ERROR, "代理"),
        ("net::ERR_TOO_MANY_REDIRECTS", Outcome.REDIRECT_LOOP, "循环"),
        ("net::ERR_UNSAFE_PORT", Outcome.REFUSED, "端口"),
        ("net::ERR_BLOCKED_BY_CLIENT", Outcome.REFUSED, "拦截"),
        ("net::ERR_CERT_DATE_INVALID", Outcome.TLS_ERROR, "过期"),
        ("net::ERR_CERT_COMMON_NAME_INVALID", Outcome.TLS_ERROR, "域名不符"),
        ("net::ERR_CERT_AUTHORITY_INVALID", Outcome.TLS_ERROR, "受信任"),
        ("net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM", Outcome.TLS_ERROR, "弱"),
        ("net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED", Outcome.TLS_ERROR, "证书无效"),
        ("net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH", Outcome.TLS_ERROR, "TLS 版本"),
        ("net::ERR_SSL_PROTOCOL_ERROR", Outcome.TLS_ERROR, "握手"),
        ("ERR_HTTP2_PROTOCOL_ERROR", Outcome.NET_ERROR, "HTTP/2"),
    ],
)
def test_known_names(name, outcome, words):
    found, sentence = network_error(name)
    assert found is outcome
    assert words in sentence
    assert sentence.endswith(f"({name.removeprefix('net::')})。")


@pytest.mark.parametrize(("name", "shown"), [("net::ERR_BRAND_NEW", "ERR_BRAND_NEW"), ("", "未知"), ("net::", "未知")])
def test_unknown_names_are_named(name, shown):
    assert network_error(name) == (Outcome.NET_ERROR, f"网络错误({shown})。")
