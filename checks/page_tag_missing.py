"""A content page or a column page lacks the site tags, or the tags of its kind, in its source.

查什么:抽查的内容页是否有站点标签(SiteName、SiteDomain、SiteIDCode)和内容标签(ArticleTitle、PubDate、ContentSource),
栏目页是否有站点标签和栏目标签(ColumnName、ColumnDescription、ColumnKeywords、ColumnType)。标签不分大小写,
值为空视为没有。每页报告一个,两类各至多 5 页,与抽查数量一致。
为什么:标签是全国政府网站统一检索和归集的基础。
看不到什么:标签内容是否正确;未抽到的页面。
依据:国办秘函〔2019〕19号《检查指标》“功能设计 · 页面标签”(D26):抽查内容页、栏目页各 5 个,每页扣 0.1 分;
标签名称据国办发〔2017〕47号《政府网站发展指引》附件“网页标签规范”。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector_gui.checks_api import CheckMeta, Clear, Example, Found, NeedsReview, Outcome, PageView, Place, SiteView

META = CheckMeta(
    id="page_tag_missing", title_zh="页面缺少标签", title_en="Page meta tags missing", rules=("D26/1", "D26/2")
)
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
SAMPLE = 5


def check(site: SiteView) -> Iterator[Outcome]:
    yield from _judged(site.articles, CONTENT_TAGS, "内容", "D26/1")
    yield from _judged(site.column_pages, COLUMN_TAGS, "栏目", "D26/2")


def _judged(pages: Sequence[PageView], own_tags: tuple[str, ...], kind: str, rule: str) -> Iterator[Outcome]:
    if not pages:
        yield NeedsReview(f"没有可供判断的{kind}页快照", rule=rule)
        return
    faulty = [page for page in pages if _missing(page, SITE_TAGS + own_tags)]
    for page in faulty[:SAMPLE]:
        yield _found(page, own_tags, kind, rule, more=len(faulty) - SAMPLE)
    if not faulty:
        yield Clear(f"{len(pages)} 个{kind}页的站点标签和{kind}标签齐全", rule=rule)


def _missing(page: PageView, tags: tuple[str, ...]) -> list[str]:
    return [tag for tag in tags if not page.metas.get(tag.lower())]


def _found(page: PageView, own_tags: tuple[str, ...], kind: str, rule: str, *, more: int) -> Found:
    parts = []
    for name, tags in (("站点", SITE_TAGS), (kind, own_tags)):
        missing = _missing(page, tags)
        if missing:
            parts.append(f"没有任何{name}标签" if len(missing) == len(tags) else f"缺{name}标签 {'、'.join(missing)}")
    # A page that lacks one tag of a group still has the group: the rule's words leave room, so a person decides.
    whole = any("没有任何" in part for part in parts)
    others = f"(另有 {more} 个{kind}页也缺)" if more > 0 else ""
    remedy = f"在{kind}页的 head 中补齐站点标签和{kind}标签。"
    where = (Place(page, text="页面源代码 meta"),)
    text = f"{kind}页“{_title(page)}”{','.join(parts)}{others}"
    return Found(text, where, f"tags:{page.url}", rule=rule, confidence=1.0 if whole else 0.7, remedy=remedy)


def _title(page: PageView) -> str:
    title = page.title or page.url
    return title if len(title) <= 30 else f"{title[:29]}…"


def _tags(*names: str) -> str:
    return "".join(f'<meta name="{name}" content="云溪">' for name in names)


_HOME = '<nav><a href="/xw/">要闻</a></nav>'
_LIST = '<ul><li><a href="t1.html">区政府召开常务会议</a> 2021-06-28</li></ul>'

EXAMPLES = [
    Example(
        "两类页面标签齐全,大小写不同也算",
        {
            "/": _HOME,
            "/xw/": _tags("sitename", "SITEDOMAIN", "SiteIDCode", *COLUMN_TAGS) + _LIST,
            "/xw/t1.html": _tags(*SITE_TAGS, *CONTENT_TAGS) + "<p>正文</p>",
        },
        {"D26/1": "clear", "D26/2": "clear"},
    ),
    Example("栏目页没有任何标签", {"/": _HOME, "/xw/": _LIST}, {"D26/1": "review", "D26/2": "found"}),
    Example(
        "内容页只有站点标签", {"/": _HOME, "/xw/t1.html": _tags(*SITE_TAGS)}, {"D26/1": "found", "D26/2": "review"}
    ),
    Example(
        "标签在,值为空",
        {"/": _HOME, "/xw/": _tags(*SITE_TAGS[:2], *COLUMN_TAGS) + '<meta name="SiteIDCode" content=" ">'},
        {"D26/2": "found"},
    ),
    Example("没有抽到页面:不能算通过", {"/": _HOME}, {"D26/1": "review", "D26/2": "review"}),
]
