"""The truth list against an independent reading of the pages: complete, exact, and nothing left over."""

import json
import re
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from inspector_gui.bundled import resource
from inspector_gui.example_city.pages import outside_answer, outside_hosts, page_paths, refused_addresses, site_routes
from inspector_gui.example_city.sites import site, sites
from inspector_gui.example_city.truth import truth

AS_OF = date.fromisoformat(truth().as_of)
SITE_TAGS = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN_TAGS = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE_TAGS = {"ArticleTitle", "PubDate", "ContentSource"}
FIND_ERRORS = "https://zfwzgl.www.gov.cn/exposure/jiucuo.js"
MARKS = {
    "党政机关网站标识": r'id="_ideConac"><a href="//bszs\.conac\.cn/sitename\?method=show&amp;id=[0-9A-F]{32}',
    "网站标识码": r"网站标识码:\d{10}",
    "ICP备案编号": r"京ICP备\d{8}号",
    "公安机关备案标识": r"京公网安备\s*\d{14}号",
    "主办单位": r"主办单位:",
    "联系方式": r"联系电话:",
}
per_site = pytest.mark.parametrize("one", sites(), ids=lambda one: one.key)


class Reading(HTMLParser):
    """What a page holds: meta tags, links, pictures, frames, the script for reporting errors."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.find_errors = {}, set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "meta" and "name" in facts:
            self.meta[facts["name"]] = facts["content"]
        if tag == "script" and facts.get("id") == "_jiucuo_":
            self.find_errors = facts["src"]
        wanted = {"a": ("href",), "img": ("src", "data-src"), "iframe": ("src",), "form": ("action",)}.get(tag, ())
        self.links |= {facts[name] for name in wanted if name in facts}


@cache
def status_of(key, path):
    route = site_routes(site(key)).get(path)
    return 404 if route is None else route().status


def html_of(one):
    return _html_of(one.key)


@cache
def _html_of(key):
    """Path and HTML of each page; a footer that a script writes is appended, as the browser would do."""
    one = site(key)
    routes = site_routes(one)
    pages = []
    for path in page_paths(one):
        html = routes[path]().body.decode(one.encoding)
        if "/static/footer.js" in html:
            script = routes["/static/footer.js"]().body.decode()
            html += json.loads(script.split("innerHTML = ")[1].strip().rstrip(";"))
        pages.append((path, html))
    return pages


def planted(one, rule):
    return [fault for fault in truth().faults if fault.site == one.key and fault.rule == rule]


def planted_paths(one, rule):
    return {path for fault in planted(one, rule) for path in fault.paths}


def state_of(url):
    """How an address answers: ok, dead, blocked, dns, unreachable or skipped."""
    parts = urlsplit(url)
    if parts.scheme != "http":
        return "skipped"
    if f"{parts.hostname}:{parts.port or 80}" in refused_addresses():
        return "unreachable"
    for one in sites():
        if one.host == parts.hostname:
            return "ok" if status_of(one.key, parts.path) == 200 else "dead"
    if parts.hostname not in outside_hosts():
        return "dns"
    return {200: "ok", 403: "blocked"}[outside_answer(parts.hostname, parts.path).status]


def test_size_and_names():
    faults = truth().faults
    assert len([fault for fault in faults if not fault.optional]) >= 40
    assert len({fault.id for fault in faults}) == len(faults)
    assert truth().faults_of(truth().clean_site) == ()
    assert {fault.site for fault in faults} == {one.key for one in sites()} - {truth().clean_site}


def test_truth_refers_to_existing_pages_and_texts():
    for entry in (*truth().faults, *truth().traps):
        one = site(entry.site)
        assert entry.paths
        assert set(entry.paths) <= set(page_paths(one)), entry.id
        assert re.fullmatch(r"(D\d\d|VW\d)/\d", entry.rule)


@per_site
def test_meta_tags(one):
    lacking = {"column": set(), "article": set()}
    columns = {column.path for column in one.columns}
    for path, html in html_of(one):
        if path == "/":
            continue
        kind, wanted = ("column", COLUMN_TAGS) if path in columns else ("article", ARTICLE_TAGS)
        filled = {name for name, content in Reading(html).meta.items() if content}
        if not SITE_TAGS | wanted <= filled:
            lacking[kind].add(path)
    assert lacking["article"] == planted_paths(one, "D26/1")
    assert lacking["column"] == planted_paths(one, "D26/2")


@per_site
def test_entry_for_reporting_errors(one):
    faulty = {path for path, html in html_of(one) if Reading(html).find_errors != FIND_ERRORS}
    assert faulty & {"/"} == planted_paths(one, "D23/1")
    assert faulty - {"/"} == planted_paths(one, "D23/2")


@per_site
def test_footer_marks(one):
    expected = {fault.element for fault in planted(one, "D21/1")}
    for path, html in html_of(one):
        assert {mark for mark, pattern in MARKS.items() if not re.search(pattern, html)} == expected, path


@per_site
def test_site_name_in_header(one):
    nameless = set()
    for path, html in html_of(one):
        header = re.split(r"<main|首 ?页", html[html.index("<body") :])[0]
        if one.name not in header:
            nameless.add(path)
    assert nameless == planted_paths(one, "D20/3")


@per_site
def test_dead_links(one):
    found = {}
    for path, html in html_of(one):
        for link in Reading(html).links:
            url = urljoin(f"http://{one.host}{path}", link)
            if (state := state_of(url)) not in ("ok", "skipped"):
                found.setdefault((url, state), set()).add(path)
    blocked = {trap.link for trap in truth().traps if trap.link and state_of(trap.link) == "blocked"}
    dead = {key: paths for key, paths in found.items() if key[0] not in blocked}
    faults = planted(one, "D22/1") + planted(one, "D22/2")
    assert dead == {(fault.link, fault.link_state): set(fault.paths) for fault in faults}
    assert all((fault.paths == ("/",)) == (fault.rule == "D22/1") for fault in faults)


@per_site
def test_lists_outside_the_page_lead_nowhere_dead(one):
    for column in one.columns:
        for article in column.articles:
            assert state_of(urljoin(one.url, article.path)) == "ok"


@per_site
def test_blank_columns(one):
    own = {"list", "blank", "frame", "grid"}
    blank = {column.path for column in one.columns if column.kind in own and not column.articles}
    assert blank == planted_paths(one, "D09/1")
    assert bool(planted(one, "VW4/3")) == (len(blank) >= 5)
    assert planted_paths(one, "VW4/3") in (set(), blank)


@per_site
def test_stale_columns(one):
    def stale(days, *topics):
        limit = AS_OF - timedelta(days=days)
        return {c.path for c in one.columns if c.topic in topics and c.articles and c.articles[0].listed < limit}

    news = stale(14, "news", "department", "street")
    policy = stale(183, "policy")
    notices = stale(183, "notice", "publicity")
    assert news == planted_paths(one, "D04/2")
    assert policy == planted_paths(one, "D05/2")
    assert stale(183, "interpretation") == planted_paths(one, "D06/2")
    assert stale(183, "consultation", "data", "personnel", "notice", "publicity") == planted_paths(one, "D09/2")
    together = news | policy | notices
    assert planted_paths(one, "VW4/1") == (together if len(together) >= 5 else set())


def test_traps_show_what_they_say():
    pages = {(one.key, path): html for one in sites() for path, html in html_of(one)}
    for trap in truth().traps:
        if trap.link:
            assert f'href="{trap.link}"' in pages[trap.site, "/"]
    assert "暂无新增" in pages["qinglan", "/xwdt/"]
    assert "2018年5月1日" in pages["qinglan", "/xwdt/t20210624_903.html"]
    assert "<title>404路" in pages["qinglan", "/xwdt/t20210627_902.html"]
    assert "06-28" in pages["qinglan", "/zwgk/tzgg/"]
    assert "2021-06-28" not in pages["qinglan", "/zwgk/tzgg/"]
    assert "2021-09-18" in pages["qinglan", "/hdjl/hdyg/"]
    assert "政务公开" not in pages["qinglan", "/"].split("<main")[0]  # the navigation is written by script


@per_site
def test_the_help_page_names_the_planted_rules(one):
    page = resource("help", "example-city.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if f"| {one.host} |" in line).split("|")[4]
    stated = {rule: int(times or 1) for rule, times in re.findall(r"((?:D\d\d|VW\d)/\d)(?: ×(\d))?", row)}
    rules = [fault.rule for fault in truth().faults_of(one.key) if not fault.optional]
    assert stated == {rule: rules.count(rule) for rule in rules}
