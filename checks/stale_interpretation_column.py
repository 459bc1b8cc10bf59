"""The first-level policy-interpretation column is missing, or was not updated in the six months before the monitoring point.

查什么:首页导航及其下两级中有没有“政策解读”类栏目;有,则取一级政策解读栏目及其下各子栏目列表中不晚于监测时间点的最新日期,
早于监测时间点前 6 个月的,报告“未更新”。有几个同类一级栏目时,其中一个已更新即不报告。
为什么:解读与文件应同步公开;半年没有解读,公众难以看懂新的政策。
看不到什么:条目没有日期的列表、设在其他网站(如上级政策解读平台)上的栏目、首屏之外的条目;这些情形提请人工判断。
依据:国办秘函〔2019〕19号《检查指标》“发布解读 · 政策解读”(D06):无此栏目扣 5 分;
一级政策解读栏目监测时间点前 6 个月内未更新扣 5 分。
"""

from __future__ import annotations

from collections.abc import Iterator

from inspector_gui.checks_api import (
    CheckMeta,
    Clear,
    Example,
    Found,
    NeedsReview,
    Outcome,
    Place,
    SiteView,
    doubt_of_absence,
    last_update,
    months_before,
)

META = CheckMeta(
    id="stale_interpretation_column",
    title_zh="政策解读栏目缺失或六个月未更新",
    title_en="Policy-interpretation column missing or not updated for six months",
    rules=("D06/1", "D06/2"),
)
MONTHS = 6


def check(site: SiteView) -> Iterator[Outcome]:
    columns = site.top_columns_of("interpretation")
    if not columns:
        yield from _absent(site)
        return
    yield Clear(f"有政策解读类栏目“{columns[0].name}”", rule="D06/1")
    since = months_before(site.as_of, MONTHS)
    updates = [last_update(site, column, since=since) for column in columns]
    fresh = [u for u in updates if u.state == "fresh"]
    if fresh:
        yield Clear(fresh[0].text, rule="D06/2")
        return
    for update in updates:
        if update.state == "unknown":
            yield NeedsReview(f"{update.reason},不能认定 {MONTHS} 个月内是否更新", update.where, rule="D06/2")
    if all(u.state == "stale" for u in updates):
        where = tuple(place for u in updates for place in u.where)
        text = f"{updates[0].text},超过 {MONTHS} 个月"
        yield Found(text, where, updates[0].cause, rule="D06/2", remedy="新文件公开的同时发布解读材料。")


def _absent(site: SiteView) -> Iterator[Outcome]:
    doubt = doubt_of_absence(site, kind="interpretation", words="解读|图解|一图读懂")
    if doubt is not None or site.home is None:
        reason, where = doubt or ("", ())
        yield NeedsReview(reason, where, rule="D06/1")
    else:
        place = Place(site.home, text="首页导航", box=site.home.header_box)
        yield Found(
            "首页导航及下级栏目中没有政策解读类栏目", (place,), "absent:interpretation", rule="D06/1", confidence=0.7
        )
    yield NeedsReview("没有认出政策解读类栏目,无从判断更新情况", rule="D06/2")


_NAV = '<nav><a href="/">首页</a><a href="/xw/">要闻</a><a href="/zwgk/">政务公开</a><a href="/zwgk/zcjd/">政策解读</a></nav>'
_BARE = (
    '<nav><a href="/">首页</a><a href="/xw/">要闻</a><a href="/zwgk/">政务公开</a><a href="/bsfw/">办事服务</a></nav>'
)


def _page(*rows: str) -> str:
    return f"{_NAV}<main><h1>政策解读</h1><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></main>"


EXAMPLES = [
    Example(
        "最新一条在七个多月以前",
        {
            "/": _NAV,
            "/zwgk/zcjd/": _page(
                '<td><a href="t1.html">《停车管理办法》政策解读</a></td><td id="found1">2020年11月12日</td>',
                '<td><a href="t2.html">一图读懂《社会救助实施办法》</a></td><td>2020年9月3日</td>',
            ),
        },
        {"D06/1": "clear", "D06/2": "found"},
    ),
    Example(
        "去年十二月三十日,刚好六个月",
        {
            "/": _NAV,
            "/zwgk/zcjd/": _page(
                '<td><a href="t1.html">《停车管理办法》政策解读</a></td><td id="clear1">2020.12.30</td>',
                '<td><a href="t2.html">一图读懂《社会救助实施办法》</a></td><td>2020.01.05</td>',
            ),
        },
        {"D06/2": "clear"},
    ),
    Example(
        "本级列表旧,子栏目里有新的",
        {
            "/": _NAV,
            "/zwgk/zcjd/": _NAV
            + '<h2><a href="/zwgk/zcjd/qzf/">区政府文件解读</a></h2>'
            + '<ul><li><a href="t1.html">一图读懂《社会救助实施办法》</a><i id="clear1">2020-02-01</i></li></ul>',
            "/zwgk/zcjd/qzf/": _NAV
            + '<ul><li><a href="t9.html">《停车管理办法》政策解读</a><i>2021-06-02</i></li></ul>',
        },
        {"D06/2": "clear"},
    ),
    Example(
        "栏目设在上级网站:不能认定",
        {"/": _BARE.replace('<a href="/bsfw/">办事服务</a>', '<a href="http://www.city.example/zc/">政策解读</a>')},
        {"D06/1": "review", "D06/2": "review"},
    ),
    Example(
        "没有政策解读类栏目",
        {"/": _BARE} | {path: _BARE + "<main>" + "内容" * 40 + "</main>" for path in ("/xw/", "/zwgk/", "/bsfw/")},
        {"D06/1": "found", "D06/2": "review"},
    ),
]
