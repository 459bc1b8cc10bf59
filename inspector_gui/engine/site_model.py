"""Builds what checks see of a site (`SiteView`) from its stored observations: pages, column tree, dated entries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from inspector_gui.checks_api import Column, Element, Item, PageRole, PageView, Place, SiteView
from inspector_gui.domain.captures import Capture, LinkResult
from inspector_gui.domain.layout import Layout
from inspector_gui.domain.targets import Website
from inspector_gui.engine.addresses import folder_of, page_key
from inspector_gui.engine.columns import ColumnLink, Origin, column_links, outside_columns
from inspector_gui.engine.content import content_area
from inspector_gui.engine.dates import find_full_date
from inspector_gui.engine.items import find_items
from inspector_gui.engine.vocabulary import Vocabulary, default_vocabulary, plain_name

#: Content with at least this many characters beside its entries is a text, not a list.
_TEXT_CHARS = 400
_COMMON_SHARE = 0.6


def build_site_view(
    *,
    target: Website,
    as_of: dt.date,
    captures: Sequence[tuple[Capture, Layout]],
    unfit: Sequence[Capture],
    links: Mapping[str, LinkResult],
    vocabulary: Vocabulary | None = None,
) -> SiteView:
    """What checks see of one site. Pure: the same observations always give the same view.

    `captures` are the observations that can be judged, in the order taken; `unfit` the others, each with its reason.
    """
    words = vocabulary or default_vocabulary()
    pages = tuple(PageView(capture, layout) for capture, layout in captures)
    tree = _Tree(pages, unfit, home=_home_address(target, pages), words=words)
    reader = _ColumnReader(tree, as_of=as_of, site_name=target.name, words=words)
    columns = tuple(reader.read(node) for node in tree.nodes.values())
    outside = tuple(_outside_column(link, tree.home_page, words) for link in tree.outside)
    return SiteView(
        target=target, as_of=as_of, pages=pages, columns=columns + outside, links=dict(links), unfit=tuple(unfit)
    )


def _home_address(target: Website, pages: Sequence[PageView]) -> str:
    home = next((page for page in pages if page.role is PageRole.HOME), None)
    return home.url if home is not None else target.url


@dataclass
class _Node:
    """A column while the tree is built."""

    link: ColumnLink
    found_on: PageView
    parent: str = ""
    level: int = 1


@dataclass
class _Tree:
    """The column tree: from the home page's links, then from those of the column pages, upper ones first."""

    pages: tuple[PageView, ...]
    unfit: Sequence[Capture]
    home: str
    words: Vocabulary
    nodes: dict[str, _Node] = field(default_factory=dict)
    outside: list[ColumnLink] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.home_page = next((page for page in self.pages if page.role is PageRole.HOME), None)
        self.page_of = {key: page for page in reversed(self.pages) for key in _keys(page)}
        self.unfit_of = {page_key(capture.url): capture for capture in self.unfit}
        if self.home_page is not None:
            for link in column_links(self.home_page, home=self.home, vocabulary=self.words):
                self.nodes[page_key(link.url)] = _Node(link, self.home_page)
            self.outside = outside_columns(self.home_page, home=self.home, vocabulary=self.words)
        self._grow()
        self._set_levels()

    def _grow(self) -> None:
        """Add the columns that column pages lead to; what is not in the home page's navigation hangs below them."""
        waiting = sorted(self.nodes, key=lambda key: self.nodes[key].link.origin)
        done: set[str] = set()
        while waiting:
            key = waiting.pop(0)
            page = self.page_of.get(key)
            if key in done or page is None or page.role is PageRole.HOME:
                continue
            done.add(key)
            for link in column_links(page, home=self.home, vocabulary=self.words):
                child = page_key(link.url)
                if child not in self.nodes:
                    self.nodes[child] = _Node(link, page, parent=self._parent_for(key, child))
                    waiting.append(child)
                elif self._may_adopt(key, child):
                    self.nodes[child].parent = key

    def _may_adopt(self, key: str, child: str) -> bool:
        """A column known only from a section of the home page belongs to the navigation's column that lists it."""
        node = self.nodes[child]
        surer = node.link.origin > Origin.NAVIGATION and self.nodes[key].link.origin is Origin.NAVIGATION
        return surer and not node.parent and child != key and self.nodes[key].parent != child

    def _parent_for(self, key: str, child: str) -> str:
        """Side navigation lists sisters as well as children: a sister hangs where its sister hangs."""
        node = self.nodes[key]
        if not node.parent or child.startswith(key.rstrip("/") + "/"):
            return key
        return node.parent

    def _set_levels(self) -> None:
        for key, node in self.nodes.items():
            if not node.parent and node.link.origin > Origin.NAVIGATION:
                node.parent = self._parent_by_folder(key)
        for key in self.nodes:
            self.nodes[key].level = len(self._path(key))

    def _parent_by_folder(self, key: str) -> str:
        own = folder_of(self.nodes[key].link.url)
        above = [
            (len(folder), other)
            for other, node in self.nodes.items()
            if other != key
            and own != (folder := folder_of(node.link.url))
            and own.startswith(folder)
            and folder.count("/") > 1
        ]
        return max(above, default=(0, ""))[1]

    def _path(self, key: str) -> list[str]:
        path: list[str] = []
        while key and key not in path:
            path.append(key)
            key = self.nodes[key].parent if key in self.nodes else ""
        return path

    def children_of(self, key: str) -> list[str]:
        return [other for other, node in self.nodes.items() if node.parent == key]


