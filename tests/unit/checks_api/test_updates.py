"""Was a column updated, and is it really absent? Unknown is not fresh."""

import datetime as dt

import pytest

from inspector_gui.checks_api import doubt_of_absence, last_update, months_before

NAV = '<div class="nav"><a href="/yw/">要闻</a><a href="/zwgk/">政务公开</a><a href="/bs/">办事服务</a></div>'
SINCE = dt.date(2021, 6, 16)


def update(samples, html, **more):
    site = samples.site_of({"/": NAV, "/yw/": html, **more})
    return last_update(site, site.columns_of("news")[0], since=SINCE)


def row(day, n=1):
    return f'<li><a href="a{n}.html">区长调研重点工程之{n}</a><i>{day}</i></li>'


@pytest.mark.parametrize(
    ("html", "state", "said"),
    [
        (row("2021-06-28") + row("2021-06-01", 2), "fresh", "2021-06-28"),
        (row("2021-06-16"), "fresh", "14 天"),
        (row("2021-06-15"), "stale", "15 天"),
        (row("2021-09-18") + row("2021-06-01", 2), "stale", "2021-06-01"),
        (row("2021-07-02"), "unknown", "监测时间点之后"),
        (row("") + row("", 2) + row("", 3), "unknown", "没有可读的日期"),
        (row("2020-01-01") + row("", 2) + row("", 3), "unknown", "没有可读的日期"),
        (row("2021-06-28") + row("", 2) + row("", 3), "fresh", "2021-06-28"),
        ("<p>加载中……</p>", "unknown", "加载中"),
        ("<p>暂无内容</p>", "stale", "没有任何条目"),
        ("<p>" + "本栏目介绍全区概况。" * 9 + "</p>", "unknown", "没有认出列表"),
        ("<textarea></textarea>", "unknown", "没有认出列表"),
    ],
)
def test_states(samples, html, state, said):
    found = update(samples, f"<ul>{html}</ul>")
    assert found.state == state
    assert said in (found.reason or found.text)


def test_the_cause_tells_blank_from_stale(samples):
    assert update(samples, "<p>暂无内容</p>").cause == "blank:http://www.yunxi.example/yw/"
    assert update(samples, row("2021-06-01")).cause == "stale:http://www.yunxi.example/yw/"


def test_the_place_is_the_date(samples):
    found = update(samples, f"<ul>{row('2021-06-01')}</ul>")
    assert [place.element.own_text for place in found.where] == ["2021-06-01"]


def test_columns_below_count(samples):
    side = '<div class="side-nav"><a href="/yw/bm/">部门动态</a></div>'
    found = update(samples, side + row("2021-05-01"), **{"/yw/bm/": row("2021-06-29")})
    assert (found.state, found.newest.date) == ("fresh", dt.date(2021, 6, 29))


def test_a_column_below_that_was_not_seen_leaves_it_open(samples):
    side = '<div class="side-nav"><a href="/yw/bm/">部门动态</a></div>'
    assert update(samples, side + row("2021-05-01")).state == "unknown"


def test_a_column_that_was_not_captured_is_unknown(samples):
    site = samples.site_of({"/": NAV}, unfit=("/yw/",))
    found = last_update(site, site.columns_of("news")[0], since=SINCE)
    assert (found.state, found.reason) == ("unknown", "栏目“要闻”没有可供判断的快照(页面打开超时)")


PAGES = {"/": NAV, "/yw/": "<p>甲</p>", "/zwgk/": "<p>乙</p>", "/bs/": "<p>丙</p>"}


def doubt(samples, pages, kind="policy", words="政策文件"):
    found = doubt_of_absence(samples.site_of(pages), kind=kind, words=words)
    return found[0] if found else ""


def test_an_absence_that_can_be_stated(samples):
    assert doubt(samples, PAGES) == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"/": NAV + "<p>政策文件汇编</p>"}, "类似名称"),
        (
            {"/": NAV + '<div class="nav"><a href="http://a.example/" title="政策公告文件">政策公告文件</a></div>'},
            "其他网站",
        ),
        ({"/": '<div class="nav"><a href="/yw/">要闻</a></div>'}, "栏目太少"),
    ],
)
def test_doubts(samples, changed, said):
    assert said in doubt(samples, PAGES | changed)


def test_unseen_first_level_columns_leave_it_open(samples):
    assert "“办事服务”" in doubt(samples, {path: html for path, html in PAGES.items() if path != "/bs/"})


def test_without_a_home_page_nothing_is_absent(samples):
    assert "首页没有" in doubt(samples, {"/yw/": "<p>甲</p>"})


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2021-06-30", 6, "2020-12-30"),
        ("2021-08-31", 6, "2021-02-28"),
        ("2024-08-31", 6, "2024-02-29"),
        ("2021-01-15", 1, "2020-12-15"),
        ("2021-12-31", 12, "2020-12-31"),
        ("2021-03-31", 0, "2021-03-31"),
    ],
)
def test_months(day, months, before):
    assert months_before(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(before)
