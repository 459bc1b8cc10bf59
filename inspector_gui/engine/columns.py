"""Recognises the links that lead to columns (栏目): navigation, section headings with 更多, sub-navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from inspector_gui.checks_api import Element, Link, PageRole, PageView
from inspector_gui.engine.addresses import (
    folder_of,
    is_article_address,
    is_file,
    is_paging,
    page_key,
    same_site,
    split_address,
)
from inspector_gui.engine.content import is_breadcrumb
from inspector_gui.engine.dates import read_date
from inspector_gui.engine.vocabulary import Vocabulary, default_vocabulary, plain_name

_NAVIGATION = re.compile(r"nav|menu|daohang|sidebar|side-?list|left-?list|lanmu|sub-?list|column", re.IGNORECASE)
_HEADING = re.compile(r"^(?:.*[-_])?(?:title|tit|hd|tab|tabs|head|heading|bt|mc)(?:[-_].*)?$", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LIST_ADDRESS = re.compile(r"/$|/[^/.]+$|/(?:index|list|default|col|channel|lm|node|more)[\w-]*\.\w+$", re.IGNORECASE)
_LONGEST_NAME, _SHORTEST_NAME = 14, 2
#: Bounds against sites whose every word is a link.
_MOST_ON_HOME, _MOST_BELOW = 80, 40


class Origin(IntEnum):
    """How a link to a column was recognised; the lower, the surer."""

    NAVIGATION = 0
    SECTION = 1
    NAME = 2
    BELOW = 3


@dataclass(frozen=True, slots=True)
class ColumnLink:
    """A link that leads to a column."""

    name: str
    url: str
    element: Element
    origin: Origin


def column_links(page: PageView, *, home: str, vocabulary: Vocabulary | None = None) -> list[ColumnLink]:
    """Links from `page` to columns of the site of `home`, each address once, in document order."""
    words = vocabulary or default_vocabulary()
    found: dict[str, ColumnLink] = {}
    own = {page_key(page.url), page_key(page.capture.url), page_key(home)}
    for link in page.links:
        if link.kind != "link" or not _may_be_column(link, home) or page_key(link.url) in own:
            continue
        candidate = _recognised(link, page, words)
        key = page_key(link.url)
        if candidate is not None and (key not in found or candidate.origin < found[key].origin):
            found[key] = candidate
    most = _MOST_ON_HOME if page.role is PageRole.HOME else _MOST_BELOW
    return list(found.values())[:most]


def outside_columns(page: PageView, *, home: str, vocabulary: Vocabulary | None = None) -> list[ColumnLink]:
    """Links of the navigation and the section headings that lead to another site but are named like a column."""
    words = vocabulary or default_vocabulary()
    outside = [
        link for link in page.links if link.kind == "link" and split_address(link.url) and not same_site(link.url, home)
    ]
    named = [link for link in outside if is_column_name(link.text, words) and words.kind_of(link.text) != "other"]
    return [
        ColumnLink(plain_name(link.text), link.url, link.element, Origin.NAVIGATION)
        for link in named
        if _in_navigation(link.element, page) or _in_heading(link.element)
    ]


def is_column_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a link's text can be the name of a column: a few Chinese characters, no utility, no date."""
    name = plain_name(text)
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or not _CHINESE.search(name):
        return False
    return not vocabulary.is_utility(name) and not vocabulary.is_more(text) and read_date(name) is None


def _may_be_column(link: Link, home: str) -> bool:
    return (
        bool(split_address(link.url))
        and same_site(link.url, home)
        and not is_file(link.url)
        and not is_paging(link.url)
    )


def _recognised(link: Link, page: PageView, words: Vocabulary) -> ColumnLink | None:
    element, is_more = link.element, words.is_more(link.text)
    name = link.text if is_more else _short_name(link)
    if not is_more and not is_column_name(name, words):
        return None
    if _in_footer(element, page) or any(is_breadcrumb(e) for e in _near(element, 3)):
        return None
    if is_more:
        name = _heading_before(element, words)
        return ColumnLink(name, link.url, element, Origin.SECTION) if name else None
    origin = _origin(link, page, words)
    return ColumnLink(plain_name(name), link.url, element, origin) if origin is not None else None


def _short_name(link: Link) -> str:
    """The link's text; of a card that also describes the column, its heading."""
    heading = next(link.element.find_all("h2", "h3", "h4", "h5", "dt"), None)
    return heading.text if heading is not None and heading.text else link.text


def _origin(link: Link, page: PageView, words: Vocabulary) -> Origin | None:
    element = link.element
    if _in_navigation(element, page):
        return Origin.NAVIGATION
    if is_article_address(link.url) or _has_date_beside(element):
        return None
    is_list = bool(_LIST_ADDRESS.search(link.url.split("?")[0]))
    if _in_heading(element) and (is_list or words.kind_of(link.text) != "other"):
        return Origin.SECTION
    if is_list and words.kind_of(link.text) != "other":
        return Origin.NAME
    below = folder_of(link.url).startswith(folder_of(page.url)) and folder_of(link.url) != folder_of(page.url)
    return Origin.BELOW if page.role is PageRole.COLUMN and is_list and below else None


def _in_navigation(element: Element, page: PageView) -> bool:
    if element.closest("nav") is not None:
        return True
    if any(
        _NAVIGATION.search(f"{e.get('id')} {e.get('class')}") or e.get("role") == "navigation"
        for e in _near(element, 6)
    ):
        return True
    header = page.recognised_header_bottom
    return header is not None and element.box is not None and element.box.area > 0 and element.box.bottom <= header + 2


def _in_heading(element: Element) -> bool:
    return any(
        e.tag in ("h1", "h2", "h3", "h4", "dt", "caption")
        or any(_HEADING.match(word) for word in e.get("class").split())
        for e in [element, *_near(element, 3)]
    )


def _in_footer(element: Element, page: PageView) -> bool:
    footer = page.footer_element
    return footer is not None and any(e is footer for e in element.ancestors())


def _has_date_beside(element: Element) -> bool:
    """Whether the link is an entry of a dated list rather than a name."""
    row = element.closest("li", "tr", "dd")
    if row is None or len(row.text) > 200:
        return False
    return any(read_date(e.own_text) is not None for e in row.walk() if e.own_text)


def _heading_before(more: Element, words: Vocabulary) -> str:
    """The heading that a 更多 link belongs to: the first short text of the smallest box around both."""
    for box in _near(more, 6):
        for element in box.walk():
            if element is more:
                break
            if element.own_text and is_column_name(element.own_text, words):
                return plain_name(element.own_text)
    return ""


def _near(element: Element, steps: int) -> Iterator[Element]:
    """The nearest ancestors, the page's body excluded."""
    for _, ancestor in zip(range(steps), element.ancestors(), strict=False):
        if ancestor.tag in ("body", "html"):
            return
        yield ancestor
