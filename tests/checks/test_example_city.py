"""Acceptance on the example city: every planted fault is found, the clean site has none, no trap is stepped into."""

from __future__ import annotations

import datetime as dt
import http.client
import random
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest

from inspector_gui.checks_api import LinkResult, LinkState, PageRole, PageView, Website
from inspector_gui.domain.captures import Capture, Fitness, Outcome
from inspector_gui.domain.layout import decode_layout
from inspector_gui.domain.visits import Visit, VisitPlan
from inspector_gui.engine.coverage import coverage
from inspector_gui.engine.runner import findings_from, run_checks
from inspector_gui.engine.site_model import build_site_view
from inspector_gui.engine.visit_planning import links_to_test, next_visits, sample_articles
from inspector_gui.example_city.server import CityServer
from inspector_gui.example_city.sites import site, sites
from inspector_gui.example_city.truth import truth

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TRUTH = truth()
AS_OF = dt.date.fromisoformat(TRUTH.as_of)
PLAN = VisitPlan()
SITES = [one.key for one in sites()]
#: Lets lists written by script and lazy pictures appear; the recorder proper waits for the page itself.
SCROLL = """async () => {
    await new Promise(done => setTimeout(done, 380));
    for (let y = 0; y < document.body.scrollHeight; y += 700) {
        scrollTo(0, y); await new Promise(done => setTimeout(done, 20));
    }
    scrollTo(0, 0);
}"""


class Patrol:
    """The plainest patrol there is, to judge checks and planning without the recorder."""

    def __init__(self, city, page, snapshot_of):
        self.page = page
        self.snapshot_of = snapshot_of
        specs = (spec.split(":") for spec in city.resolve_specs)
        self.addresses = {(host, int(port)): (address, int(to)) for host, port, address, to in specs}

    def visit(self, one):
        """The view of one site after columns, articles and link tests."""
        target = Website(id=one.key, name=one.name, url=one.url, unit=one.unit, site_code=one.site_code)
        self.fit, self.unfit = [], []
        self._visit_all([Visit(one.url, PageRole.HOME)], target)
        self._visit_all(sample_articles(self._view(target, {}), plan=PLAN, seed=2021), target)
        links = {url: self._test(url) for url in links_to_test(self._view(target, {}))}
        return self._view(target, links)

    def _view(self, target, links):
        return build_site_view(target=target, as_of=AS_OF, captures=self.fit, unfit=self.unfit, links=links)

    def _visit_all(self, queue, target):
        seen = {visit.url for visit in queue}
        while queue:
            visit = queue.pop(0)
            capture, layout = self._record(visit, target)
            if layout is None:
                self.unfit.append(capture)
                continue
            self.fit.append((capture, layout))
            for following in next_visits(PageView(capture, layout), plan=PLAN, seen=seen):
                seen.add(following.url)
                queue.append(following)

    def _record(self, visit, target):
        answer = self.page.goto(visit.url)
        self.page.evaluate(SCROLL)
        layout = decode_layout(self.snapshot_of(self.page)) if answer.status < 400 else None
        capture = Capture(
            id=f"{target.id}-{len(self.fit)}-{len(self.unfit)}",
            round_id="r",
            target_id=target.id,
            url=visit.url,
            final_url=self.page.url,
            role=visit.role,
            depth=visit.depth,
            taken_at="2026-07-01T10:00:00+08:00",
            outcome=Outcome.COMPLETE,
            fitness=Fitness.FIT if layout else Fitness.ERROR_PAGE,
            status=answer.status,
            reason="" if layout else f"服务器返回 {answer.status}",
            title=self.page.title(),
            parent=visit.parent,
        )
        return capture, layout

    def _test(self, url):
        parts = urlsplit(url)
        address = self.addresses.get((parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)))
        if address is None:
            return LinkResult(url, LinkState.DNS, tries=2)
        connection = http.client.HTTPConnection(*address, timeout=10)
        try:
            connection.request("GET", parts.path or "/", headers={"Host": parts.netloc})
            status = connection.getresponse().status
        except OSError:
            return LinkResult(url, LinkState.UNREACHABLE, tries=2)
        finally:
            connection.close()
        state = LinkState.OK if status < 400 else LinkState.BLOCKED if status in (401, 403) else LinkState.DEAD
        return LinkResult(url, state, status=status, tries=2)


