"""Recognises the entries of a column's list, in whatever way a site builds it, with the date printed beside each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inspector_gui.checks_api import Element, Item
from inspector_gui.engine.addresses import is_paging, page_key, split_address
from inspector_gui.engine.content import ContentArea
from inspector_gui.engine.dates import WrittenDate, complete_years, date_in_address, read_date, read_trailing_date
from inspector_gui.engine.vocabulary import Vocabulary, plain_name

_ROW_TAGS = ("li", "tr", "dd", "dl", "article")
_ROW_HEIGHT = 260.0
_ROW_TEXT = 500
_TITLE_CHARS = 4
#: Dates of what is announced, not of the announcement.
_EVENT = re.compile(r"活动|截止|会议|举办|报名|考试|开庭|施行|生效|实施|成文|有效期|起止|开始|结束")


@dataclass(frozen=True, slots=True)
class _Row:
    """A list entry before its year is known."""

    element: Element
    anchor: Element | None
    title: str
    url: str
    written: WrittenDate | None = None
    date_text: str = ""
    date_element: Element | None = None


def find_items(
    area: ContentArea, *, vocabulary: Vocabulary, as_of: dt.date, seen: dt.date, published: Mapping[str, dt.date]
) -> tuple[Item, ...]:
    """The entries of the lists in a content area, in document order.

    `seen` is the day of the observation (for 昨天); `published` gives the dates of opened articles by `page_key`,
    used where the list shows none.
    """
    rows = _main_rows(_with_trailing_dates(_rows(area, vocabulary, seen)))
    return tuple(item for group in _groups(rows) for item in _items(group, as_of, published))


def _rows(area: ContentArea, vocabulary: Vocabulary, seen: dt.date) -> list[_Row]:
    anchors = [e for e in area.elements if e.tag == "a" and _is_item_anchor(e, vocabulary)]
    inside = {id(e) for e in area.elements}
    crowded = _crowded(anchors)
    rows: dict[int, tuple[Element, list[Element]]] = {}
    for anchor in anchors:
        row = _row_of(anchor, crowded, inside)
        rows.setdefault(id(row), (row, []))[1].append(anchor)
    linked = [_linked_row(row, members, seen) for row, members in rows.values()]
    plain = _plain_rows(area, taken=set(rows), seen=seen)
    order = {id(e): n for n, e in enumerate(area.elements)}
    return sorted([*linked, *plain], key=lambda r: order.get(id(r.element), 0))


def _is_item_anchor(anchor: Element, vocabulary: Vocabulary) -> bool:
    if not anchor.is_visible and not any(child.is_visible for child in anchor.walk()):
        return False
    href = anchor.get("href").strip()
    if not href and not anchor.get("onclick"):
        return False
    if href and not href.lower().startswith("javascript") and split_address(anchor.address("href")) is None:
        return False
    text = _title_of(anchor)
    if vocabulary.is_utility(text) or vocabulary.is_more(text) or is_paging(anchor.address("href")):
        return False
    return len(plain_name(text)) >= _TITLE_CHARS and not plain_name(text).isdigit()


def _title_of(anchor: Element) -> str:
    return (
        anchor.text or anchor.get("title") or next((i.get("alt") for i in anchor.find_all("img") if i.get("alt")), "")
    )


def _crowded(anchors: Sequence[Element]) -> set[int]:
    """Elements that hold links to more than one address: too large to be one entry."""
    first: dict[int, str] = {}
    crowded: set[int] = set()
    for anchor in anchors:
        url = anchor.address("href") or str(id(anchor))
        for element in anchor.ancestors():
            if first.setdefault(id(element), url) != url:
                crowded.add(id(element))
    return crowded


def _row_of(anchor: Element, crowded: set[int], inside: set[int]) -> Element:
    """The largest element around a link that holds this entry alone; a list item or table row with few links is one."""
    marked = anchor.closest(*_ROW_TAGS)
    if marked is not None and id(marked) in inside and _fits_a_row(marked) and _is_one_entry(marked, crowded):
        return marked
    path = [anchor]
    for element in anchor.ancestors():
        if id(element) in crowded:
            return path[-1]
        if id(element) not in inside or element.tag in ("body", "html", "iframe", "table", "ul"):
            break
        path.append(element)
    # The only link of its surroundings is no list entry that could be outlined by its neighbours: take its own line.
    return next((e for e in path[1:] if e.tag in ("p", "div", "td", "dt", "section")), anchor)


def _is_one_entry(element: Element, crowded: set[int]) -> bool:
    """A row of several links is one entry when it carries a date (部门 | 标题 | 日期), else several side by side."""
    return id(element) not in crowded or any(read_date(e.own_text) for e in element.walk() if e.own_text)


def _fits_a_row(element: Element) -> bool:
    if element.box is not None and element.box.height > _ROW_HEIGHT:
        return False
    return len({a.address("href") for a in element.find_all("a")}) <= 3 and len(element.text) <= _ROW_TEXT


def _linked_row(row: Element, anchors: list[Element], seen: dt.date) -> _Row:
    anchor = max(anchors, key=lambda a: len(_title_of(a)))
    written, date_element = _date_in(row, anchor, seen)
    date_text = date_element.own_text or date_element.text if date_element is not None else ""
    title = _title_of(anchor)
    if date_text and date_text in title:
        title = title.replace(date_text, "", 1).strip(" []()【】") or title
    url = anchor.address("href")
    return _Row(row, anchor, title, url if split_address(url) else "", written, date_text, date_element)


def _plain_rows(area: ContentArea, *, taken: set[int], seen: dt.date) -> Iterator[_Row]:
    """Dated list items and table rows without a link of their own (opened by script, or not at all)."""
    for element in area.elements:
        if (
            element.tag not in ("li", "tr", "dd")
            or id(element) in taken
            or not element.is_visible
            or not _fits_a_row(element)
        ):
            continue
        if any(id(e) in taken for e in [*element.walk(), *element.ancestors()]):
            continue
        written, date_element = _date_in(element, None, seen)
        if written is None or date_element is None or (date_element is element and not element.children):
            continue
        text = element.text.replace(date_element.text, "").strip()
        if len(plain_name(text)) >= _TITLE_CHARS:
            yield _Row(element, None, text[:100], "", written, date_element.own_text or date_element.text, date_element)


def _date_in(row: Element, anchor: Element | None, seen: dt.date) -> tuple[WrittenDate | None, Element | None]:
    """The date that stands by itself in an entry: one with a year first, else one without."""
    short: tuple[WrittenDate | None, Element | None] = (None, None)
    for element in row.walk():
        for text in _date_texts(element, anchor):
            written = read_date(text, seen=seen)
            if written is not None and written.year is not None:
                return written, element
            if written is not None and short[0] is None:
                short = (written, element)
    return short


def _date_texts(element: Element, anchor: Element | None) -> Iterator[str]:
    """Texts of an element that may be a date: its own, its small children's together (28 / 2021-06), its words."""
    if element is anchor and not element.children:
        return
    own = element.own_text
    if (
        element.children
        and len(element.children) <= 4
        and sum(1 for _ in zip(element.walk(), range(8), strict=False)) < 8
    ):
        yield element.text
    for one, other in pairwise(element.children):
        if 0 < len(one.own_text) <= 8 and 0 < len(other.own_text) <= 8:
            yield f"{one.own_text} {other.own_text}"
    if own:
        yield own
    inside_link = anchor is not None and (element is anchor or anchor in element.ancestors())
    if " " in own and not inside_link and not _EVENT.search(own) and len(own) <= 80:
        yield from (word for word in own.split() if len(word) >= 8)


