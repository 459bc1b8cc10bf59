"""The head of a page does not show the name of the site.

查什么:首页和各类页面的页头(横幅和主导航以上)是否显著写着网站名称:大号文字、标题,或图片的替代文字。
名称前可以有上级地名,“人民政府”可以简作“政府”。有页面没有的,全站报告一个,列出这些页面。
为什么:公众在任何一页都应一眼看出这是谁的网站。
看不到什么:只画在图片里、没有替代文字的名称(照样报告,可信度较低,由人看图确认);名称本身是否规范。
依据:国办秘函〔2019〕19号《检查指标》“功能设计 · 域名名称”(D20):未在全部页面头部区域显著展示网站名称的扣 1 分。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    id="site_name_missing_in_header",
    title_zh="页头没有网站名称",
    title_en="Site name missing in the header",
    rules=("D20/3",),
)
#: A name in running text or a welcome line is not a prominent one.
PROMINENT_PX, PROMINENT_PICTURE_PX, EXTRA_CHARS = 18.0, 24.0, 14
_DECORATION = re.compile(r"[\s··•|—_“”\"'()()【】-]+")
_ENDING = re.compile(r"(?:政府)?(?:门户)?(?:官方)?网站?$|门户网$")


def check(site: SiteView) -> Iterator[Outcome]:
    if not site.pages or not site.target.has_name:
        yield NeedsReview("名册中没有网站名称,请人工核对页头" if site.pages else "没有可供判断的页面快照")
        return
    without = [page for page in site.pages if not shows_name(page, site.target.name)]
    if without:
        yield _found(without, len(site.pages), site.target.name)
    if site.home is None:
        yield NeedsReview("首页没有可供判断的快照,其页头未检查")
    elif not without:
        yield Clear(f"{len(site.pages)} 个页面的页头都有网站名称")


def shows_name(page: PageView, name: str) -> bool:
    """Whether the head area shows `name` in large letters or in a picture with alternative text."""
    wanted = _forms(name)
    return any(_is_name(text, wanted) for e in page.elements if _is_in_head(e, page) for text in _prominent_texts(e))


def _forms(name: str) -> set[str]:
    plain = _DECORATION.sub("", name)
    short = _ENDING.sub("", plain) or plain
    full = short if short.endswith(("府", "局", "委", "厅", "办")) else plain
    return {full, full.replace("人民政府", "政府")}


def _is_name(text: str, wanted: set[str]) -> bool:
    plain = _DECORATION.sub("", text)
    return any(
        form in plain and len(plain) <= len(form) + EXTRA_CHARS and not plain.startswith(f"{form}关于")
        for form in wanted
    )


def _is_in_head(element: Element, page: PageView) -> bool:
    box = element.box
    return box is not None and element.is_visible and box.y < page.header_bottom and box.height <= 600


def _prominent_texts(element: Element) -> Iterator[str]:
    if element.box is None:
        return
    if element.tag in ("img", "area", "input") and element.box.height >= PROMINENT_PICTURE_PX:
        yield element.get("alt") or element.get("title")
    elif element.tag not in ("html", "body"):
        yield _large_text(element)
        if element.box.height >= PROMINENT_PICTURE_PX:  # a background picture with its name for screen readers
            yield element.get("title") or element.get("aria-label")


def _large_text(element: Element) -> str:
    """What an element and the few below it say in large letters."""
    parts = [e for e, _ in zip(element.walk(), range(8), strict=False) if e.own_text]
    return "".join(e.own_text for e in parts if float(e.styles.get("font-size", "0px")[:-2] or 0) >= PROMINENT_PX)


def _found(pages: list[PageView], total: int, name: str) -> Found:
    where = tuple(Place(page, _banner(page), text="页头", box=page.header_box) for page in pages)
    scope = "所查页面的页头都" if len(pages) == total else f"{len(pages)} 个页面的页头"
    picture = any(_banner(page) is not None for page in pages)
    hint = ";页头只有没有替代文字的图片,请看图确认" if picture else ""
    remedy = "在全部页面头部显著位置写明网站名称;用图片的,写好替代文字。"
    return Found(
        f"{scope}没有显著写明“{name}”{hint}", where, "site-name", confidence=0.6 if picture else 0.9, remedy=remedy
    )


def _banner(page: PageView) -> Element | None:
    """A large picture without alternative text in the head area: the name may be drawn in it."""
    pictures = [e for e in page.find_all("img") if _is_in_head(e, page) and not e.get("alt") and e.box]
    return next((e for e in pictures if e.box and e.box.width >= 150 and e.box.height >= 30), None)


_NAV = '<nav><a href="/">首页</a> <a href="/xw/">要闻</a> <a href="/zwgk/">政务公开</a></nav><p>正文</p>'
_NAME = "<h1>云溪区人民政府</h1>"


def _home(header: str) -> dict[str, str]:
    return {"/": f"<header>{header}</header>{_NAV}"}


_SLOGAN = '<h1>云水之间 溪畔之城</h1><p style="font-size:12px">欢迎访问云溪区人民政府网站</p>'
_ALT, _NO_ALT = 'alt="云溪区人民政府网站"', 'id="found1"'
_ARTICLE = '<h1 style="font-size:26px">云溪区人民政府关于印发《停车办法》的通知</h1>'

EXAMPLES = [
    Example("大号文字,字间有空格,前有市名", _home('<h1 id="clear1">示范市 云 溪 区 人民政府</h1>'), {"D20/3": "clear"}),
    Example("图片有替代文字", _home(f'<img src="/logo.png" {_ALT} width="400" height="80">'), {"D20/3": "clear"}),
    Example("图片没有替代文字", _home(f'<img src="/logo.png" {_NO_ALT} width="400" height="80">'), {"D20/3": "found"}),
    Example(
        "首页有,内页只有口号和欢迎词", {**_home(_NAME), "/xw/": f"<header>{_SLOGAN}</header>{_NAV}"}, {"D20/3": "found"}
    ),
    Example("文章标题里的机关名称不是网站名称", {"/t1.html": f"{_NAV}{_ARTICLE}"}, {"D20/3": "found"}),
    Example("名册里只有网址,没有名称", _home(_NAME), {"D20/3": "review"}, name="www.yunxi.example"),
    Example(
        "首页没有打开:不能算通过",
        {"/": "<!-- unfit -->", "/xw/": f"<header>{_NAME}</header>{_NAV}"},
        {"D20/3": "review"},
    ),
]
