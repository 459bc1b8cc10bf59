"""Turns the text of register cells into checked values (addresses, site codes, classes) or says what is wrong."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from inspector_gui.domain.targets import TargetClass

#: Longest address and longest other text that a register may hold.
MAXIMUM_URL = 2_000
MAXIMUM_TEXT = 200

_CLASSES = {
    "门户": TargetClass.PORTAL, "政府门户": TargetClass.PORTAL, "门户网站": TargetClass.PORTAL,
    "政府门户网站": TargetClass.PORTAL, "portal": TargetClass.PORTAL,
    "部门": TargetClass.DEPARTMENT, "部门网站": TargetClass.DEPARTMENT, "department": TargetClass.DEPARTMENT,
    "专项": TargetClass.SPECIAL, "专项网站": TargetClass.SPECIAL, "special": TargetClass.SPECIAL,
}
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_SITE_CODE = re.compile(r"[A-Za-z0-9]{1,20}")


class Refused(Exception):
    """A value that cannot be taken, with the reason in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def clean_text(text: str) -> str:
    """`text` with runs of blanks and line breaks made one blank. Raises `Refused` for invisible characters."""
    joined = " ".join(text.split())
    for character in joined:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            code = f"U+{ord(character):04X}"
            raise Refused(f"含有看不见的字符 {code},请重新输入", f"it holds the invisible {code}: type it anew")
    if len(joined) > MAXIMUM_URL:
        raise Refused(f"长达 {len(joined):,} 字", f"it is {len(joined):,} characters long")
    return joined


def short_text(text: str) -> str:
    """A name or unit. Raises `Refused` when longer than `MAXIMUM_TEXT` characters."""
    if len(text) > MAXIMUM_TEXT:
        raise Refused(f"长达 {len(text)} 字,最多 {MAXIMUM_TEXT} 字",
                      f"it has {len(text)} characters, at most {MAXIMUM_TEXT} are taken")
    return text


def parse_class(text: str) -> TargetClass:
    """门户/部门/专项 or portal/department/special. Raises `Refused` for another word."""
    found = _CLASSES.get(unicodedata.normalize("NFKC", text).replace(" ", "").lower())
    if found is None:
        raise Refused("网站类别应为 门户、部门 或 专项", "the class must be portal, department or special")
    return found


def parse_site_code(text: str) -> str:
    """网站标识码, letters and digits. Raises `Refused` otherwise."""
    code = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not _SITE_CODE.fullmatch(code):
        raise Refused("网站标识码只能由字母和数字组成", "a site code consists of letters and digits")
    return code


def parse_address(text: str) -> str:
    """The home page as an absolute http(s) address with ASCII host, path at least ``/``, no fragment.

    A missing scheme becomes ``http://``. Raises `Refused` for any other scheme, credentials, blanks, and hosts that
    are no host name, IPv4 or IPv6 address.
    """
    address = unicodedata.normalize("NFKC", text)
    if any(c.isspace() or c in '\\"<>^`{|}' for c in address):
        raise Refused("网址中有空格或不允许的字符", "the address holds a blank or a character that is not allowed")
    try:
        parts = urlsplit(_with_scheme(address))
        port = parts.port
    except ValueError as error:
        raise Refused("网址写法不对", "the address is malformed") from error
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise Refused("网址中不能带用户名或密码", "an address with a user name or password is not taken")
    if port == 0:
        raise Refused("网址的端口不对", "the port of the address is wrong")
    return _assembled(parts, _ascii_host(parts.hostname or ""), port)


def _with_scheme(address: str) -> str:
    if address.startswith("//"):
        return "http:" + address
    scheme = _SCHEME.match(address)
    if scheme is None:
        return "http://" + address
    name = scheme.group(1).lower()
    if name not in ("http", "https"):
        raise Refused(f"只接受 http 和 https 网址,不接受 {name}:", f"only http and https are taken, not {name}:")
    if not address[scheme.end():].startswith("//"):
        raise Refused("网址写法不对,应形如 http://www.example.gov.cn/",
                      "the address is malformed: write http://www.example.gov.cn/")
    return address


def _assembled(parts: SplitResult, host: str, port: int | None) -> str:
    standard = {"http": 80, "https": 443}[parts.scheme]
    where = f"[{host}]" if ":" in host else host
    if port is not None and port != standard:
        where += f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{where}{parts.path or '/'}{query}"


def _ascii_host(host: str) -> str:
    if not host:
        raise Refused("网址中没有主机名", "the address names no host")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise Refused(f"主机名 {host} 写法不对", f"the host name {host} is malformed") from error
    labels = name.split(".")
    well_formed = len(name) <= 253 and all(_LABEL.fullmatch(label) for label in labels)
    numeric = labels[-1].isdigit() or labels[-1].startswith("0x")
    if not well_formed or numeric or (len(labels) == 1 and name != "localhost"):
        raise Refused(f"主机名 {host} 写法不对", f"the host name {host} is malformed")
    return name
