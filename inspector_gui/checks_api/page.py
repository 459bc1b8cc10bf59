"""One captured page as a check sees it: elements with boxes, links, meta tags, header and footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urlsplit

from inspector_gui.domain.captures import Capture, PageRole
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.layout import Element, Layout

_FOOT_WORDS = re.compile(r"ICP备|公网安备|网站标识码|主办(?:单位)?\s*[::]|承办(?:单位)?\s*[::]|版权所有")
_FOOT_NAMES = frozenset(
    {
        "footer",
        "foot",
        "bottom",
        "page-footer",
        "site-footer",
        "footerbox",
        "footbox",
        "foot-box",
        "footer-box",
        "foot_box",
        "wrap-footer",
        "footer-wrap",
        "copyright",
    }
)
#: A footer is more than one line of text: these never are its outermost element.
_INNER_TAGS = frozenset({"a", "b", "em", "font", "i", "li", "p", "span", "strong", "td", "tr", "tbody"})
_RESOURCE_TAGS = {"img": "src", "iframe": "src", "embed": "src", "source": "src", "video": "src", "audio": "src"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: `url` absolute and without fragment, `kind` is ``link``, ``image``,
    ``frame`` or ``media``."""

    url: str
    text: str
    kind: str
    element: Element


@dataclass(frozen=True)
class PageView:
    """A page that can be judged: `capture` says when and how it was observed, `layout` holds its elements."""

    capture: Capture
    layout: Layout

    @property
    def url(self) -> str:
        """The address after redirects."""
        return self.capture.final_url or self.capture.url

    @property
    def host(self) -> str:
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def role(self) -> PageRole:
        return self.capture.role

    @property
    def title(self) -> str:
        return self.capture.title or self.layout.title

    @cached_property
    def text(self) -> str:
        """All text a reader sees, white space folded."""
        return self.layout.root.text

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All elements in document order, those of frames included."""
        return tuple(self.layout.elements)

    def find_all(self, *tags: str) -> Iterator[Element]:
        return (e for e in self.elements if e.tag in tags)

    @cached_property
    def metas(self) -> dict[str, str]:
        """Meta tags by lower-case name; the first non-empty content wins."""
        found: dict[str, str] = {}
        for element in self.find_all("meta"):
            name = (element.get("name") or element.get("property")).strip().lower()
            if name and not found.get(name):
                found[name] = element.get("content").strip()
        return found

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Everything the page points to, in document order, duplicates kept. Addresses are absolute, fragments cut."""
        return tuple(_links(self.elements))

    @cached_property
    def header(self) -> tuple[Element, ...]:
        """Visible elements of the page's head area (banner and main navigation), in document order."""
        limit = self.header_bottom
        return tuple(e for e in self.elements if e.is_visible and e.box is not None and e.box.bottom <= limit + 1)

    @property
    def header_bottom(self) -> float:
        """Where the head area ends, in CSS pixels; 320 px where no header and no main navigation is recognised."""
        return 320.0 if self.recognised_header_bottom is None else self.recognised_header_bottom

    @cached_property
    def recognised_header_bottom(self) -> float | None:
        """The bottom of ``<header>``, of ``<nav>`` on top and of the main navigation row, whichever is lowest."""
        marked = [e.box.bottom for e in self.find_all("header", "nav") if e.is_visible and e.box and _is_on_top(e.box)]
        return max(marked + _link_rows(self.elements, width=self.layout.width), default=None)

    @cached_property
    def footer(self) -> tuple[Element, ...]:
        """Elements of the page's foot area, in document order; scripts and other unrendered ones only inside its markup."""
        root = self.footer_element
        if root is not None:
            return tuple(root.walk())
        limit = self.footer_top
        return tuple(
            e for e in self.elements if e.box is not None and e.box.y >= limit - 1 and e.tag not in ("html", "body")
        )

    @cached_property
    def footer_element(self) -> Element | None:
        """The element marked up as footer, else the smallest one around the marks that only footers carry; None if unclear."""
        low = self._content_height * 0.4
        visible = [e for e in self.elements if e.is_visible and e.box is not None]
        marked = [e for e in visible if e.tag == "footer" and e.closest("article") is None]
        marked = marked[-1:] or [e for e in visible if e.box and e.box.y >= low and _names_footer(e)]
        if marked:
            return marked[0]
        marks = [e for e in visible if e.box and e.box.y >= low and _FOOT_WORDS.search(e.own_text)]
        return _around(marks, tallest=600.0) if marks else None

    @cached_property
    def _content_height(self) -> float:
        """Height of what the page shows; a short page's layout is as tall as the window."""
        body = next(self.find_all("body"), None)
        return (
            body.box.bottom if body is not None and body.box is not None and body.box.area > 0 else self.layout.height
        )

    @cached_property
    def footer_top(self) -> float:
        """Where the foot area begins, in CSS pixels: the footer element, else the lowest quarter (300 px at most)."""
        if self.footer_element is not None and self.footer_element.box is not None:
            return self.footer_element.box.y
        return self._content_height - min(300.0, self._content_height * 0.25)

    @property
    def header_box(self) -> Box:
        return Box(0, 0, self.layout.width, min(self.header_bottom, self.layout.height))

    @property
    def footer_box(self) -> Box:
        return Box(0, self.footer_top, self.layout.width, max(0.0, self.layout.height - self.footer_top))


