"""Tells the content area of a page from what every page of a site carries: header, navigation, breadcrumb, footer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from inspector_gui.checks_api import Element, PageView
from inspector_gui.engine.addresses import page_key
from inspector_gui.engine.vocabulary import Vocabulary, plain_name

_FRAME_TOKENS = re.compile(
    r"^(?:header|topbar|top-bar|site-header|nav|navs|navbar|navigation|main-nav|mainnav|menu|submenu|subnav|sub-nav"
    r"|footer|foot|copyright|breadcrumb|breadcrumbs|crumb|crumbs|dqwz|weizhi|curpos|sitepath"
    r"|sidebar|side|sidenav|side-nav|side-menu|leftnav|left-nav|left-menu|leftmenu|lmnav|search|searchbox|search-box"
    r"|pager|paging|pagination|pagebar|friendlink|toolbar)$"
)
#: Names that frames and contents alike carry: they decide for parts no taller than a few lines.
_LOOSE_TOKENS = re.compile(r"^(?:head|top|bottom|banner|position|location|path|page|pages|share|bread|skip)$")
_LOOSE_HEIGHT = 100.0
_FRAME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
_BREADCRUMB = re.compile(r"^(?:您?(?:现在的?|当前|所在)的?位置|您的位置|位置\s*[::]|首页\s*[>»›/→-])")
_PAGING = re.compile(
    r"^(?:共?\s*\d+\s*(?:条|页|篇|项)?.{0,4}|第?\s*\d+\s*(?:/\s*\d+\s*)?页.*|每页.*|(?:共|总共|合计).{0,4}\d+.{0,3}(?:条|页|记录).*|[\d\s.<>«»‹›/|-]+)$"
)
_NO_CONTENT_PICTURE = re.compile(r"no[-_]?data|empty|blank|zanwu|loading|logo|banner", re.IGNORECASE)
_SKIPPED_TAGS = frozenset({"script", "style", "noscript", "template", "head", "link", "meta", "option"})
#: A part of a page that is taller than this share of it is not left out by its class name alone.
_FRAME_SHARE = 0.6


@dataclass(frozen=True)
class ContentArea:
    """What is left of a page without its frame: `elements` in document order, none of them inside a left-out part."""

    page: PageView
    elements: tuple[Element, ...]

    def texts(self, vocabulary: Vocabulary, *, known_names: Collection[str]) -> Iterator[tuple[Element, str]]:
        """Texts that say something: not a column's name, not a link of the frame, not paging."""
        for element in self.elements:
            text = element.own_text
            if not text or not element.is_visible or element.tag in ("input", "select", "button"):
                continue
            if plain_name(text) in known_names or vocabulary.is_utility(text) or vocabulary.is_more(text):
                continue
            if not plain_name(text) or _PAGING.match(text):
                continue
            yield element, text

    def media(self, *, common_images: Collection[str]) -> list[Element]:
        """Pictures, films and frames that are content: large enough, and not on other columns' pages as well."""
        return [e for e in self.elements if e.is_visible and _is_medium(e, common_images)]

    @property
    def has_form(self) -> bool:
        """Whether a reader is asked to fill something in (a lone search field is no form)."""
        fields = [
            e for e in self.elements if e.is_visible and e.tag in ("input", "select", "textarea") and _is_field(e)
        ]
        return len(fields) >= 2 or any(e.tag == "textarea" for e in fields)


def content_area(page: PageView, *, known_columns: Collection[str] = ()) -> ContentArea:
    """The content area of `page`; links to `known_columns` (keys of `page_key`) belong to the navigation."""
    found: list[Element] = []
    stack = [page.layout.root]
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED_TAGS or is_frame_part(element, page):
            continue
        if element.tag == "a" and element.get("href") and page_key(element.address("href")) in known_columns:
            continue
        found.append(element)
        stack.extend(reversed(element.children))
    return ContentArea(page, tuple(found))


def is_frame_part(element: Element, page: PageView) -> bool:
    """Whether an element is a part of the page's frame: by markup, by name or by place."""
    if element.tag in ("html", "body", "main", "iframe", "form"):
        return False
    if element is page.footer_element:
        return True
    if element.tag in ("nav", "footer", "header"):
        return element.closest("main", "article") is None
    if element.get("role") in _FRAME_ROLES:
        return True
    box = element.box
    header = page.recognised_header_bottom
    if header is not None and box is not None and box.area > 0 and box.bottom <= header + 1:
        return True
    return _has_frame_name(element, page) or is_breadcrumb(element)


def is_breadcrumb(element: Element) -> bool:
    """Whether an element is the line that says where in the site the page stands (首页 > 政务公开 > …)."""
    if not 1 <= sum(1 for _ in zip(element.walk(), range(30), strict=False)) < 30:
        return False
    if element.box is None or element.box.height > 80:
        return False
    text = element.text
    return 2 < len(text) <= 80 and bool(_BREADCRUMB.match(text))


def _has_frame_name(element: Element, page: PageView) -> bool:
    words = f"{element.get('id')} {element.get('class')}".lower().split()
    height = element.box.height if element.box is not None else 0.0
    if any(_FRAME_TOKENS.match(word) for word in words):
        return height <= page.layout.height * _FRAME_SHARE
    return height <= _LOOSE_HEIGHT and any(_LOOSE_TOKENS.match(word) for word in words)


def _is_medium(element: Element, common_images: Collection[str]) -> bool:
    box = element.box
    if box is None or box.width < 80 or box.height < 60:
        return False
    if element.tag == "img":
        address = element.address("src")
        named = f"{address.rsplit('/', 1)[-1]} {element.get('alt')} {element.get('class')}"
        return bool(address) and address not in common_images and not _NO_CONTENT_PICTURE.search(named)
    if element.tag == "iframe":
        return not element.children  # a frame that could not be read; one that could counts by what it holds
    return element.tag in ("video", "audio", "embed", "object", "canvas")


def _is_field(element: Element) -> bool:
    return element.get("type").lower() not in ("hidden", "submit", "button", "image", "reset", "search")
