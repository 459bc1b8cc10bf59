"""Pages of the example city as they are sent."""

import json

import pytest

from inspector_gui.example_city.pages import (
    error_answer,
    outside_answer,
    outside_hosts,
    page_paths,
    refused_addresses,
    site_routes,
)
from inspector_gui.example_city.sites import site, sites


@pytest.mark.parametrize("one", sites(), ids=lambda one: one.key)
def test_every_path_answers_with_the_same_bytes_twice(one):
    first, second = site_routes(one), site_routes(one)
    assert {path: route() for path, route in first.items()} == {path: route() for path, route in second.items()}


@pytest.mark.parametrize("one", sites(), ids=lambda one: one.key)
def test_every_page_is_html_in_the_encoding_of_its_site(one):
    routes = site_routes(one)
    for path in page_paths(one):
        answer = routes[path]()
        assert answer.status == 200
        assert answer.content_type.startswith("text/html")
        html = answer.body.decode(one.encoding)
        assert one.name in html
        assert "&#" not in html.replace("&#34;", "").replace("&#39;", "")  # no character the encoding lacks


def test_the_table_site_is_really_gbk_and_says_so_only_in_the_page():
    answer = site_routes(site("yunxi"))["/"]()
    assert answer.content_type == "text/html"
    assert b"charset=gb2312" in answer.body
    assert "云溪区人民政府".encode("gbk") in answer.body
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8")


def test_script_lists_come_as_data_and_not_in_the_page():
    one = site("jiangzuo")
    routes = site_routes(one)
    column = one.column("/news/")
    assert column.articles[0].title not in routes["/news/"]().body.decode()
    data = json.loads(routes["/data/news.json"]().body)
    assert data["items"][0] == {"title": column.articles[0].title, "url": column.articles[0].path, "date": "2021-05-21"}
    assert json.loads(routes["/data/ask/interview.json"]().body)["items"] == []


def test_frame_lists_stand_in_a_document_of_their_own():
    routes = site_routes(site("shiqiao"))
    assert "[06-09]" not in routes["/col/news/"]().body.decode()
    assert "[06-09]" in routes["/col/news/list.html"]().body.decode()


def test_planted_server_error_and_attachments():
    assert site_routes(site("jiangzuo"))["/bsfw/yuyue/"]().status == 500
    assert site_routes(site("qinglan"))["/files/zdsx-2021.pdf"]().body.startswith(b"%PDF")
    assert site_routes(site("qinglan"))["/files/tccdata.csv"]().content_type.startswith("text/csv")
    assert error_answer(404).status == 404


def test_outside_hosts_answer_alike():
    assert all(outside_answer(host, "/any").status in (200, 403) for host in outside_hosts())
    assert outside_answer("zwfw.province.example", "/").status == 403
    assert outside_answer("map.city.example", "/").delay > 0
    assert outside_answer("pucha.kaipuyun.cn", "/exposure/jiucuo.js").content_type.startswith("application/javascript")
    assert "zfwzgl.www.gov.cn:443" in refused_addresses()