def _is_on_top(box: Box) -> bool:
    """In the first screen, and wide as banners and main navigations are (side navigation is narrow)."""
    return box.y < 300 and box.height < 600 and box.width >= 500


def _link_rows(elements: tuple[Element, ...], *, width: float) -> list[float]:
    """Bottoms of the rows of short links that cross the upper part of the page: the main navigation, if any."""
    rows: dict[int, list[Box]] = {}
    for element in elements:
        if (
            element.tag == "a"
            and element.is_visible
            and element.box
            and element.box.y < 500
            and 0 < len(element.text) <= 10
        ):
            rows.setdefault(round(element.box.y / 4), []).append(element.box)
    for _, boxes in sorted(rows.items()):
        if len(boxes) >= 4 and max(b.right for b in boxes) - min(b.x for b in boxes) >= min(width, 1200) * 0.35:
            return [max(b.bottom for b in boxes)]
    return []


def _names_footer(element: Element) -> bool:
    words = f"{element.get('id')} {element.get('class')}".lower().split()
    return element.tag in ("div", "table", "section", "td") and any(word in _FOOT_NAMES for word in words)


def _around(marks: list[Element], *, tallest: float) -> Element | None:
    """The smallest element that holds all `marks`, if it is no taller than a footer can be."""
    paths = [[*reversed([mark, *mark.ancestors()])] for mark in marks]
    common: Element | None = None
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    while common is not None and common.box is not None and common.parent is not None and common.tag in _INNER_TAGS:
        common = common.parent
    if common is None or common.box is None or common.tag in ("html", "body") or common.box.height > tallest:
        return None
    return common


def _links(elements: tuple[Element, ...]) -> Iterator[Link]:
    for element in elements:
        if element.tag in ("a", "area") and element.get("href"):
            text = element.text or element.get("title") or _alt_text(element) or element.get("alt")
            yield Link(_without_fragment(element.address("href")), text, "link", element)
        elif element.tag in _RESOURCE_TAGS and element.get(_RESOURCE_TAGS[element.tag]):
            kind = {"iframe": "frame", "img": "image"}.get(element.tag, "media")
            url = _without_fragment(element.address(_RESOURCE_TAGS[element.tag]))
            yield Link(url, element.get("alt") or element.get("title"), kind, element)


def _alt_text(element: Element) -> str:
    return " ".join(e.get("alt") for e in element.find_all("img") if e.get("alt"))


def _without_fragment(url: str) -> str:
    try:
        return urldefrag(url).url
    except ValueError:
        return url


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was seen: a page, and the element that shows it (None: the page as a whole)."""

    page: PageView
    element: Element | None = None
    text: str = ""
    box: Box | None = field(default=None)

    @property
    def shown_box(self) -> Box | None:
        """The box to draw: the explicit one, else the element's."""
        if self.box is not None:
            return self.box
        return self.element.box if self.element is not None else None
