"""One inspected site as a check sees it: its pages, its columns with dated items, its articles, its tested links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from inspector_gui.checks_api.page import PageView, Place
from inspector_gui.domain.captures import Capture, LinkResult
from inspector_gui.domain.layout import Element
from inspector_gui.domain.targets import Website


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a column's list. `date` is None when no date can be read; `date_text` is what stands on the page."""

    title: str
    url: str
    element: Element
    date: dt.date | None = None
    date_text: str = ""
    date_element: Element | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) of the site.

    `kind` is a class of resources/vocabulary/columns.json (``news``, ``notice``, ``policy``, ``interpretation``, …,
    ``other``), `level` 1 for columns of the home page's navigation and 2 for those below. `page` is None when the
    column was not captured; `items` are the dated or undated entries of its list; `is_list` says whether the page is a
    list at all (an article, a form or a static text is none); `lists_columns` that it leads on to sub-columns.

    What the content area (the page without header, navigation, breadcrumb and footer) holds: `content_chars` characters
    of text beside the items, `media_count` pictures, films and frames, `has_form` input fields; `empty_notice` is the
    element that says that nothing is there yet (暂无内容), `is_loading` that it only says that it is being loaded.

    `is_primary` tells the site's own news column from those of its parts (部门动态); `parent_url` is the column it was
    found under (empty: the home page); `unfit` the observation that could not be judged, where `page` is None.
    """

    name: str
    url: str
    kind: str
    level: int
    page: PageView | None = None
    items: tuple[Item, ...] = ()
    is_list: bool = False
    lists_columns: bool = False
    content_chars: int = 0
    content_element: Element | None = None
    empty_notice: Element | None = None
    media_count: int = 0
    has_form: bool = False
    is_loading: bool = False
    is_primary: bool = True
    parent_url: str = ""
    link: Place | None = None
    unfit: Capture | None = None

    @property
    def place(self) -> Place | None:
        """Where to look: the list or content area of the column's page, else the link that leads to it."""
        if self.page is not None:
            return Place(self.page, self.content_element, text=self.name)
        return self.link

    @property
    def dated(self) -> tuple[Item, ...]:
        return tuple(i for i in self.items if i.date is not None)

    def newest(self, *, until: dt.date) -> Item | None:
        """The item with the latest date not after `until` (dates of coming events are no updates)."""
        past = [i for i in self.dated if i.date is not None and i.date <= until]
        return max(past, key=lambda i: i.date or dt.date.min, default=None)

    def only_after(self, day: dt.date) -> bool:
        """Whether all dates are later than `day`: then the list seen says nothing about the time before."""
        return bool(self.dated) and all(i.date is not None and i.date > day for i in self.dated)


@dataclass(frozen=True)
class SiteView:
    """Everything recorded of one site in one round, ready to be judged. `as_of` is the monitoring point."""

    target: Website
    as_of: dt.date
    pages: tuple[PageView, ...] = ()
    columns: tuple[Column, ...] = ()
    links: Mapping[str, LinkResult] = field(default_factory=dict)
    unfit: tuple[Capture, ...] = ()
    """Captures that cannot be judged, each with its reason: blocked is not broken, unknown is not fresh."""

    @cached_property
    def home(self) -> PageView | None:
        return next((p for p in self.pages if p.role.value == "home"), None)

    @cached_property
    def articles(self) -> tuple[PageView, ...]:
        return tuple(p for p in self.pages if p.role.value == "article")

    @cached_property
    def column_pages(self) -> tuple[PageView, ...]:
        return tuple(p for p in self.pages if p.role.value == "column")

    def columns_of(self, *kinds: str) -> tuple[Column, ...]:
        """Columns of these kinds, in the order of the navigation."""
        return tuple(c for c in self.columns if c.kind in kinds)

    def top_columns_of(self, kind: str) -> tuple[Column, ...]:
        """Columns of one kind that do not lie below another column of that kind (the first-level ones)."""
        own = {c.url for c in self.columns_of(kind)}
        return tuple(c for c in self.columns_of(kind) if not any(above.url in own for above in self.above(c)))

    def above(self, column: Column) -> tuple[Column, ...]:
        """The columns above one, nearest first."""
        found: list[Column] = []
        parent = self._by_url.get(column.parent_url)
        while parent is not None and parent is not column and all(parent is not one for one in found):
            found.append(parent)
            parent = self._by_url.get(parent.parent_url)
        return tuple(found)

    def below(self, column: Column) -> tuple[Column, ...]:
        """All columns below one, at any depth."""
        return tuple(c for c in self.columns if any(above is column for above in self.above(c)))

    @cached_property
    def _by_url(self) -> dict[str, Column]:
        return {c.url: c for c in self.columns}
