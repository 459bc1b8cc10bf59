"""What is the same page, the same site, an article, a file."""

import pytest

from inspector_gui.engine.addresses import (
    folder_of,
    is_article_address,
    is_file,
    is_paging,
    page_key,
    same_site,
    split_address,
)

HOME = "http://www.yunxi.example/"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.yunxi.example/zwgk/",
        "http://yunxi.example/zwgk",
        "https://www.yunxi.example/zwgk/index.html",
        "http://www.yunxi.example:80/zwgk/index.shtml",
        "http://WWW.YUNXI.example/zwgk/default.aspx",
    ],
)
def test_addresses_of_one_page(url):
    assert page_key(url) == "yunxi.example/zwgk"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.yunxi.example/zwgk2/",
        "http://x.yunxi.example/zwgk/",
        "http://www.yunxi.example:8080/zwgk/",
        "http://www.yunxi.example/zwgk/?id=1",
    ],
)
def test_addresses_of_other_pages(url):
    assert page_key(url) != "yunxi.example/zwgk"


@pytest.mark.parametrize(
    "url", ["mailto:a@b.cn", "javascript:void(0)", "tel:12345", "", "http://[", "http://a:99999/", "http:///x"]
)
def test_what_is_no_web_address(url):
    assert split_address(url) is None


def test_a_site_that_is_a_folder_of_a_host():
    home = "http://www.city.example/yunxi/index.html"
    assert same_site("http://www.city.example/yunxi/zwgk/", home)
    assert not same_site("http://www.city.example/other/", home)
    assert not same_site("http://www.city.example/", home)


def test_a_site_that_is_a_host():
    assert same_site("https://yunxi.example/a/b.html", HOME)
    assert not same_site("http://www.city.example/", HOME)
    assert not same_site("mailto:a@yunxi.example", HOME)


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("http://www.a.example/zwgk/index.html", "a.example/zwgk/"),
        ("http://a.example/zwgk", "a.example/zwgk/"),
        ("http://a.example", "a.example/"),
    ],
)
def test_folders(url, folder):
    assert folder_of(url) == folder


@pytest.mark.parametrize(
    "path",
    [
        "zwgk/202106/t20210628_12.html",
        "art/2021/6/28/art_1_2.html",
        "info/1015/4213.htm",
        "content/post_123.html",
        "show.jsp?id=a1b2",
    ],
)
def test_article_addresses(path):
    assert is_article_address(HOME + path)


@pytest.mark.parametrize("path", ["zwgk/", "zwgk/index.html", "col/col123/", "zwgk/gb2019/", "2021/"])
def test_column_addresses_are_no_article_addresses(path):
    assert not is_article_address(HOME + path)


def test_files_and_paging():
    assert is_file(HOME + "a/b.PDF?x=1")
    assert not is_file(HOME + "a/b.html")
    assert is_paging(HOME + "zwgk/index_2.html")
    assert is_paging(HOME + "list.jsp?page=3")
    assert not is_paging(HOME + "zwgk/index.html")