@pytest.fixture(scope="module")
def reports(launch, snapshot_of, registry):
    """Site key → (view, check report)."""
    with CityServer() as city:
        rules = ",".join("MAP {}:{} {}:{}".format(*spec.split(":")) for spec in city.resolve_specs)
        page = launch(f"--host-resolver-rules={rules},MAP * ~NOTFOUND")
        patrol = Patrol(city, page, snapshot_of)
        views = {one.key: patrol.visit(one) for one in sites()}
        page.close()
    return {key: (view, run_checks(view, registry.checks)) for key, view in views.items()}


def findings(reports, key):
    return findings_from(reports[key][1], round_id="r", target_id=key)


def is_found(fault, found):
    """Whether one finding is the planted fault: same rule, on a page it shows on, naming what is wrong there."""
    if found.rule != fault.rule:
        return False
    pages = {urljoin(site(fault.site).url, path) for path in fault.paths}
    if not any(place.url in pages for place in found.places):
        return False
    if fault.link:
        return found.cause == f"link:{fault.link}"
    return fault.element in found.text


@pytest.mark.parametrize("fault", [f for f in TRUTH.faults if not f.optional], ids=lambda f: f"{f.id}-{f.rule}")
def test_a_planted_fault_is_found(fault, reports):
    found = findings(reports, fault.site)
    assert any(is_found(fault, one) for one in found), (
        fault.why,
        [one.text for one in found if one.rule == fault.rule],
    )


@pytest.mark.parametrize("key", SITES)
def test_nothing_is_found_that_was_not_planted(key, reports):
    planted = TRUTH.faults_of(key)
    surplus = [one for one in findings(reports, key) if not any(is_found(fault, one) for fault in planted)]
    assert [(one.rule, one.text) for one in surplus] == []


def test_the_clean_site_has_no_finding_and_every_rule_was_judged(reports, registry):
    view, report = reports[TRUTH.clean_site]
    assert findings(reports, TRUTH.clean_site) == []
    judged = coverage(report)
    assert {rule for check in registry.checks for rule in check.meta.rules} == set(judged)
    assert {rule: state for rule, state in judged.items() if state != "checked"} == {}
    assert len(view.columns) >= 10


@pytest.mark.parametrize("trap", TRUTH.traps, ids=lambda t: t.id)
def test_a_trap_is_not_stepped_into(trap, reports):
    pages = {urljoin(site(trap.site).url, path) for path in trap.paths}
    planted = TRUTH.faults_of(trap.site)
    found = [
        one
        for one in findings(reports, trap.site)
        if one.rule == trap.rule
        and any(p.url in pages for p in one.places)
        and not any(is_found(f, one) for f in planted)
    ]
    assert [one.text for one in found] == []


@pytest.mark.parametrize("key", SITES)
def test_no_check_fails_and_every_place_can_be_shown(key, reports):
    view, report = reports[key]
    assert [run.text for run in report if run.outcome == "failed"] == []
    captures = {page.capture.id for page in view.pages}
    assert all(place.capture_id in captures for one in findings(reports, key) for place in one.places)


def test_the_same_seed_draws_the_same_articles_whatever_the_order_of_pages(reports):
    view = reports["yunxi"][0]
    shuffled = list(view.pages)
    random.Random(1).shuffle(shuffled)
    again = build_site_view(
        target=view.target,
        as_of=view.as_of,
        unfit=view.unfit,
        links=view.links,
        captures=[(page.capture, page.layout) for page in shuffled],
    )
    one, other = (sample_articles(v, plan=VisitPlan(articles=4), seed=7) for v in (view, again))
    assert [v.url for v in one] == [v.url for v in other]
    assert len({v.url for v in one}) == 4


def test_the_figures(reports, capsys):
    """Prints what the acceptance asks for: planted, found and surplus, per site and per rule."""
    wanted = [fault for fault in TRUTH.faults if not fault.optional]
    hit = [fault for fault in wanted if any(is_found(fault, one) for one in findings(reports, fault.site))]
    with capsys.disabled():
        print(
            f"\n示例城:植入问题 {len(wanted)} 个,发现 {len(hit)} 个;干净网站误报 {len(findings(reports, TRUTH.clean_site))} 个"
        )
        for rule, count in sorted(Counter(fault.rule for fault in wanted).items()):
            print(f"  {rule:6} 植入 {count:2} 发现 {sum(1 for fault in hit if fault.rule == rule):2}")
    assert len(hit) == len(wanted)
