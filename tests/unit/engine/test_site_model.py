"""The column tree and what is read of each column."""

import datetime as dt

NAV = (
    '<div class="header"><div class="nav"><a href="/">首页</a>'
    '<a href="/yw/">要闻动态</a><a href="/zwgk/">政务公开</a></div></div>'
)
SIDE = '<div class="side-nav"><a href="/zwgk/gg/">通知公告</a><a href="/zwgk/zc/">政策文件</a></div>'


def entries(*pairs):
    return (
        "<ul>"
        + "".join(f'<li><a href="{n}.html">{title}</a><i>{day}</i></li>' for n, (title, day) in enumerate(pairs))
        + "</ul>"
    )


LIST = entries(("区长调研重点工程", "2021-06-28"), ("安全生产会议召开", "2021-06-20"))
PAGES = {
    "/": NAV,
    "/yw/": NAV + LIST,
    "/zwgk/": NAV + SIDE,
    "/zwgk/gg/": NAV + SIDE + LIST,
    "/zwgk/zc/": NAV + SIDE + "<p>暂无内容</p>",
}


def columns(samples, pages=PAGES, **facts):
    return {c.name: c for c in samples.site_of(pages, **facts).columns}


def test_the_tree(samples):
    found = columns(samples)
    assert {name: (c.kind, c.level) for name, c in found.items()} == {
        "要闻动态": ("news", 1),
        "政务公开": ("other", 1),
        "通知公告": ("notice", 2),
        "政策文件": ("policy", 2),
    }
    assert found["通知公告"].parent_url == found["政务公开"].url
    assert found["政务公开"].lists_columns
    assert not found["通知公告"].lists_columns  # its side navigation lists its sister


def test_sisters_in_the_side_navigation_hang_where_their_sister_hangs(samples):
    pages = {**PAGES, "/zwgk/": NAV + '<div class="side-nav"><a href="/zwgk/gg/">通知公告</a></div>'}
    assert columns(samples, pages)["政策文件"].parent_url == columns(samples, pages)["政务公开"].url


def test_a_column_known_from_a_section_of_the_home_page_belongs_to_the_one_that_lists_it(samples):
    pages = {**PAGES, "/": NAV + '<div><h3>通知公告</h3><a href="/zwgk/gg/">更多</a></div>'}
    found = columns(samples, pages)
    assert (found["通知公告"].level, found["通知公告"].parent_url) == (2, found["政务公开"].url)


def test_entries_and_their_dates(samples):
    column = columns(samples)["要闻动态"]
    assert column.is_list
    assert [item.date for item in column.items] == [dt.date(2021, 6, 28), dt.date(2021, 6, 20)]
    assert column.newest(until=samples.AS_OF).title == "区长调研重点工程"
    assert column.newest(until=dt.date(2021, 6, 20)).title == "安全生产会议召开"
    assert column.newest(until=dt.date(2021, 1, 1)) is None
    assert column.only_after(dt.date(2021, 6, 1))


def test_an_empty_notice(samples):
    column = columns(samples)["政策文件"]
    assert (column.items, column.media_count, column.has_form, column.is_list) == ((), 0, False, False)
    assert column.empty_notice.text == "暂无内容"
    assert column.place.element is column.empty_notice


def test_loading_is_not_empty(samples):
    column = columns(samples, {**PAGES, "/zwgk/zc/": NAV + SIDE + "<p>数据加载中……</p>"})["政策文件"]
    assert column.is_loading
    assert column.empty_notice is None


def test_a_column_that_could_not_be_captured(samples):
    pages = {path: html for path, html in PAGES.items() if path != "/zwgk/zc/"}
    column = columns(samples, pages, unfit=("/zwgk/zc/",))["政策文件"]
    assert column.page is None
    assert column.unfit.reason == "页面打开超时"
    assert column.place.page.url.endswith("/zwgk/")  # where the link to it stands


def test_a_column_kept_on_another_site(samples):
    pages = {"/": '<div class="nav"><a href="http://zc.city.example/">政策文件</a></div>'}
    column = columns(samples, pages)["政策文件"]
    assert (column.kind, column.page) == ("outside:policy", None)


def test_texts_that_every_page_shows_are_no_content(samples):
    welcome = "<p>欢迎访问本网站,今天是2021年6月30日星期三</p>"
    pages = {path: html + welcome for path, html in PAGES.items()}
    assert columns(samples, pages)["政策文件"].content_chars == len("暂无内容")


def test_lists_that_every_page_shows_are_no_content(samples):
    recommended = '<div><a href="/rd/1.html">推荐阅读的一篇文章</a><a href="/rd/2.html">推荐阅读的又一篇</a></div>'
    pages = {path: html + recommended for path, html in PAGES.items()}
    assert columns(samples, pages)["政策文件"].items == ()


def test_the_name_in_the_page_helps_where_the_link_says_little(samples):
    pages = {
        **PAGES,
        "/": NAV.replace("要闻动态", "云溪在线"),
        "/yw/": '<meta name="ColumnName" content="要闻动态">' + LIST,
    }
    assert columns(samples, pages)["云溪在线"].kind == "news"


def test_undated_entries_take_the_date_of_opened_articles(samples):
    pages = {
        "/": NAV,
        "/yw/": '<ul><li><a href="/yw/a.html">区长调研重点工程</a></li><li><a href="/yw/b.html">会议今天召开了</a></li></ul>',
        "/yw/a.html": '<meta name="PubDate" content="2021-06-28 10:00"><p>正文</p>',
    }
    assert [item.date for item in columns(samples, pages)["要闻动态"].items] == [dt.date(2021, 6, 28), None]


def test_a_site_without_a_home_page_has_no_columns(samples):
    site = samples.site_of({}, unfit=("/",))
    assert (site.home, site.columns, site.pages) == (None, (), ())
    assert len(site.unfit) == 1


def test_columns_above_below_and_on_top(samples):
    pages = {**PAGES, "/zwgk/gg/": NAV + '<div class="side-nav"><a href="/zwgk/gg/qzf/">区政府公告</a></div>' + LIST}
    site = samples.site_of(pages)
    below = next(c for c in site.columns if c.name == "区政府公告")
    assert [c.name for c in site.above(below)] == ["通知公告", "政务公开"]
    assert [c.name for c in site.top_columns_of("notice")] == ["通知公告"]
    assert {c.name for c in site.below(site.above(below)[1])} == {"通知公告", "政策文件", "区政府公告"}
