"""Dates as they stand in lists: many forms, years left out, and what is no date."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.engine.dates import (
    WrittenDate,
    complete_years,
    date_in_address,
    find_full_date,
    read_date,
    read_trailing_date,
)

AS_OF = dt.date(2021, 6, 30)
FULL = WrittenDate(2021, 6, 28)
SHORT = WrittenDate(None, 6, 28)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
FORMS = [
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{y}.{m:02}.{d:02}",
    "{y}年{m}月{d}日",
    "[{y}-{m:02}-{d:02}]",
    "({y}/{m:02}/{d:02})",
    "{y}-{m:02}-{d:02} 10:30",
    "{y}-{m:02}-{d:02}T08:05:09",
    "发布时间:{y}-{m:02}-{d:02}",
    "日期: {y} 年 {m} 月 {d} 日",
    "{y}{m:02}{d:02}",
    "【{y}-{m}-{d}】",
    "{d} {y}-{m:02}",
    "{y}-{m:02} {d:02}",
    "{m:02}-{d:02} {y}",
    "  {y}-{m:02}-{d:02}\n",
]


@given(day=DAYS, form=st.sampled_from(FORMS))
def test_every_written_form_gives_the_day_back(day, form):
    assert read_date(form.format(y=day.year, m=day.month, d=day.day)) == WrittenDate(day.year, day.month, day.day)


@pytest.mark.parametrize(
    "text", ["06-28", "[06-28]", "6月28日", "06/28", "(06.28)", "06-28 09:15", "28 6月", "· 06-28"]
)
def test_dates_without_a_year(text):
    assert read_date(text) == SHORT


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("21-06-28", FULL),
        ("二〇二一年六月二十八日", FULL),
        ("二○二一年十月十日", WrittenDate(2021, 10, 10)),
        ("二零二〇年十二月三日", WrittenDate(2020, 12, 3)),
        ("更新于 2021-06-28", FULL),
    ],
)
def test_rarer_forms(text, wanted):
    assert read_date(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "要闻",
        "2021",
        "2021-06",
        "2021-13-01",
        "2021-02-30",
        "13-40",
        "1.5",
        "3.14",
        "10:30",
        "第28期",
        "1-2-3-4",
        "2021年度公报",
        "关于2021年6月28日停水的通知",
        "活动时间:2021-06-28",
        "截止日期:2021-06-28",
        "2021-06-28 至 2021-07-02",
        "010-99010001",
        "12345",
        "共 0 条",
        "1100000088",
        "2021-06-28" * 9,
    ],
)
def test_what_is_no_date_by_itself(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [("今天", 0), ("刚刚", 0), ("昨天 10:30", 1), ("前天", 2), ("3天前", 3), ("5小时前", 0), ("20 分钟前", 0)],
)
def test_relative_dates_count_from_the_day_of_the_observation(text, days):
    day = AS_OF - dt.timedelta(days=days)
    assert read_date(text, seen=AS_OF) == WrittenDate(day.year, day.month, day.day)
    assert read_date(text) is None


def test_a_date_at_the_end_of_a_title():
    assert read_trailing_date("区政府召开常务会议 2021-06-28") == (FULL, "区政府召开常务会议")
    assert read_trailing_date("关于停水的公告[06-28]") == (SHORT, "关于停水的公告")
    assert read_trailing_date("2021-06-28") is None
    assert read_trailing_date("2021-06-28 召开会议") is None


def test_a_date_anywhere_in_a_text():
    assert find_full_date("时间:2021年6月28日 来源:办公室") == dt.date(2021, 6, 28)
    assert find_full_date("2021-99-99,后来 2021/6/2") == dt.date(2021, 6, 2)
    assert find_full_date("没有日期") is None


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://a.example/zwgk/202106/t20210628_12.html", dt.date(2021, 6, 28)),
        ("http://a.example/art/2021/6/28/art_12_3.html", dt.date(2021, 6, 28)),
        ("http://a.example/2021-06/28/content_1.htm", dt.date(2021, 6, 28)),
        ("http://a.example/info/1015/4213.htm", None),
        ("http://a.example/20211399/x.htm", None),
        ("http://[bad", None),
    ],
)
def test_dates_in_addresses(url, wanted):
    assert date_in_address(url) == wanted


def complete(*texts, hints=()):
    return complete_years([read_date(text) for text in texts], as_of=AS_OF, hints=hints)


def test_the_year_left_out_is_the_latest_before_the_monitoring_point():
    assert complete("06-28", "06-30", "07-01") == [dt.date(2021, 6, 28), dt.date(2021, 6, 30), dt.date(2020, 7, 1)]


def test_a_list_that_runs_back_over_the_turn_of_the_year():
    days = complete("03-02", "01-05", "12-30", "11-02", "07-15", "03-01")
    assert [day.year for day in days] == [2021, 2021, 2020, 2020, 2020, 2020]


def test_pinned_old_entries_do_not_make_the_list_old():
    assert [day.year for day in complete("03-01", "02-11", "01-09", "06-28", "06-20", "05-30")] == [2021] * 6


def test_the_address_knows_the_year():
    assert complete("06-28", hints=[dt.date(2019, 6, 28)]) == [dt.date(2019, 6, 28)]
    assert complete("06-28", hints=[dt.date(2019, 6, 27)]) == [dt.date(2021, 6, 28)]


def test_a_leap_day_goes_to_a_leap_year():
    assert complete("02-29") == [dt.date(2020, 2, 29)]


def test_what_cannot_be_read_stays_empty_in_its_place():
    assert complete("06-28", "要闻", "06-01") == [dt.date(2021, 6, 28), None, dt.date(2021, 6, 1)]


@given(st.lists(DAYS, max_size=12), st.dates(dt.date(2000, 1, 1), dt.date(2080, 12, 31)))
def test_no_completed_year_lies_after_the_monitoring_point(days, as_of):
    written = [WrittenDate(None, day.month, day.day) for day in days]
    completed = complete_years(written, as_of=as_of)
    assert all(day is not None and day <= as_of for day in completed)
    assert [(day.month, day.day) for day in completed] == [(w.month, w.day) for w in written]


@given(st.lists(DAYS, max_size=8))
def test_written_years_are_kept_whatever_they_are(days):
    assert complete_years([WrittenDate(d.year, d.month, d.day) for d in days], as_of=AS_OF) == days


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text):
    read_date(text, seen=AS_OF)
    read_trailing_date(text)
    date_in_address(text)
