"""Which links lead to columns."""

import pytest

from inspector_gui.checks_api import PageRole
from inspector_gui.engine.columns import Origin, column_links, outside_columns

HOME = "http://www.yunxi.example/"
NAV = '<div class="nav"><a href="/">首页</a><a href="/yw/">要闻</a><a href="/zwgk/">政务公开</a><a href="/map">网站地图</a></div>'


def names(samples, html, path="/", **facts):
    return [link.name for link in column_links(samples.page_of(html, path, **facts), home=HOME)]


def test_the_navigation(samples):
    assert names(samples, NAV) == ["要闻", "政务公开"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="http://www.city.example/zc/">政策文件</a>',
        '<a href="mailto:a@b.cn">通知公告</a>',
        '<a href="javascript:x()">通知公告</a>',
        '<a href="/a.pdf">通知公告</a>',
        '<a href="/list_2.html">通知公告</a>',
        '<a href="/d?date=3">1</a>',
        '<a href="/en/">English</a>',
        '<a href="/index.html">云溪</a>',
        '<a href="/x/">2021-06-28</a>',
        '<a href="/y/">今天召开全区安全生产工作电视电话会议</a>',
        '<a href="http://[">通知公告</a>',
        '<a href="/x/"></a>',
    ],
)
def test_what_is_no_column(samples, link):
    assert names(samples, f"<nav>{link}</nav>") == []


def test_a_section_with_a_link_to_more(samples):
    html = (
        '<div><h3>通知公告</h3><a href="/gg/">更多&gt;&gt;</a><p><a href="/gg/t20210601_1.html">关于停水</a></p></div>'
    )
    links = column_links(samples.page_of(html), home=HOME)
    assert [(link.name, link.url, link.origin) for link in links] == [("通知公告", HOME + "gg/", Origin.SECTION)]


def test_a_heading_that_is_a_link(samples):
    assert names(samples, '<h2><a href="/gs/">公示</a></h2>') == ["公示"]


def test_entries_of_a_dated_list_are_no_columns(samples):
    assert names(samples, '<ul><li><a href="/a/">政策解读</a><span>2021-06-01</span></li></ul>') == []


def test_a_hidden_drop_down_menu_counts_where_its_links_have_titles(samples):
    html = '<nav><a href="/zwgk/">政务公开</a><ul style="display:none"><li><a href="/zwgk/gg/" title="公告"></a></li></ul></nav>'
    assert names(samples, html) == ["政务公开", "公告"]


def test_links_of_the_footer_and_the_breadcrumb_are_no_columns(samples):
    html = '<div>位置:<a href="/">首页</a> &gt; <a href="/zwgk/">公开</a></div><footer><a href="/gy/">政策文件</a></footer>'
    assert names(samples, html, "/zwgk/gg/") == []


def test_cards_below_a_column_page(samples):
    html = (
        '<div><a href="/zwgk/jg/"><h3>机构职能</h3><p>介绍各委办局主要职责</p></a><a href="/zwgk/x.html">通知</a></div>'
    )
    assert names(samples, html, "/zwgk/") == ["机构职能"]


def test_addresses_of_one_page_count_once_and_the_surest_link_names_it(samples):
    html = '<h3><a href="/gg/index.html">公告</a></h3>' + '<div class="side-nav"><a href="/gg/">通知公告</a></div>'
    links = column_links(samples.page_of(html), home=HOME)
    assert [(link.name, link.origin) for link in links] == [("通知公告", Origin.NAVIGATION)]


def test_a_page_of_links_does_not_explode(samples):
    html = "<nav>" + "".join(f'<a href="/c{n}/">第{n}栏目</a>' for n in range(500)) + "</nav>"
    assert len(names(samples, html)) == 80
    assert len(names(samples, html, "/x/", role=PageRole.COLUMN)) == 40


def test_columns_kept_on_another_site(samples):
    html = '<nav><a href="http://zc.city.example/">政策文件</a><a href="http://www.city.example/">示范市</a></nav><p><a href="http://a.example/">要闻</a></p>'
    assert [link.name for link in outside_columns(samples.page_of(html), home=HOME)] == ["政策文件"]
