"""What is opened next, which articles are drawn, which links are tested."""

from inspector_gui.checks_api import PageRole
from inspector_gui.domain.visits import VisitPlan
from inspector_gui.engine.visit_planning import links_to_test, next_visits, sample_articles

HOME = "http://www.yunxi.example/"
NAV = '<nav><a href="/">首页</a><a href="/yw/">要闻</a><a href="/zwgk/">政务公开</a><a href="/zwgk/index.html">政务公开</a></nav>'
SIDE = '<div class="side-nav"><a href="/zwgk/gg/">通知公告</a></div>'


def paths(visits):
    return [visit.url.removeprefix(HOME.rstrip("/")) for visit in visits]


def test_columns_from_the_home_page(samples):
    visits = next_visits(samples.page_of(NAV), plan=VisitPlan(), seen=[HOME])
    assert paths(visits) == ["/yw/", "/zwgk/"]
    assert {(v.role, v.depth, v.parent) for v in visits} == {(PageRole.COLUMN, 1, "c/")}
    assert visits[0].title == "要闻"


def test_what_was_seen_is_not_opened_again_under_another_name(samples):
    page = samples.page_of(NAV)
    assert paths(next_visits(page, plan=VisitPlan(), seen=["http://yunxi.example/yw/index.html"])) == ["/zwgk/"]


def test_two_levels_deep_and_no_further(samples):
    level_1 = samples.page_of(NAV + SIDE, "/zwgk/")
    assert paths(next_visits(level_1, plan=VisitPlan(), seen=[HOME, HOME + "yw/"])) == ["/zwgk/gg/"]
    level_2 = samples.page_of(NAV + SIDE, "/zwgk/x/", depth=2)
    assert next_visits(level_2, plan=VisitPlan(), seen=[]) == []


def test_articles_lead_nowhere(samples):
    assert next_visits(samples.page_of(NAV, "/yw/t1.html"), plan=VisitPlan(), seen=[]) == []


def test_a_site_that_is_a_folder_stays_in_its_folder(samples):
    page = samples.page_of(
        '<nav><a href="/yunxi/gg/">通知公告</a><a href="/other/">要闻</a></nav>', "/yunxi/zwgk/", depth=1
    )
    assert paths(next_visits(page, plan=VisitPlan(), seen=[], home=HOME + "yunxi/")) == ["/yunxi/gg/"]


def test_the_plan_bounds_the_columns(samples):
    page = samples.page_of("<nav>" + "".join(f'<a href="/c{n}/">第{n}栏目</a>' for n in range(60)) + "</nav>")
    assert len(next_visits(page, plan=VisitPlan(max_pages=7), seen=[])) == 7


def rows(path, count):
    return (
        "<ul>"
        + "".join(
            f'<li><a href="{path}t202106{n:02}_1.html">关于第{n}号事项的文章</a><i>2021-06-{n:02}</i></li>'
            for n in range(1, count)
        )
        + "</ul>"
    )


PAGES = {
    "/": '<nav><a href="/yw/">要闻</a><a href="/zc/">政策文件</a><a href="/gg/">通知公告</a></nav>',
    "/yw/": rows("/yw/", 12),
    "/zc/": rows("/zc/", 9),
    "/gg/": rows("/gg/", 6)
    + '<a href="http://a.example/x/t20210601_1.html">别的网站上的文章</a><a href="/gg/f.pdf">一份附件的全文</a>',
}


def test_the_sample_is_repeatable_and_depends_on_seed_and_target(samples):
    site = samples.site_of(PAGES)
    plan = VisitPlan(articles=5)
    one, same, other = (sample_articles(site, plan=plan, seed=seed) for seed in (7, 7, 8))
    assert one == same
    assert paths(one) != paths(other)


def test_the_sample_takes_kinds_in_turn(samples):
    visits = sample_articles(samples.site_of(PAGES), plan=VisitPlan(articles=5), seed=7)
    folders = [path.split("/")[1] for path in paths(visits)]
    assert folders == ["yw", "zc", "gg", "yw", "zc"]
    assert {(v.role, v.parent.startswith("c/")) for v in visits} == {(PageRole.ARTICLE, True)}


def test_the_sample_takes_all_when_there_are_fewer_and_never_leaves_the_site(samples):
    visits = sample_articles(samples.site_of(PAGES), plan=VisitPlan(articles=500), seed=7)
    assert len(visits) == 11 + 8 + 5
    assert all(visit.url.startswith(HOME) and not visit.url.endswith(".pdf") for visit in visits)


def test_opened_articles_are_not_drawn_again(samples):
    site = samples.site_of(PAGES | {"/gg/t20210601_1.html": "<p>正文</p>"})
    visits = sample_articles(site, plan=VisitPlan(articles=500), seed=7)
    assert "/gg/t20210601_1.html" not in paths(visits)


def test_links_worth_a_test(samples):
    site = samples.site_of(
        {
            "/yw/": '<a href="/b.doc">附件</a><a href="/a/">又一次</a>',
            "/": '<a href="/a/#top">一</a><a href="/a/">二</a><img src="/x.png"><iframe src="/f.html"></iframe><a href="http://b.example/">外</a>'
            '<a href="mailto:a@b.cn">邮</a><a href="javascript:x()">脚</a><a href="tel:1">电</a><a href="http://[">坏</a>'
            '<img src="/pixel.gif" style="display:none"><a>无</a>',
        }
    )
    assert links_to_test(site) == [HOME + "a/", HOME + "x.png", HOME + "f.html", "http://b.example/", HOME + "b.doc"]
    assert len(links_to_test(site, most=2)) == 2
