"""A page lacks a working entry of the national platform for reporting errors on government websites.

查什么:首页和其他页面有没有“我为政府网站找错”入口:脚本 `_jiucuo_`,来自 zfwzgl.www.gov.cn,带本站的网站标识码;
或者指向 zfwzzc.www.gov.cn 找错页面的链接。旧地址、拷到本地的脚本、注释掉的脚本、标识码不对的,都不算规范添加。
首页报告一个;其他页面按原因报告,列出这些页面,数量就是页数。
为什么:这是公众监督政府网站的统一渠道,留言由国务院办公厅转办。
看不到什么:留言是否按期办理(3 个工作日);入口图标是否被别的内容遮住。
依据:国办秘函〔2019〕19号《检查指标》“功能设计 · ‘我为政府网站找错’”(D23):未在首页底部规范添加扣 1 分,
未在其他页面底部规范添加的每页扣 0.2 分,两项合计至多 1 分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from inspector_gui.checks_api import (
    CheckMeta,
    Clear,
    Element,
    Example,
    Found,
    NeedsReview,
    Outcome,
    PageView,
    Place,
    SiteView,
)

META = CheckMeta(
    id="jiucuo_entry_missing",
    title_zh="“我为政府网站找错”入口缺失",
    title_en="Entry for reporting errors missing",
    rules=("D23/1", "D23/2"),
)
CURRENT = re.compile(r"^(?:https?:)?//zfwzgl\.www\.gov\.cn/exposure/jiucuo\.js", re.IGNORECASE)
LINK = re.compile(r"^https?://zfwz(?:zc|gl)\.www\.gov\.cn/.+", re.IGNORECASE)
_OUTDATED = re.compile(r"kaipuyun\.cn|121\.43\.68\.40", re.IGNORECASE)


def check(site: SiteView) -> Iterator[Outcome]:
    code = site.target.site_code.lower()
    if site.home is None:
        yield NeedsReview("首页没有可供判断的快照", rule="D23/1")
    else:
        fault = entry_fault(site.home, code)
        yield _found([site.home], fault, "D23/1") if fault else Clear("首页有规范的找错入口", rule="D23/1")
    inner = [page for page in site.pages if page is not site.home]
    faults: dict[str, list[PageView]] = {}
    for page in inner:
        faults.setdefault(entry_fault(page, code), []).append(page)
    faults.pop("", None)
    for fault, pages in faults.items():
        yield _found(pages, fault, "D23/2")
    if not inner:
        yield NeedsReview("没有其他页面的快照可供判断", rule="D23/2")
    elif not faults:
        yield Clear(f"{len(inner)} 个其他页面都有规范的找错入口", rule="D23/2")


def entry_fault(page: PageView, code: str) -> str:
    """What is wrong with the entry of a page; empty when it is properly there."""
    scripts = [e for e in page.find_all("script") if e.get("id") == "_jiucuo_" or "jiucuo.js" in e.get("src")]
    faults = [_script_fault(script, code) for script in scripts]
    linked = any(LINK.match(e.address("href")) for e in page.find_all("a", "area"))
    if "" in faults or linked:
        return ""
    if faults:
        return faults[0]
    if any("jiucuo" in comment for comment in page.layout.comments):
        return "找错脚本被注释掉,不起作用"
    return "没有找错入口"


def _script_fault(script: Element, code: str) -> str:
    address = script.get("src").strip()
    if _OUTDATED.search(address):
        return f"找错入口仍指向已停用的旧地址({address})"
    if not CURRENT.match(address):
        return f"找错脚本不是统一地址({address or '没有地址'})"
    own_code = script.get("sitecode").strip().lower()
    if not own_code:
        return "找错脚本没有写网站标识码"
    return f"找错脚本的网站标识码 {own_code} 与名册不一致" if code and own_code != code else ""


def _found(pages: list[PageView], fault: str, rule: str) -> Found:
    name = "首页" if rule == "D23/1" else f"{len(pages)} 个其他页面"
    where = tuple(Place(page, page.footer_element, text="页面底部", box=page.footer_box) for page in pages)
    cause = f"jiucuo:{pages[0].url if rule == 'D23/1' else fault}"
    remedy = "按统一代码在页面底部添加找错入口。"
    return Found(f"{name}{fault}", where, cause, rule, Decimal(len(pages)), confidence=0.95, remedy=remedy)


_GOOD = '<script id="_jiucuo_" sitecode="1100000088" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>'
_OLD = _GOOD.replace("https://zfwzgl.www.gov.cn", "http://pucha.kaipuyun.cn")

EXAMPLES = [
    Example("各页都有", {"/": f"首页{_GOOD}", "/a/": f"栏目{_GOOD}"}, {"D23/1": "clear", "D23/2": "clear"}),
    Example(
        "首页没有,内页有",
        {"/": '首页<footer id="found1">主办:某办</footer>', "/a/": f"栏目{_GOOD}"},
        {"D23/1": "found", "D23/2": "clear"},
    ),
    Example(
        "内页的脚本被注释掉",
        {"/": f"首页{_GOOD}", "/a/": f"栏目<!-- {_GOOD} -->"},
        {"D23/1": "clear", "D23/2": "found"},
    ),
    Example("旧地址", {"/": f"首页{_OLD}"}, {"D23/1": "found", "D23/2": "review"}),
    Example("脚本拷到了本地", {"/": "首页" + _GOOD.replace("https://zfwzgl.www.gov.cn", "/js")}, {"D23/1": "found"}),
    Example("标识码是别的网站的", {"/": "首页" + _GOOD.replace("1100000088", "1100000099")}, {"D23/1": "found"}),
    Example(
        "用图片链接到找错平台",
        {"/": '<a href="https://zfwzzc.www.gov.cn/check_web/errorInfo/jcInfo/12"><img src="a.png" alt="找错"></a>'},
        {"D23/1": "clear"},
    ),
    Example("首页没有打开:不能算通过", {"/": "<!-- unfit -->"}, {"D23/1": "review", "D23/2": "review"}),
]
