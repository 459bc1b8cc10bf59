"""Entries of lists in the ways sites build them."""

import datetime as dt

import pytest

from inspector_gui.engine.content import content_area
from inspector_gui.engine.items import find_items
from inspector_gui.engine.vocabulary import default_vocabulary

DAY = dt.date(2021, 6, 28)


def items(samples, html, published=None):
    area = content_area(samples.page_of(html, "/gg/"))
    found = find_items(
        area, vocabulary=default_vocabulary(), as_of=samples.AS_OF, seen=dt.date(2021, 7, 1), published=published or {}
    )
    return [(item.title, item.date) for item in found]


@pytest.mark.parametrize(
    "row",
    [
        '<ul><li><a href="a.html">关于停水的通知</a><span>2021-06-28</span></li></ul>',
        '<ul><li><span>[06-28]</span><a href="a.html">关于停水的通知</a></li></ul>',
        '<ul><li><a href="a.html">关于停水的通知</a> 2021/6/28</li></ul>',
        '<table><tr><td>·</td><td><a href="a.html">关于停水的通知</a></td><td>2021年6月28日</td></tr></table>',
        '<div><div><a href="a.html">关于停水的通知</a></div>'
        '<div>2021.06.28</div></div><div><a href="b.html">另一条其他通知</a></div>',
        '<ul><li><a href="a.html"><b>28</b><i>2021-06</i><h3>关于停水的通知</h3></a></li></ul>',
        '<ul><li><div><p>28</p><p>2021-06</p></div><a href="a.html">关于停水的通知</a></li></ul>',
        '<ul><li><a href="c.html">[水务局]</a><a href="a.html">关于停水的通知</a><em>2021-06-28</em></li></ul>',
        '<ul><li><a href="a.html">关于停水的通知</a><span>发布时间:2021-06-28 浏览次数:12</span></li></ul>',
        '<ul><li><a href="a.html"></a><a href="a.html">关于停水的通知</a><span>06-28</span></li></ul>',
        '<ul><li onclick="open(1)"><p>关于停水的通知</p><span>2021-06-28</span></li></ul>',
        '<iframe><ul><li><a href="a.html">关于停水的通知</a><span>06-28</span></li></ul></iframe>',
    ],
)
def test_forms_of_lists(samples, row):
    first = items(samples, row)[0]
    assert "关于停水的通知" in first[0]
    assert first[1] == DAY


def test_dates_at_the_end_of_titles_when_the_whole_list_has_them(samples):
    html = "".join(f'<li><a href="{n}.html">关于停水的通知之{n} 2021-06-2{n}</a></li>' for n in (8, 7, 6))
    assert items(samples, f"<ul>{html}</ul>")[0] == ("关于停水的通知之8", DAY)


def test_a_date_in_a_title_is_no_publication_date(samples):
    html = (
        '<ul><li><a href="a.html">2021-06-28停水通知</a></li><li><a href="b.html">关于6月28日停水的通知</a></li>'
        '<li><a href="c.html">另一条其他通知</a></li></ul>'
    )
    assert [day for _, day in items(samples, html)] == [None, None, None]


def test_the_date_of_an_event_is_no_publication_date(samples):
    html = '<ul><li><a href="a.html">文化节活动预告</a><span>活动时间:2021-07-15 上午</span><i>06-28</i></li></ul>'
    assert items(samples, html) == [("文化节活动预告", DAY)]


def test_undated_entries_take_the_date_of_the_opened_article(samples):
    html = '<ul><li><a href="a.html">关于停水的通知</a></li><li><a href="b.html">另一条其他通知</a></li></ul>'
    published = {"yunxi.example/gg/a.html": DAY}
    assert items(samples, html, published) == [("关于停水的通知", DAY), ("另一条其他通知", None)]


def test_the_address_gives_the_year_that_the_list_leaves_out(samples):
    html = '<ul><li><a href="/gg/t20190628_1.html">关于停水的通知</a><span>06-28</span></li></ul>'
    assert items(samples, html) == [("关于停水的通知", dt.date(2019, 6, 28))]


def test_utility_links_paging_and_short_words_are_no_entries(samples):
    html = (
        '<a href="/">首页</a><a href="?page=2">下一页内容</a><a href="x.html">通知</a>'
        '<a href="mailto:a@b.cn">联系我们的邮箱</a><a href="1.html">12345</a>'
    )
    assert items(samples, html) == []


def test_several_cells_with_a_link_each_are_several_entries(samples):
    html = (
        '<table><tr><td><a href="a.html">居住证办理服务</a></td><td><a href="b.html">食品经营许可</a></td></tr></table>'
    )
    assert [title for title, _ in items(samples, html)] == ["居住证办理服务", "食品经营许可"]
