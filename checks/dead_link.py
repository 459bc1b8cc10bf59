"""A link, picture or attachment on a page does not open.

查什么:首页和其他页面上的链接、图片、附件和内嵌页面,打开返回“不存在”或服务器错误、域名不存在、连接被拒绝的,
每个不同的地址报告一个。首页上有的算首页(D22/1),只在其他页面上有的算其他页面(D22/2)。
为什么:点不开的链接让公众白跑一趟,也说明内容无人维护。
看不到什么:能打开但内容不对的链接;从本工作站的网络看不到的情形。被对方拦截(403 等)、打开慢、证书有问题的不算打不开,
单列出来提请人工判断:被拦截不等于打不开。
依据:国办秘函〔2019〕19号《检查指标》“功能设计 · 可用性”(D22):首页每个扣 0.2 分,其他页面每个扣 0.1 分。
"""

from __future__ import annotations

from collections.abc import Iterator

from inspector_gui.checks_api import (
    CheckMeta,
    Clear,
    Example,
    Found,
    LinkResult,
    LinkState,
    NeedsReview,
    Outcome,
    PageView,
    Place,
    SiteView,
)

META = CheckMeta(id="dead_link", title_zh="链接打不开", title_en="Link that does not open", rules=("D22/1", "D22/2"))
#: States that count, with how sure they are after the second test.
BROKEN = {LinkState.DEAD: 1.0, LinkState.DNS: 0.9, LinkState.UNREACHABLE: 0.8}
UNCLEAR = {LinkState.BLOCKED: "被对方拦截", LinkState.SLOW: "打开超时", LinkState.TLS: "证书有问题"}
_KINDS = {"link": "链接", "image": "图片", "frame": "内嵌页面", "media": "音视频"}
_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".ofd", ".zip", ".rar", ".txt")
_MOST_NAMED = 20


def check(site: SiteView) -> Iterator[Outcome]:
    on_home = {link.url for link in site.home.links} if site.home is not None else set()
    inner = [page for page in site.pages if page is not site.home]
    yield from _judged(site, [site.home] if site.home else [], "D22/1", skip=set(), name="首页")
    yield from _judged(site, inner, "D22/2", skip=on_home, name="其他页面")


def _judged(site: SiteView, pages: list[PageView], rule: str, *, skip: set[str], name: str) -> Iterator[Outcome]:
    seen: dict[str, list[Place]] = {}
    kinds: dict[str, str] = {}
    for page in pages:
        for link in page.links:
            if link.url not in skip and link.url.startswith(("http://", "https://")):
                seen.setdefault(link.url, []).append(Place(page, link.element, text=link.text or link.url))
                kinds.setdefault(link.url, link.kind)
    tested = {url: site.links[url] for url in seen if url in site.links}
    broken = {url: result for url, result in tested.items() if result.state in BROKEN}
    for url, result in broken.items():
        yield _found(url, result, seen[url], kinds[url], rule)
    unclear = {url: result for url, result in tested.items() if result.state in UNCLEAR}
    if unclear:
        yield _to_look_at(unclear, seen, rule, name)
    if not tested:
        reason = f"{name}没有可供判断的快照" if not pages else f"{name}的链接还没有测试"
        yield NeedsReview(reason, rule=rule)
    elif not broken:
        untested = f",{len(seen) - len(tested)} 个未测" if len(seen) > len(tested) else ""
        yield Clear(f"测试了{name}的 {len(tested)} 个地址,没有打不开的{untested}", rule=rule)


def _found(url: str, result: LinkResult, places: list[Place], kind: str, rule: str) -> Found:
    retest = "" if result.tries >= 2 else ",尚未复测"
    confidence = BROKEN[result.state] * (1.0 if result.tries >= 2 else 0.6)
    what = "附件" if kind == "link" and url.lower().split("?")[0].endswith(_FILES) else _KINDS.get(kind, "链接")
    text = f"{what}“{_short(places[0].text)}”打不开({_reason(result)}{retest}):{url}"
    return Found(text, tuple(places), f"link:{url}", rule=rule, confidence=confidence, remedy="更正或撤下该链接。")


def _reason(result: LinkResult) -> str:
    if result.state is LinkState.DEAD:
        return f"返回 {result.status}" if result.status else result.reason or "无效应答"
    return "域名不存在" if result.state is LinkState.DNS else "连接被拒绝或中断"


def _to_look_at(unclear: dict[str, LinkResult], seen: dict[str, list[Place]], rule: str, name: str) -> NeedsReview:
    counted = {word: sum(1 for r in unclear.values() if r.state is state) for state, word in UNCLEAR.items()}
    facts = "、".join(f"{word} {number} 个" for word, number in counted.items() if number)
    where = tuple(seen[url][0] for url in unclear)[:_MOST_NAMED]
    return NeedsReview(f"{name}有 {len(unclear)} 个地址无法从本机判断能否打开({facts})", where, rule=rule)


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


_HOME = '<p><a id="{mark}" href="{href}">专题</a> <a id="clear9" href="/zwgk/">政务公开</a></p>'

EXAMPLES = [
    Example(
        "首页链接返回 404",
        {"/": _HOME.format(mark="found1", href="/zt/")},
        {"D22/1": "found", "D22/2": "review"},
        {"/zt/": "dead"},
    ),
    Example(
        "首页链接的域名不存在;内页图片和附件失效",
        {
            "/": _HOME.format(mark="found1", href="http://ly.yunxi.invalid/"),
            "/zwgk/": '<img id="found2" src="/a.jpg" width="90" height="90"><a id="found3" href="/b.doc">权力清单</a>',
        },
        {"D22/1": "found", "D22/2": "found"},
        {"http://ly.yunxi.invalid/": "dns", "/a.jpg": "dead", "/b.doc": "dead"},
    ),
    Example(
        "被对方拦截不等于打不开",
        {"/": _HOME.format(mark="clear1", href="http://zwfw.province.example/")},
        {"D22/1": "clear"},
        {"http://zwfw.province.example/": "blocked"},
    ),
    Example(
        "打开慢、证书有问题:不算打不开",
        {"/": _HOME.format(mark="clear1", href="/slow/") + '<a id="clear2" href="https://a.example/">地图</a>'},
        {"D22/1": "clear"},
        {"/slow/": "slow", "https://a.example/": "tls"},
    ),
    Example(
        "邮件、电话、脚本不是网页链接",
        {
            "/": '<a id="clear1" href="mailto:a@b.cn">邮箱</a><a id="clear2" href="tel:12345">热线</a>'
            '<a id="clear3" href="javascript:void(0)">长者模式</a><a href="/zwgk/">公开</a>'
        },
        {"D22/1": "clear"},
    ),
    Example("首页没有打开:不能算通过", {"/": "<!-- unfit -->"}, {"D22/1": "review", "D22/2": "review"}),
]
