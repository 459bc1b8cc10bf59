"""The content area: what is left of a page without its frame."""

from inspector_gui.engine.content import content_area
from inspector_gui.engine.vocabulary import default_vocabulary

FRAME = '<div class="header">示范区</div><div class="crumb">当前位置:首页 &gt; 公告</div>{}<div class="footer">主办:某办</div>'


def texts(samples, html, **facts):
    area = content_area(samples.page_of(html, "/gg/"), **facts)
    return [text for _, text in area.texts(default_vocabulary(), known_names={"公告"})]


def test_the_frame_is_left_out(samples):
    assert texts(samples, FRAME.format("<h2>公告</h2><p>本栏目正在完善</p>")) == ["本栏目正在完善"]


def test_a_breadcrumb_without_a_name_is_recognised_by_its_words(samples):
    assert texts(samples, "<p>您的位置:首页 &gt; 政务公开</p><p>正文</p>") == ["正文"]


def test_paging_and_utility_links_say_nothing(samples):
    html = (
        "<p>正文一段</p><p>共 0 条</p><p>第1页</p><p>&lt;&lt; 1 2 3 &gt;&gt;</p>"
        "<a href='/'>首页</a><a href='#'>下一页</a><a href='#'>更多</a>"
    )
    assert texts(samples, html) == ["正文一段"]


def test_links_to_columns_are_navigation(samples):
    html = '<p><a href="/zwgk/">政务公开专区</a></p><p>正文</p>'
    assert texts(samples, html, known_columns={"yunxi.example/zwgk"}) == ["正文"]


def test_a_name_like_page_does_not_hide_a_tall_part(samples):
    tall = '<div class="page" height="400">' + "<p>正文</p>" * 12 + "</div>"
    assert len(texts(samples, tall)) == 12
    assert texts(samples, '<div class="page">共 3 页</div><p>正文</p>') == ["正文"]


def test_pictures_count_when_large_and_not_on_every_page(samples):
    html = (
        '<img src="/a.png" width="300" height="200"><img src="/icon.png" width="20" height="20">'
        '<img src="/nodata.png" width="300" height="200"><img src="/common.png" width="300" height="200">'
    )
    area = content_area(samples.page_of(html, "/gg/"))
    media = area.media(common_images={"http://www.yunxi.example/common.png"})
    assert [e.get("src") for e in media] == ["/a.png"]


def test_a_lone_search_field_is_no_form(samples):
    assert not content_area(samples.page_of('<input type="text"><input type="submit">', "/gg/")).has_form
    assert content_area(samples.page_of('<input name="a"><input name="b">', "/gg/")).has_form
    assert content_area(samples.page_of("<textarea></textarea>", "/gg/")).has_form
