"""Five or more news, notice and policy columns were not updated in their period: the whole site fails.

查什么:逐个栏目计算最近更新日期:动态、要闻类栏目看监测时间点前 2 周,一级通知公告和政策文件类栏目看前 6 个月;
未更新的合计达到 5 个,逐个报告。不足 5 个时不报告,各栏目由相应扣分指标处理。
为什么:这是单项否决指标:大面积停更说明网站实际无人维护。
看不到什么:栏目归类靠名称,机关自造的名称可能归错;条目没有日期、设在其他网站或没有打开的栏目不计入,
可能使合计达到 5 个时提请人工判断。机构职能、年报、法规等本来不常更新的栏目不计。
依据:国办秘函〔2019〕19号《检查指标》单项否决“栏目不更新”(VW4)第 1 条:合计达到(含)5 个。
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
    NotApplicable,
    Outcome,
    SiteView,
    Update,
    last_update,
    months_before,
)

META = CheckMeta(
    id="stale_columns_veto",
    title_zh="未更新的动态、公告、政策栏目达到 5 个",
    title_en="Five or more news, notice and policy columns not updated",
    rules=("VW4/1",),
)
THRESHOLD = 5
NEWS_WINDOW = dt.timedelta(days=14)
MONTHS = 6


def check(site: SiteView) -> Iterator[Outcome]:
    updates = _updates(site)
    if not updates:
        if site.home is None:
            yield NeedsReview("首页没有可供判断的快照,无法清点栏目")
        else:
            yield NotApplicable("没有认出动态、通知公告、政策文件类栏目")
        return
    stale = [u for u in updates if u.state == "stale"]
    unknown = [u for u in updates if u.state == "unknown"]
    if len(stale) >= THRESHOLD:
        for update in stale:
            text = f"{update.text};全站未更新的动态、公告、政策栏目共 {len(stale)} 个"
            yield Found(
                text, update.where, update.cause, confidence=0.9, remedy="尽快恢复更新,或按程序归并、下线该栏目。"
            )
    elif len(stale) + len(unknown) >= THRESHOLD:
        where = tuple(place for u in unknown for place in u.where)
        yield NeedsReview(
            f"已知 {len(stale)} 个栏目未更新,另有 {len(unknown)} 个无法判断,可能达到 {THRESHOLD} 个", where
        )
    else:
        yield Clear(f"清点了 {len(updates)} 个栏目,未更新 {len(stale)} 个")


def _updates(site: SiteView) -> list[Update]:
    news = [last_update(site, c, since=site.as_of - NEWS_WINDOW) for c in site.columns_of("news")]
    since = months_before(site.as_of, MONTHS)
    others = [c for kind in ("notice", "policy") for c in site.top_columns_of(kind)]
    return news + [last_update(site, column, since=since) for column in others]


_NAMES = {
    "/yw/": "要闻",
    "/bm/": "部门动态",
    "/jz/": "街镇动态",
    "/gg/": "通知公告",
    "/gs/": "公示公告",
    "/zc/": "政策文件",
}
_NAV = "<nav>" + "".join(f'<a href="{path}">{name}</a> ' for path, name in _NAMES.items()) + "</nav>"


def _site(*dates: str, mark: str) -> dict[str, str]:
    """A home page and one list page per column; the dates in the order of the navigation."""
    pages = {"/": _NAV}
    for number, (path, day) in enumerate(zip(_NAMES, dates, strict=True)):
        name = f' id="{mark}{number}"' if mark else ""
        pages[path] = f"{_NAV}<ul><li><a href='t1.html'>关于有关事项的报道</a><span{name}>{day}</span></li></ul>"
    return pages


_OLD = ("2021-05-18", "2021-04-30", "2021-03-12", "2020-12-11", "2020-11-20", "2020-10-15")

EXAMPLES = [
    Example("六个栏目都未更新", _site(*_OLD, mark="found"), {"VW4/1": "found"}),
    Example("四个未更新:不到五个", _site(*_OLD[:4], "2021-06-17", "2021-06-11", mark="clear"), {"VW4/1": "clear"}),
    Example("三个未更新,三个没有日期", _site(*_OLD[:3], "", "", "", mark=""), {"VW4/1": "review"}),
    Example(
        "年度公报停在 2019 年是正常的",
        {
            path: html.replace("公示公告", "2019年政府公报").replace("部门动态", "机构职能")
            for path, html in _site(*_OLD, mark="clear").items()
        },
        {"VW4/1": "clear"},
    ),
    Example("没有这几类栏目", {"/": '<nav><a href="/jg/">机构职能</a></nav>'}, {"VW4/1": "not_applicable"}),
]