def _with_trailing_dates(rows: list[_Row]) -> list[_Row]:
    """Where no entry has a date of its own but most titles end in one, that is the list's date."""
    if not rows or any(row.written for row in rows):
        return rows
    trailing = [read_trailing_date(row.title) for row in rows]
    if sum(1 for t in trailing if t) < max(2, 0.6 * len(rows)):
        return rows
    return [
        replace(
            row, written=found[0], title=found[1], date_text=row.title[len(found[1]) :].strip(), date_element=row.anchor
        )
        if found
        else row
        for row, found in zip(rows, trailing, strict=True)
    ]


def _main_rows(rows: list[_Row]) -> list[_Row]:
    """Without narrow lists beside the main one (热门推荐, 最新文章): they show other columns' entries."""
    groups = _groups(rows)
    if len(groups) < 2:
        return rows
    widest = max(groups, key=lambda group: (_width(group), len(group)))
    left, right = _span(widest)
    return [
        row
        for group in groups
        for row in group
        if group is widest or _width(group) >= 0.5 * _width(widest) or _overlaps(_span(group), left, right)
    ]


def _groups(rows: Sequence[_Row]) -> list[list[_Row]]:
    groups: dict[int, list[_Row]] = {}
    for row in rows:
        groups.setdefault(id(row.element.parent), []).append(row)
    return list(groups.values())


def _width(group: Sequence[_Row]) -> float:
    return max((row.element.box.width for row in group if row.element.box), default=0.0)


def _span(group: Sequence[_Row]) -> tuple[float, float]:
    boxes = [row.element.box for row in group if row.element.box]
    return min((b.x for b in boxes), default=0.0), max((b.right for b in boxes), default=0.0)


def _overlaps(span: tuple[float, float], left: float, right: float) -> bool:
    middle = (span[0] + span[1]) / 2
    return left <= middle <= right


def _items(group: Sequence[_Row], as_of: dt.date, published: Mapping[str, dt.date]) -> Iterator[Item]:
    hints = [date_in_address(row.url) or published.get(page_key(row.url)) for row in group]
    days = complete_years([row.written for row in group], as_of=as_of, hints=hints)
    for row, day in zip(group, days, strict=True):
        yield Item(
            title=row.title,
            url=row.url,
            element=row.element,
            date=day or published.get(page_key(row.url)),
            date_text=row.date_text,
            date_element=row.date_element,
        )
