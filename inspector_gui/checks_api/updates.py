"""Answers whether a column was updated in a period, and whether a kind of column is really absent; unknown is not fresh."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from inspector_gui.checks_api.page import Place
from inspector_gui.checks_api.site import Column, Item, SiteView

#: Fewer recognised columns than this, and the site's navigation was probably not understood.
_NAVIGATION = 3
#: A list of which less than this share shows dates cannot be judged by its dates.
_DATED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Update:
    """When a column was last updated: `state` is ``fresh``, ``stale`` or ``unknown`` (then `reason` says why).

    `newest` is the entry with the latest date not after the monitoring point, `days` how long before it that was;
    `where` shows it. `cause` names the fact for findings (``stale:URL``, or ``blank:URL`` for a column without entries).
    """

    column: Column
    state: str
    newest: Item | None = None
    days: int = 0
    reason: str = ""
    where: tuple[Place, ...] = ()

    @property
    def cause(self) -> str:
        return f"{'stale' if self.newest else 'blank'}:{self.column.url}"

    @property
    def text(self) -> str:
        """One sentence: what was last published when."""
        if self.newest is None or self.newest.date is None:
            return f"栏目“{self.column.name}”没有任何条目"
        return f"栏目“{self.column.name}”最近更新为 {self.newest.date.isoformat()},距监测时间点 {self.days} 天"


def last_update(site: SiteView, column: Column, *, since: dt.date) -> Update:
    """Whether `column`, or a column of its kind below it, has an entry dated from `since` to the monitoring point."""
    group = (column, *(c for c in site.below(column) if c.kind in (column.kind, "other")))
    newest, owner = None, column
    for member in group:
        item = member.newest(until=site.as_of)
        if item is not None and (newest is None or _date(item) > _date(newest)):
            newest, owner = item, member
    where = _shown(newest, owner)
    days = (site.as_of - _date(newest)).days if newest else 0
    if newest is not None and _date(newest) >= since:
        return Update(column, "fresh", newest, days, where=where)
    reason = next((text for member in group if (text := _doubt(member, site.as_of))), "")
    return Update(column, "unknown" if reason else "stale", newest, days, reason, where)


def doubt_of_absence(site: SiteView, *, kind: str, words: str) -> tuple[str, tuple[Place, ...]] | None:
    """Why it cannot be said that the site lacks a column of `kind`, and where to look; None when it can.

    `words` is a regular expression for names that would contradict the absence wherever they stand on the home page.
    """
    if site.home is None:
        return "首页没有可供判断的快照,无法认定有无该栏目", ()
    named = [e for e in site.home.elements if e.is_visible and len(e.own_text) <= 12 and re.search(words, e.own_text)]
    if named:
        return "首页上有类似名称,但没有认出对应的栏目", tuple(Place(site.home, e) for e in named[:5])
    outside = [c for c in site.columns if c.kind == f"outside:{kind}" and c.link is not None]
    if outside:
        return "该栏目设在其他网站上,需人工查看", tuple(c.link for c in outside if c.link is not None)
    if len(site.columns) < _NAVIGATION:
        return "首页导航中认出的栏目太少,无法认定有无该栏目", (Place(site.home),)
    unseen = [c for c in site.columns if c.level == 1 and c.page is None and c.link is not None]
    if unseen:
        names = "、".join(c.name for c in unseen[:5])
        return f"一级栏目“{names}”没有可供判断的快照,该栏目可能在其下", tuple(
            c.link for c in unseen if c.link is not None
        )
    return None


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day `months` earlier, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _doubt(column: Column, as_of: dt.date) -> str:
    name = f"栏目“{column.name}”"
    if column.page is None:
        return f"{name}没有可供判断的快照{f'({column.unfit.reason})' if column.unfit and column.unfit.reason else ''}"
    if column.is_loading:
        return f"{name}的快照停在“加载中”"
    if column.only_after(as_of):
        return f"{name}首屏只见监测时间点之后的日期"
    if column.items and len(column.dated) < _DATED_SHARE * len(column.items):
        return f"{name}的条目没有可读的日期"
    if (
        not column.items
        and not column.lists_columns
        and (column.media_count or column.has_form or column.content_chars > 12)
    ):
        return f"{name}的页面没有认出列表" if column.empty_notice is None else ""
    return ""


def _shown(newest: Item | None, owner: Column) -> tuple[Place, ...]:
    if newest is not None and owner.page is not None:
        return (Place(owner.page, newest.date_element or newest.element, text=newest.date_text or newest.title),)
    return (owner.place,) if owner.place is not None else ()


def _date(item: Item) -> dt.date:
    return item.date or dt.date.min
