"""What Chromium's network error names mean: the outcome they lead to and the sentence an inspector reads."""

from __future__ import annotations

from inspector_gui.domain.captures import Outcome

#: Error name without ``net::``, or a prefix ending in ``*`` → (outcome, sentence). The first match wins.
#: Names: Chromium, net/base/net_error_list.h.
_MEANINGS: tuple[tuple[str, Outcome, str], ...] = (
    ("ERR_NAME_NOT_RESOLVED", Outcome.NET_ERROR, "域名无法解析"),
    ("ERR_NAME_RESOLUTION_FAILED", Outcome.NET_ERROR, "域名无法解析"),
    ("ERR_DNS*", Outcome.NET_ERROR, "域名解析失败"),
    ("ERR_ICANN_NAME_COLLISION", Outcome.NET_ERROR, "域名无法解析"),
    ("ERR_CONNECTION_REFUSED", Outcome.NET_ERROR, "服务器拒绝连接"),
    ("ERR_CONNECTION_RESET", Outcome.NET_ERROR, "连接被重置"),
    ("ERR_CONNECTION_CLOSED", Outcome.NET_ERROR, "服务器没有应答就关闭了连接"),
    ("ERR_CONNECTION_ABORTED", Outcome.NET_ERROR, "连接被中断"),
    ("ERR_CONNECTION_TIMED_OUT", Outcome.TIMEOUT, "连接超时"),
    ("ERR_TIMED_OUT", Outcome.TIMEOUT, "连接超时"),
    ("ERR_EMPTY_RESPONSE", Outcome.NET_ERROR, "服务器返回空应答"),
    ("ERR_INVALID_HTTP_RESPONSE", Outcome.NET_ERROR, "服务器的应答不是有效的 HTTP"),
    ("ERR_RESPONSE_HEADERS*", Outcome.NET_ERROR, "服务器的应答头无效"),
    ("ERR_INVALID_RESPONSE", Outcome.NET_ERROR, "服务器的应答无效"),
    ("ERR_CONTENT_LENGTH_MISMATCH", Outcome.NET_ERROR, "服务器的应答没有传完"),
    ("ERR_CONTENT_*", Outcome.NET_ERROR, "服务器的应答内容无法解码"),
    ("ERR_HTTP_RESPONSE_CODE_FAILURE", Outcome.NET_ERROR, "服务器返回错误且没有内容"),
    ("ERR_INCOMPLETE_*", Outcome.NET_ERROR, "服务器的应答不完整"),
    ("ERR_ADDRESS_*", Outcome.NET_ERROR, "地址不可达"),
    ("ERR_INTERNET_DISCONNECTED", Outcome.NET_ERROR, "本机没有网络连接"),
    ("ERR_NETWORK_*", Outcome.NET_ERROR, "本机网络不可用或被限制"),
    ("ERR_PROXY*", Outcome.NET_ERROR, "代理服务器连接失败"),
    ("ERR_TUNNEL*", Outcome.NET_ERROR, "代理服务器连接失败"),
    ("ERR_TOO_MANY_REDIRECTS", Outcome.REDIRECT_LOOP, "重定向次数过多,形成循环"),
    ("ERR_UNSAFE_REDIRECT", Outcome.REFUSED, "被重定向到不允许打开的地址"),
    ("ERR_INVALID_REDIRECT", Outcome.REFUSED, "被重定向到无效的地址"),
    ("ERR_UNKNOWN_URL_SCHEME", Outcome.REFUSED, "地址的协议不被支持"),
    ("ERR_DISALLOWED_URL_SCHEME", Outcome.REFUSED, "地址的协议不被允许"),
    ("ERR_UNSAFE_PORT", Outcome.REFUSED, "浏览器不允许访问该端口"),
    ("ERR_INVALID_URL", Outcome.REFUSED, "地址无效"),
    ("ERR_BLOCKED_*", Outcome.REFUSED, "浏览器拦截了这次访问"),
    ("ERR_CERT_DATE_INVALID", Outcome.TLS_ERROR, "证书已过期或尚未生效"),
    ("ERR_CERT_COMMON_NAME_INVALID", Outcome.TLS_ERROR, "证书与域名不符"),
    ("ERR_CERT_AUTHORITY_INVALID", Outcome.TLS_ERROR, "证书不是由受信任的机构签发"),
    ("ERR_CERT_REVOKED", Outcome.TLS_ERROR, "证书已被吊销"),
    ("ERR_CERT_WEAK*", Outcome.TLS_ERROR, "证书使用了弱密钥或弱签名算法"),
    ("ERR_CERT*", Outcome.TLS_ERROR, "证书无效"),
    ("ERR_SSL_VERSION_OR_CIPHER_MISMATCH", Outcome.TLS_ERROR, "服务器只支持不安全的 TLS 版本或算法"),
    ("ERR_SSL*", Outcome.TLS_ERROR, "TLS 握手失败"),
    ("ERR_BAD_SSL*", Outcome.TLS_ERROR, "TLS 握手失败"),
    ("ERR_HTTP2*", Outcome.NET_ERROR, "HTTP/2 通信出错"),
    ("ERR_QUIC*", Outcome.NET_ERROR, "HTTP/3 通信出错"),
)


def network_error(name: str) -> tuple[Outcome, str]:
    """(outcome, Chinese sentence) for an error name such as ``net::ERR_CONNECTION_RESET``; unknown names are named."""
    code = name.removeprefix("net::").strip()
    for pattern, outcome, sentence in _MEANINGS:
        if code == pattern or (pattern.endswith("*") and code.startswith(pattern[:-1])):
            return outcome, f"{sentence}({code})。"
    return Outcome.NET_ERROR, f"网络错误({code or '未知'})。"
