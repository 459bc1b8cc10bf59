"""The six sites: what they consist of, and their register."""

import csv
import re
from datetime import date

import pytest

from inspector_gui.domain.targets import TargetClass
from inspector_gui.example_city.sites import REGISTER_COLUMNS, site, sites, write_register


def test_there_are_six_sites_on_hosts_of_their_own():
    assert [one.district for one in sites()] == ["云溪区", "青岚区", "江左区", "海棠区", "丰泽区", "石桥区"]
    assert len({one.host for one in sites()}) == 6
    assert all(one.host.endswith(".example") for one in sites())


@pytest.mark.parametrize("one", sites(), ids=lambda one: one.key)
def test_footer_facts_have_the_official_formats(one):
    assert re.fullmatch(r"\d{10}", one.site_code)
    assert re.fullmatch(r"京ICP备\d{8}号-\d", one.facts["icp"])
    assert re.fullmatch(r"\d{14}", one.facts["police"])
    assert re.fullmatch(r"[0-9A-F]{32}", one.facts["conac"])
    assert one.facts["site_code"] == one.site_code


@pytest.mark.parametrize("one", sites(), ids=lambda one: one.key)
def test_columns_are_two_levels_deep_and_paths_are_unique(one):
    first = {column.path for column in one.first_level}
    assert len(first) >= 4
    assert {column.parent for column in one.columns} - {""} <= first
    paths = [column.path for column in one.columns] + [article.path for article in one.articles]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("one", sites(), ids=lambda one: one.key)
def test_lists_are_long_enough_and_newest_first(one):
    for column in one.columns:
        if column.articles:
            assert len(column.articles) >= 5
            shown = [article.listed for article in column.articles]
            assert shown == sorted(shown, reverse=True)


def test_nothing_is_published_after_the_monitoring_point():
    assert max(article.published for one in sites() for article in one.articles) <= date(2021, 6, 30)


def test_titles_have_no_open_places():
    for one in sites():
        for article in one.articles:
            assert not set("{}") & set(article.title + "".join(article.text))


def test_policy_and_interpretation_name_each_other():
    one = site("qinglan")
    by_path = {article.path: article for article in one.articles}
    policies = one.column("/zwgk/zcwj/").articles
    assert policies
    for policy in policies:
        assert [by_path[path].related for path in policy.related] == [(policy.path,)]


def test_register_lists_the_six_sites(tmp_path):
    path = write_register(tmp_path / "websites.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == REGISTER_COLUMNS
    assert len(rows) == 6
    assert [row["首页网址"] for row in rows] == [f"http://{one.host}/" for one in sites()]
    assert {row["网站类别"] for row in rows} == {"政府门户网站"}
    assert all(one.target_class is TargetClass.PORTAL for one in sites())


def test_unknown_site():
    with pytest.raises(KeyError):
        site("atlantis")
