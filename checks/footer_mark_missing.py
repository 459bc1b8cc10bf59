"""The foot of a page lacks one of the six identification marks that every page has to carry.

查什么:全部页面底部应有六项:党政机关网站标识、网站标识码、ICP 备案编号、公安机关备案标识、主办单位、联系方式。
文字、图片替代文字、链接地址和脚本写入的内容都算。缺一项报告一个,列出缺这一项的页面;网站标识码与名册不一致也视为缺。
为什么:六项标识让公众确认网站的真实身份和主办者。
看不到什么:只画在图片里、没有替代文字的标识;标识证书上的名称是否与网站一致。
依据:国办秘函〔2019〕19号《检查指标》“功能设计 · 网站标识”(D21)缺一项扣 0.5 分;编号格式据国办发〔2017〕47号
《政府网站发展指引》及各备案主管部门的编码规则。
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
    id="footer_mark_missing",
    title_zh="页面底部缺少网站标识",
    title_en="Identification mark missing at the foot of the page",
    rules=("D21/1",),
)
_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
SITE_CODE = re.compile(r"标识码?\s*[::]?\s*(\d{10}|bm\d{8})(?!\d)", re.IGNORECASE)
#: Element → what shows it, in the text, alternative texts and addresses of the foot area.
MARKS = {
    "党政机关网站标识": re.compile(
        r"//bszs\.conac\.cn/sitename|//dcs\.conac\.cn/js/|党政机关网站|党政机关标识|事业单位网站标识"
    ),
    "网站标识码": SITE_CODE,
    "ICP备案编号": re.compile(_PROVINCE + r"\s*ICP\s*备\s*(?:案)?\s*(?:\d{10}|\d{8})\s*号", re.IGNORECASE),
    "公安机关备案标识": re.compile(
        _PROVINCE + r"\s*公网安备\s*\d{12,14}|recordcode=\d{12,14}|webSearch\?code=\d{12,14}"
    ),
    "主办单位": re.compile(r"主办(?:单位)?\s*[::]?\s*[\u4e00-\u9fff]{3,}|[\u4e00-\u9fff]{3,}\s*主办"),
    "联系方式": re.compile(
        r"(?:联系|电话|传真|邮箱|邮件|e-?mail|热线|地址|咨询)[^。]{0,12}?(?:\d{3,}|[\w.]+@)|地址\s*[::]\s*[\u4e00-\u9fff]{4,}"
        r"|mailto:|tel:|(?<!\d)0\d{2,3}[-—]\d{7,8}|联系我们",
        re.IGNORECASE,
    ),
}


def check(site: SiteView) -> Iterator[Outcome]:
    if not site.pages:
        yield NeedsReview("没有可供判断的页面快照")
        return
    shown = {page.capture.id: foot_text(page) for page in site.pages}
    missing = {mark: [p for p in site.pages if not _has(mark, shown[p.capture.id], site)] for mark in MARKS}
    for mark, pages in missing.items():
        if pages:
            yield _found(mark, pages, shown, len(site.pages))
    if site.home is None:
        yield NeedsReview("首页没有可供判断的快照,其页脚未检查")
    elif not any(missing.values()):
        yield Clear(f"{len(site.pages)} 个页面底部六项标识齐全")


def foot_text(page: PageView) -> str:
    """Everything the foot area says: texts, alternative texts, addresses; also of the lower half where it is unmarked."""
    half = page.layout.height * 0.5
    low = [e for e in page.elements if e.box is not None and e.box.y >= half]
    unrendered = [e for e in page.find_all("script") if "conac" in e.get("src")]
    parts = [part for e in (*page.footer, *low, *unrendered) for part in _says(e)]
    root = page.footer_element
    return " ".join([root.text if root is not None else "", *parts])


def _says(element: Element) -> Iterator[str]:
    if element.tag not in ("script", "html", "body") and element.own_text:
        yield element.own_text
    yield from (element.get(name) for name in ("alt", "title") if element.get(name))
    if element.tag in ("a", "area") and element.get("href"):
        yield element.address("href")
    if element.tag == "script" and element.get("src"):
        yield element.address("src")


def _has(mark: str, text: str, site: SiteView) -> bool:
    code = site.target.site_code.lower()
    if mark == "网站标识码" and code:
        return any(match[1].lower() == code for match in SITE_CODE.finditer(text))
    return bool(MARKS[mark].search(text))


def _found(mark: str, pages: list[PageView], shown: dict[str, str], total: int) -> Found:
    where = tuple(Place(p, p.footer_element, text="页面底部", box=p.footer_box) for p in pages)
    scope = "所查页面底部都" if len(pages) == total else f"{len(pages)} 个页面底部"
    other = SITE_CODE.search(shown[pages[0].capture.id]) if mark == "网站标识码" else None
    said = f"没有与名册一致的{mark}(页面上是 {other[1]})" if other else f"没有{mark}"
    confidence = 0.95 if len(pages) * 2 >= total else 0.7
    return Found(
        f"{scope}{said}", where, f"mark:{mark}", confidence=confidence, remedy=f"在全部页面底部统一加上{mark}。"
    )


_CONAC = (
    '<span id="_ideConac"><a href="//bszs.conac.cn/sitename?method=show&amp;id=0123456789ABCDEF0123456789ABCDEF">'
    '<img src="c.png"></a></span>'
)
_REST = "<p>主办单位:云溪区人民政府办公室 联系电话:010-99010001</p><p>网站标识码:1100000088</p>"
_RECORDS = (
    '<p>京ICP备12345678号-1 <a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=11010802030123">'
    "京公网安备 11010802030123号</a></p>"
)
_BODY = '<div style="height:900px">正文</div>'

EXAMPLES = [
    Example("六项齐全", {"/": f'{_BODY}<footer id="clear1">{_CONAC}{_REST}{_RECORDS}</footer>'}, {"D21/1": "clear"}),
    Example(
        "只缺公安备案:其余不报",
        {"/": f'{_BODY}<footer id="found1">{_CONAC}{_REST}<p>京ICP备12345678号</p></footer>'},
        {"D21/1": "found"},
    ),
    Example(
        "备案号只有“京ICP备号”字样,没有编号",
        {"/": f'{_BODY}<footer id="found1">{_CONAC}{_REST}{_RECORDS.replace("12345678", "")}</footer>'},
    ),
    Example(
        "页脚由脚本写入,图片有替代文字,没有 footer 标记",
        {
            "/": f"""{_BODY}<div id="x"></div><script>document.getElementById("x").innerHTML = '{_REST}'
            + '<img alt="党政机关网站标识" src="a.png"><img alt="京公网安备11010802030123号" src="b.png">'
            + '<p>京ICP备2021012345号</p>'</script>"""
        },
        {"D21/1": "clear"},
    ),
    Example(
        "标识码与名册不一致",
        {"/": f'{_BODY}<footer id="found1">{_CONAC}{_REST.replace("1100000088", "1100000099")}{_RECORDS}</footer>'},
        {"D21/1": "found"},
    ),
    Example(
        "首页没有打开:不能算通过",
        {"/": "<!-- unfit -->", "/a/": f"{_BODY}<footer>{_CONAC}{_REST}{_RECORDS}</footer>"},
        {"D21/1": "review"},
    ),
]
