"""What a check sees of one page."""

import pytest

NAV = "".join(f'<a href="/c{n}/" width="150">栏目{n}</a>' for n in range(6))
TALL = "<p>正文</p>" * 40


def test_meta_tags_by_lower_case_name(samples):
    page = samples.page_of(
        '<meta name="SiteName" content=""><meta name="SITENAME" content=" 云溪 "><meta property="og:title" content="t"><meta>'
    )
    assert page.metas == {"sitename": "云溪", "og:title": "t"}


def test_links_of_all_kinds(samples):
    html = '<a href="b.html#x">甲</a><a href="c"><img src="d.png" alt="丁"></a><iframe src="e"></iframe><video src="f"></video>'
    html += "<a>无</a><img>"
    links = samples.page_of(html, "/gg/").links
    assert [(link.url.rsplit("/", 1)[-1], link.text, link.kind) for link in links] == [
        ("b.html", "甲", "link"),
        ("c", "丁", "link"),
        ("d.png", "丁", "image"),
        ("e", "", "frame"),
        ("f", "", "media"),
    ]


def test_an_unreadable_address_is_kept_as_nothing_that_can_be_opened(samples):
    assert [link.url for link in samples.page_of('<a href="http://[bad">坏</a>').links] == [""]


@pytest.mark.parametrize(
    "html", [f"<header>云溪区</header>{TALL}", f"<h1>云溪区</h1><div>{NAV}</div>{TALL}", f"<nav>{NAV}</nav>{TALL}"]
)
def test_the_head_area_ends_where_the_content_begins(samples, html):
    page = samples.page_of(html)
    first = next(e for e in page.elements if e.own_text == "正文")
    assert page.recognised_header_bottom is not None
    assert page.header_bottom <= first.box.y
    assert first not in page.header


def test_without_a_banner_the_head_is_assumed(samples):
    page = samples.page_of(TALL)
    assert page.recognised_header_bottom is None
    assert page.header_bottom == 320


def test_side_navigation_is_no_head(samples):
    page = samples.page_of("".join(f'<p><a href="/c{n}/">栏目{n}</a></p>' for n in range(8)))
    assert page.recognised_header_bottom is None


@pytest.mark.parametrize(
    "foot",
    [
        "<footer><p>主办单位:某办</p></footer>",
        '<div class="foot"><p>某办</p></div>',
        '<div id="footer"><p>某办</p></div>',
        "<div><p>主办单位:某办</p><p>网站标识码:1100000088</p></div>",
        "<table><tr><td>京ICP备12345678号</td></tr></table>",
    ],
)
def test_the_foot_area(samples, foot):
    page = samples.page_of(TALL + foot)
    assert page.footer_element is not None
    assert page.footer_element.tag in ("footer", "div", "table")
    assert page.footer_top == page.footer_element.box.y
    assert "正文" not in " ".join(e.own_text for e in page.footer)
    assert page.footer_box.bottom == page.layout.height


def test_a_mark_in_an_article_is_no_footer(samples):
    page = samples.page_of("<p>主办单位:某办</p>" + TALL)
    assert page.footer_element is None
    assert page.footer_top > 600


def test_an_unmarked_foot_is_the_lowest_part(samples):
    page = samples.page_of(TALL + "<p>某办</p>")
    assert page.footer_element is None
    assert "某办" in [e.own_text for e in page.footer]
