"""Examples really can fail: marks and expectations that are not met are named."""

import json

import pytest

from inspector_gui.checks_api import CheckMeta, Clear, Example, Found, NeedsReview, Place
from inspector_gui.engine import example_runner
from inspector_gui.engine.check_source import CheckDocumentation
from inspector_gui.engine.example_runner import run_example, site_of_example
from inspector_gui.engine.registry import LoadedCheck

PAGE = '<p id="found1">甲</p><p id="clear1">乙</p><p id="review1">丙</p>'


def report_of(*names, review=()):
    """A check that reports the elements with these ids."""

    def check(site):
        for element in site.home.elements:
            if element.get("id") in names:
                yield Found("有问题", (Place(site.home, element),), element.get("id"))
            if element.get("id") in review:
                yield NeedsReview("看一下", (Place(site.home, element),))
        yield Clear()

    meta = CheckMeta("sample", "样例", "Sample", ("D26/1",))
    return LoadedCheck(meta, check, (), CheckDocumentation("", "", "", "", "", ""), "")


@pytest.fixture
def render(samples, monkeypatch):
    monkeypatch.setattr(example_runner, "decode_layout", lambda data: samples.layout_of(*json.loads(data)))
    return lambda html, url: json.dumps([html, url]).encode()


def test_all_marks_met(render):
    assert run_example(report_of("found1", review=["review1"]), Example("一", {"/": PAGE}), render) == []


def test_marks_not_met_are_named(render):
    missed = run_example(report_of("clear1"), Example("一", {"/": PAGE}), render)
    assert missed == ["应报告 #found1,没有报告", "不应报告 #clear1,却报告了", "应提请人工判断 #review1,没有提请"]


def test_expectations_not_met_are_named(render):
    example = Example("一", {"/": "<p id='x'>甲</p>"}, {"D26/1": "clear"})
    assert run_example(report_of("x"), example, render) == ["细则 D26/1 应为 clear,实为 clear、found"]
    assert run_example(report_of(), Example("二", {"/": ""}, {"D26/1": "found"}), render) == [
        "细则 D26/1 应为 found,实为 clear"
    ]


def test_a_crashing_check_is_named(render):
    check = report_of()
    broken = LoadedCheck(check.meta, lambda site: [1 / 0], (), check.doc, "")
    [sentence] = run_example(broken, Example("一", {"/": ""}), render)
    assert "ZeroDivisionError" in sentence


def test_roles_links_and_unfit_pages(render):
    example = Example(
        "一",
        {
            "/": '<nav><a href="/gg/">公告</a><a href="/x.html">另页</a></nav>',
            "/gg/": "",
            "/gg/t1.html": "",
            "/zc/": "<!-- unfit -->",
        },
        links={"/x.html": "dead"},
    )
    site = site_of_example(example, render)
    assert [page.role.value for page in site.pages] == ["home", "column", "article"]
    assert [capture.url for capture in site.unfit] == ["http://www.yunxi.example/zc/"]
    assert {url.rsplit("/", 1)[-1]: result.state.value for url, result in site.links.items()} == {
        "": "ok",
        "x.html": "dead",
    }