class _ColumnReader:
    """Reads the page of each column: its entries, and what else its content area holds."""

    def __init__(self, tree: _Tree, *, as_of: dt.date, site_name: str, words: Vocabulary) -> None:
        self.tree = tree
        self.as_of = as_of
        self.words = words
        names = {plain_name(site_name)} | {plain_name(node.link.name) for node in tree.nodes.values()}
        self.names = names | _common_texts(tree.pages, words)
        self.common_images = _common_images(tree.pages)
        self.frame_links = set(tree.nodes) | _common_links(tree.pages)
        self.published = _published(tree.pages)

    def read(self, node: _Node) -> Column:
        key = page_key(node.link.url)
        page = self.tree.page_of.get(key)
        parent = self.tree.nodes.get(node.parent)
        column = Column(
            name=node.link.name,
            url=node.link.url,
            kind=self._kind(node, page),
            level=node.level,
            is_primary=not self.words.is_secondary(node.link.name),
            parent_url=parent.link.url if parent else "",
            link=Place(node.found_on, node.link.element, text=node.link.name),
            unfit=self.tree.unfit_of.get(key),
        )
        if page is None or page.role is PageRole.HOME:
            return column
        return self._with_content(column, page, bool(self.tree.children_of(key)))

    def _kind(self, node: _Node, page: PageView | None) -> str:
        kind = self.words.kind_of(node.link.name)
        if kind == "other" and page is not None:
            own_name = page.metas.get("columnname", "")
            return self.words.kind_of(own_name) if own_name else kind
        return kind

    def _with_content(self, column: Column, page: PageView, has_children: bool) -> Column:
        area = content_area(page, known_columns=self.frame_links)
        items = find_items(
            area, vocabulary=self.words, as_of=self.as_of, seen=_day_of(page.capture), published=self.published
        )
        taken = {id(e) for item in items for e in item.element.walk()}
        names = self.names | {plain_name(page.title), plain_name(column.name)}
        texts = [(e, t) for e, t in area.texts(self.words, known_names=names) if id(e) not in taken]
        chars = sum(len(text) for _, text in texts)
        dated = sum(1 for item in items if item.date is not None)
        return replace(
            column,
            page=page,
            items=items,
            is_list=dated >= 1 or (len(items) >= 3 and chars < _TEXT_CHARS),
            lists_columns=has_children,
            content_chars=chars,
            content_element=_content_element(items, area.elements, texts),
            empty_notice=next((e for e, text in texts if len(text) <= 40 and self.words.says_empty(text)), None),
            media_count=len(area.media(common_images=self.common_images)),
            has_form=area.has_form,
            is_loading=not items and chars <= 40 and any(self.words.says_loading(text) for _, text in texts),
        )


def _keys(page: PageView) -> set[str]:
    return {page_key(page.capture.url), page_key(page.url)}


def _outside_column(link: ColumnLink, home: PageView | None, words: Vocabulary) -> Column:
    """A column that is kept on another site: it exists, but cannot be judged here."""
    place = Place(home, link.element, text=link.name) if home is not None else None
    return Column(name=link.name, url=link.url, kind=f"outside:{words.kind_of(link.name)}", level=1, link=place)


def _common_images(pages: Iterable[PageView]) -> set[str]:
    """Pictures that stand on several pages: part of the frame, not of a page's content."""
    counted = Counter(url for page in pages for url in {e.address("src") for e in page.find_all("img")} if url)
    return {url for url, pages_with_it in counted.items() if pages_with_it >= 2}


def _common_links(pages: Sequence[PageView]) -> set[str]:
    """Links that most pages carry (recommended, topics, friends): part of the frame, not of a column's list."""
    counted = Counter(
        key for page in pages for key in {page_key(link.url) for link in page.links if link.kind == "link"}
    )
    needed = max(4, _COMMON_SHARE * len(pages))
    return {key for key, times in counted.items() if times >= needed}


def _common_texts(pages: Sequence[PageView], words: Vocabulary) -> set[str]:
    """Texts that most pages show (welcome line, date of today, slogans): part of the frame, wherever they stand."""
    counted = Counter(text for page in pages for text in {plain_name(e.own_text) for e in page.elements if e.own_text})
    needed = max(3, _COMMON_SHARE * len(pages))
    return {text for text, times in counted.items() if times >= needed and not words.says_empty(text)}


def _published(pages: Iterable[PageView]) -> dict[str, dt.date]:
    """Publication dates of the articles that were opened, from their ``PubDate`` tag."""
    dates = {page: find_full_date(page.metas.get("pubdate", "")) for page in pages if page.role is PageRole.ARTICLE}
    return {key: day for page, day in dates.items() if day is not None for key in _keys(page)}


def _day_of(capture: Capture) -> dt.date:
    return dt.datetime.fromisoformat(capture.taken_at).date()


def _content_element(
    items: Sequence[Item], elements: Sequence[Element], texts: Sequence[tuple[Element, str]]
) -> Element | None:
    """What to show of a column: the list around its first entries, else the element that says something."""
    if items:
        return items[0].element.parent if items[0].element.tag in ("li", "tr", "dd") else items[0].element
    if texts:
        return texts[0][0]
    return next((e for e in elements if e.tag in ("main", "article") and e.is_visible), None)
