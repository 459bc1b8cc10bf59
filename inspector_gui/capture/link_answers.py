"""What a server's answer, or the failure to get one, says about a link."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from dataclasses import dataclass

import aiohttp

from inspector_gui.capture.fitness import looks_like_challenge
from inspector_gui.domain.captures import LinkState

#: Statuses by which a server or the firewall before it keeps a visitor out; a person may still get in.
_BLOCKED = frozenset({401, 403, 405, 407, 412, 418, 429, 451, 521})
_MARKUP = re.compile(rb"(?is)<(script|style)\b.*?</\1\s*>|<[^>]*>")
_CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)

_CERTIFICATE = (
    ("expired", "证书已过期"),
    ("not yet valid", "证书尚未生效"),
    ("self-signed", "证书是自签名的"),
    ("self signed", "证书是自签名的"),
    ("hostname mismatch", "证书与域名不符"),
    ("ip address mismatch", "证书与地址不符"),
    ("unable to get local issuer", "证书链不完整或签发机构不受信任"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: its status, the target of a redirect, and the beginning of its body."""

    status: int
    location: str
    content_type: str
    body: bytes


def state_of_answer(answer: Answer) -> tuple[LinkState, str]:
    """(state, Chinese reason; empty when the link works)."""
    status = answer.status
    if status in _BLOCKED:
        return LinkState.BLOCKED, f"服务器拒绝访问({status}),可能需要登录或被防火墙拦截。"
    if status >= 500:
        return LinkState.DEAD, f"服务器出错({status})。"
    if status >= 400:
        return LinkState.DEAD, f"页面不存在({status})。"
    if status in (301, 302, 303, 307, 308):
        return LinkState.DEAD, f"重定向({status})没有给出目标地址。"
    if looks_like_challenge(_visible(answer)):
        return LinkState.BLOCKED, "防火墙要求先通过验证。"
    return LinkState.OK, ""


def _visible(answer: Answer) -> str:
    """Roughly the text of an HTML answer; empty for anything else."""
    if "html" not in answer.content_type.lower():
        return ""
    named = _CHARSET.search(answer.content_type.encode() + b" " + answer.body[:2048])
    charset = named[1].decode() if named else "utf-8"
    try:
        text = _MARKUP.sub(b" ", answer.body).decode(
            "gb18030" if charset.lower().startswith("gb") else charset, "replace"
        )
    except (LookupError, UnicodeError):  # a name Python does not know, or one that is no charset of text
        text = _MARKUP.sub(b" ", answer.body).decode("utf-8", "replace")
    return " ".join(text.split())


def state_of_failure(error: Exception) -> tuple[LinkState, str]:
    """(state, Chinese reason) for a request that got no answer. Texts of the libraries are not passed on."""
    if isinstance(error, (aiohttp.InvalidURL, UnicodeError)):
        return LinkState.DEAD, "地址的写法无效。"
    cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    if isinstance(cause, (ssl.SSLCertVerificationError, ssl.CertificateError)):
        return LinkState.TLS, f"{_certificate_reason(str(cause))}。"
    if isinstance(cause, ssl.SSLError) or isinstance(error, aiohttp.ClientSSLError):
        return LinkState.TLS, "TLS 握手失败。"
    if isinstance(error, aiohttp.ClientConnectorDNSError) or isinstance(cause, socket.gaierror):
        return LinkState.DNS, "域名无法解析。"
    number = getattr(cause, "errno", None)
    if number == errno.ECONNREFUSED:
        return LinkState.UNREACHABLE, "服务器拒绝连接。"
    if number == errno.ECONNRESET:
        return LinkState.UNREACHABLE, "连接被重置。"
    if isinstance(error, (aiohttp.ServerDisconnectedError, EOFError)):
        return LinkState.UNREACHABLE, "服务器没有应答就关闭了连接。"
    return LinkState.UNREACHABLE, "无法连接到服务器。"


def _certificate_reason(text: str) -> str:
    return next((reason for sign, reason in _CERTIFICATE if sign in text.lower()), "证书无效")
