"""Compares addresses as a visitor would: what is the same page, what belongs to the site, what is an article or a file."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_INDEX = re.compile(r"/(?:index|default|main|home)\.(?:s?html?|jsp|jspx|aspx?|php|do|action)$", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|txt|csv|xml|json|zip|rar|7z|gz|tar|exe|apk|msi|jpe?g|png|gif|bmp|webp|svg|ico"
    r"|mp[34]|wav|flv|avi|wmv|mov|m4v|swf|css|js|rss|ceb)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"/t?(?:19|20)\d{6}_\d+\.|/t(?:19|20)\d{6}_|/content/(?:post_)?\d+|content_\d+|/art/\d{4}/|/art_\d+|/post_\d+|/info/\d+/\d+"
    r"|/\d{4}[-/]\d{1,2}[-/]\d{1,2}/|[?&](?:articleid|infoid|contentid|docid|newsid|id)=[\w-]+|/(?:detail|article|show|view)[/_\-]?\w*\d+"
    r"|/[0-9a-f]{32}\b",
    re.IGNORECASE,
)
_PAGING = re.compile(
    r"[/_](?:index|list|default)_\d+\.|[?&](?:page|p|pageno|pageindex|currentpage|curpage|pn)=\d+", re.IGNORECASE
)
_CALENDAR = re.compile(r"[?&](?:date|day|month|year|calendar)=", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def split_address(url: str) -> SplitResult | None:
    """The parts of an address a browser opens over the web, else None (``mailto:``, ``javascript:``, unreadable …)."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it validates it
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


@lru_cache(maxsize=20_000)
def page_key(url: str) -> str:
    """What two addresses of one page have in common: scheme, ``www.``, a default port and ``index.html`` do not count."""
    parts = split_address(url)
    if parts is None:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = _INDEX.sub("/", parts.path or "/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{path.rstrip('/') or '/'}{query}"


def folder_of(url: str) -> str:
    """The folder an address lies in, as a key: ``host/path/`` (an address without file name is its own folder)."""
    parts = split_address(url)
    if parts is None:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = parts.path or "/"
    last = path.rsplit("/", 1)[-1]
    if last and "." not in last:
        return f"{host}{port}{path}/"
    return f"{host}{port}{path[: path.rindex('/') + 1]}"


def same_site(url: str, home: str) -> bool:
    """Whether `url` belongs to the site of `home`: the same host, and below its path when the site is a folder of a host."""
    mine, other = split_address(home), split_address(url)
    if mine is None or other is None:
        return False
    if (mine.hostname or "").removeprefix("www.") != (other.hostname or "").removeprefix(
        "www."
    ) or mine.port != other.port:
        return False
    folder = folder_of(home)
    return folder.count("/") <= 1 or folder_of(url).startswith(folder)


def is_file(url: str) -> bool:
    """Whether the address names a document, picture or program rather than a page."""
    parts = split_address(url)
    return parts is not None and bool(_FILE.search(parts.path))


def is_article_address(url: str) -> bool:
    """Whether the address has the form that content systems give to single articles."""
    return bool(_ARTICLE.search(url))


def is_paging(url: str) -> bool:
    """Whether the address is a further page of a list or a day of a calendar: never worth a visit of its own."""
    return bool(_PAGING.search(url) or _CALENDAR.search(url))
