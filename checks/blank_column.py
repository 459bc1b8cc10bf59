"""A column page shows nothing but the frame of the site, or only says that there is no content yet.

查什么:栏目页去掉页头、导航、位置条和页脚后,没有条目、图片、表单、内嵌内容和下级栏目,正文几乎没有字,或只有“暂无内容”
“栏目建设中”之类的提示。每个空白栏目报告一个;合计达到 5 个时同时报告单项否决。
为什么:点进去什么也没有,是公众最直接的失望,也说明栏目设置脱离实际。
看不到什么:内容要登录或点选条件后才出现的栏目;有说明的空白是否合理。页面停在“加载中”、没有打开、只有寥寥数字的,
提请人工判断:未知不等于空白。
依据:国办秘函〔2019〕19号《检查指标》“发布解读 · 其他栏目”(D09)每个扣 2 分;单项否决“栏目不更新”(VW4)
第 3 条:空白栏目达到(含)5 个。
"""

from __future__ import annotations

from collections.abc import Iterator

from inspector_gui.checks_api import CheckMeta, Clear, Column, Example, Found, NeedsReview, Outcome, Place, SiteView

META = CheckMeta(id="blank_column", title_zh="空白栏目", title_en="Blank column", rules=("D09/1", "VW4/3"))
THRESHOLD = 5
#: Text of this length can be left over from a frame; with a notice (暂无内容) a sentence may stand around it.
BARE_CHARS, NOTICE_CHARS, DOUBTFUL_CHARS = 12, 40, 30
REMEDY = "补充内容;暂时没有内容的栏目应归并或下线。"


def check(site: SiteView) -> Iterator[Outcome]:
    if site.home is None and not site.columns:
        for rule in META.rules:
            yield NeedsReview("首页没有可供判断的快照,无法清点栏目", rule=rule)
        return
    seen = [c for c in site.columns if c.page is not None]
    blank = [c for c in seen if is_blank(c)]
    doubts = [(c, reason) for c in site.columns if (reason := _doubt(c))]
    for column in blank:
        yield Found(_text(column), _where(column), f"blank:{column.url}", rule="D09/1", remedy=REMEDY)
    for column, reason in doubts:
        yield NeedsReview(reason, _where(column), rule="D09/1")
    if not blank and seen:
        yield Clear(f"看了 {len(seen)} 个栏目页,没有空白的", rule="D09/1")
    elif not seen and not doubts:
        yield NeedsReview("没有认出栏目,或栏目页都没有可供判断的快照", rule="D09/1")
    yield from _veto(blank, len(doubts), len(seen))


def _veto(blank: list[Column], doubtful: int, seen: int) -> Iterator[Outcome]:
    if len(blank) >= THRESHOLD:
        for column in blank:
            text = f"{_text(column)};全站空白栏目共 {len(blank)} 个"
            yield Found(text, _where(column), f"blank:{column.url}", rule="VW4/3", remedy=REMEDY)
    elif len(blank) + doubtful >= THRESHOLD or not seen:
        yield NeedsReview(f"空白栏目 {len(blank)} 个,另有 {doubtful} 个无法判断,可能达到 {THRESHOLD} 个", rule="VW4/3")
    else:
        yield Clear(f"空白栏目 {len(blank)} 个,不到 {THRESHOLD} 个", rule="VW4/3")


def is_blank(column: Column) -> bool:
    if column.lists_columns or _has_something(column) or column.is_loading:
        return False
    return column.content_chars <= (NOTICE_CHARS if column.empty_notice is not None else BARE_CHARS)


def _has_something(column: Column) -> bool:
    return bool(column.items or column.media_count or column.has_form)


def _doubt(column: Column) -> str:
    """Why a column cannot be called blank or not, if so."""
    if column.page is None:
        return (
            f"栏目“{column.name}”没有可供判断的快照:{column.unfit.reason}"
            if column.unfit and column.unfit.reason
            else ""
        )
    if column.is_loading:
        return f"栏目“{column.name}”的快照停在“加载中”"
    few = not is_blank(column) and column.content_chars <= DOUBTFUL_CHARS
    return f"栏目“{column.name}”只有寥寥数字" if few and not column.lists_columns and not _has_something(column) else ""


def _text(column: Column) -> str:
    said = f",页面只写着“{column.empty_notice.text}”" if column.empty_notice is not None else ""
    return f"栏目“{column.name}”没有任何内容{said}"


def _where(column: Column) -> tuple[Place, ...]:
    if column.page is not None and column.empty_notice is not None:
        return (Place(column.page, column.empty_notice),)
    if column.page is not None:
        return (Place(column.page, column.content_element, text=column.name),)
    return (column.link,) if column.link is not None else ()


def _nav(count: int) -> str:
    names = ("人事信息", "统计信息", "政府采购", "在线访谈", "数据开放")[:count]
    return "<nav>" + "".join(f'<a href="/{n}/">{name}</a> ' for n, name in enumerate(names)) + "</nav>"


_FOOT = "<footer>主办单位:云溪区人民政府办公室 网站标识码:1100000088</footer>"


def _site(*contents: str) -> dict[str, str]:
    nav = _nav(len(contents))
    crumb = '<div class="crumb">当前位置:<a href="/">首页</a> &gt; 信息公开</div>'
    return {"/": nav + _FOOT} | {f"/{n}/": f"{nav}{crumb}{content}{_FOOT}" for n, content in enumerate(contents)}


EXAMPLES = [
    Example(
        "只有“暂无内容”",
        _site('<main><h2>人事信息</h2><p id="found1">暂无内容</p></main>'),
        {"D09/1": "found", "VW4/3": "clear"},
    ),
    Example("只有标题和空列表", _site("<main><h2>人事信息</h2><ul></ul><p>共 0 条</p></main>"), {"D09/1": "found"}),
    Example(
        "文章标题中的“暂无”、一张图、一张表单、一段文字都是内容",
        _site(
            '<ul><li><a href="t1.html" id="clear1">全区暂无新增险情</a> 2021-06-24</li></ul>',
            '<p><img id="clear2" width="600" height="400" src="/map.png" alt="区划图"></p>',
            '<form id="clear3"><input name="a"><input name="b"><textarea></textarea></form>',
            f'<p id="clear4">{"本栏目介绍全区概况。" * 6}</p>',
        ),
        {"D09/1": "clear", "VW4/3": "clear"},
    ),
    Example("停在加载中:不能认定", _site('<div id="review1">正在加载,请稍候……</div>'), {"D09/1": "review"}),
    Example(
        "内嵌框架里有列表",
        _site('<iframe srcdoc="&lt;ul>&lt;li>&lt;a href=t1.html>关于停水的公告&lt;/a>06-28&lt;/ul>"></iframe>'),
        {"D09/1": "clear"},
    ),
    Example(
        "五个空白栏目:单项否决",
        _site(*['<p id="found1">栏目建设中,敬请期待!</p>'] * 5),
        {"D09/1": "found", "VW4/3": "found"},
    ),
    Example("栏目页没有打开:不能认定", _site("<!-- unfit -->"), {"D09/1": "review"}),
]
