"""The news column is missing, or its newest entry is more than two weeks older than the monitoring point.

查什么:首页导航及其下两级中有没有“动态要闻”类栏目(要闻、新闻中心、工作动态等);有,则取该栏目及其下同类栏目列表中
不晚于监测时间点的最新日期,早于监测时间点前 14 天的,报告“未更新”。部门动态、街镇动态等分栏目不单独扣这一条。
为什么:动态要闻是公众了解政府工作的首要窗口,长期不更新说明网站无人维护。
看不到什么:条目没有日期的列表、设在其他网站上的栏目、首屏之外的条目;日期是否造假。遇到前两种情形提请人工判断。
依据:国办秘函〔2019〕19号《检查指标》“发布解读 · 动态要闻”(D04):无此栏目扣 5 分;监测时间点前 2 周内未更新扣 5 分。
"""

from __future__ import annotations

import datetime as dt
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
)

META = CheckMeta(
    id="stale_news_column",
    title_zh="动态要闻栏目缺失或两周未更新",
    title_en="News column missing or not updated for two weeks",
    rules=("D04/1", "D04/2"),
)
WINDOW = dt.timedelta(days=14)


def check(site: SiteView) -> Iterator[Outcome]:
    news = site.columns_of("news")
    if not news:
        yield from _absent(site)
        return
    yield Clear(f"有动态要闻类栏目“{news[0].name}”", rule="D04/1")
    top = site.top_columns_of("news")
    main = [c for c in top if c.is_primary] or list(top)
    updates = [last_update(site, column, since=site.as_of - WINDOW) for column in main]
    fresh = [u for u in updates if u.state == "fresh"]
    if fresh:
        yield Clear(fresh[0].text, rule="D04/2")
        return
    for update in updates:
        if update.state == "unknown":
            yield NeedsReview(f"{update.reason},不能认定两周内是否更新", update.where, rule="D04/2")
    if all(u.state == "stale" for u in updates):
        where = tuple(place for u in updates for place in u.where)
        text = f"{updates[0].text},超过 2 周"
        yield Found(
            text, where, updates[0].cause, rule="D04/2", remedy="及时发布本地区、本部门的工作动态,至少每两周更新一次。"
        )


def _absent(site: SiteView) -> Iterator[Outcome]:
    doubt = doubt_of_absence(site, kind="news", words="要闻|新闻|动态|资讯")
    if doubt is not None or site.home is None:
        reason, where = doubt or ("", ())
        yield NeedsReview(reason, where, rule="D04/1")
    else:
        place = Place(site.home, text="首页导航", box=site.home.header_box)
        yield Found("首页导航及下级栏目中没有动态要闻类栏目", (place,), "absent:news", rule="D04/1", confidence=0.7)
    yield NeedsReview("没有认出动态要闻类栏目,无从判断更新情况", rule="D04/2")


_NAV = '<nav><a href="/">首页</a><a href="/yw/">要闻动态</a><a href="/zwgk/">政务公开</a><a href="/bsfw/">办事服务</a></nav>'
_NO_NEWS = (
    '<nav><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/bsfw/">服务</a><a href="/hdjl/">互动</a></nav>'
)


def _list(*entries: str) -> str:
    return f"{_NAV}<main><h2>要闻动态</h2><ul>{''.join(f'<li>{entry}</li>' for entry in entries)}</ul></main>"


EXAMPLES = [
    Example(
        "最新一条距监测时间点 40 天",
        {
            "/": _NAV,
            "/yw/": _list(
                '<a href="t1.html">区长调研重点工程</a><span id="found1">2021-05-21</span>',
                '<a href="t2.html">全区安全生产会议召开</a><span>2021-05-11</span>',
                '<a href="t3.html">文化惠民演出走进社区</a><span>2021-05-02</span>',
            ),
        },
        {"D04/1": "clear", "D04/2": "found"},
    ),
    Example(
        "日期不带年份,仍是新的;标题中的旧日期不算",
        {
            "/": _NAV,
            "/yw/": _list(
                '<a href="t1.html">区委召开2020-01-02专题会</a><em id="clear1">[06-28]</em>',
                '<a href="t2.html">防汛演练今日举行</a><em>[06-20]</em>',
                '<a href="t3.html">迎新春书画展开展</a><em>[01-30]</em>',
            ),
        },
        {"D04/2": "clear"},
    ),
    Example(
        "以后的活动日期不算更新",
        {
            "/": _NAV,
            "/yw/": _list(
                '<a href="t1.html">音乐节预告</a><span>2021-09-18</span>',
                '<a href="t2.html">区政府召开常务会议</a><span id="found1">2021-06-01</span>',
            ),
        },
        {"D04/2": "found"},
    ),
    Example(
        "刚好 14 天",
        {
            "/": _NAV,
            "/yw/": _list(
                '<a href="t1.html">区政府召开常务会议</a><b id="clear1">2021/6/16</b>',
                '<a href="t2.html">道路养护工程完工</a><b>2021/6/2</b>',
            ),
        },
        {"D04/2": "clear"},
    ),
    Example(
        "条目没有日期:不能认定",
        {
            "/": _NAV,
            "/yw/": _list(
                '<a href="a1.html">区长调研重点工程</a>',
                '<a href="a2.html">安全生产会议召开</a>',
                '<a href="a3.html">文化惠民演出</a>',
            ),
        },
        {"D04/2": "review"},
    ),
    Example(
        "没有动态要闻类栏目",
        {"/": _NO_NEWS}
        | {path: _NO_NEWS + "<main>" + "内容" * 40 + "</main>" for path in ("/zwgk/", "/bsfw/", "/hdjl/")},
        {"D04/1": "found", "D04/2": "review"},
    ),
    Example("栏目页面没有打开:不能认定", {"/": _NAV, "/yw/": "<!-- unfit -->"}, {"D04/1": "clear", "D04/2": "review"}),
]
