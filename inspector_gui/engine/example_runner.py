"""Runs the examples that document a check: they are its test, and the program's self-test, in any browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from inspector_gui.checks_api import (
    Element,
    Example,
    Found,
    LinkResult,
    LinkState,
    NeedsReview,
    Outcome,
    PageRole,
    Place,
    SiteView,
    Website,
)
from inspector_gui.domain.captures import Capture, Fitness
from inspector_gui.domain.captures import Outcome as VisitOutcome
from inspector_gui.domain.layout import Layout, decode_layout
from inspector_gui.engine.registry import LoadedCheck
from inspector_gui.engine.runner import run_checks
from inspector_gui.engine.site_model import build_site_view
from inspector_gui.engine.visit_planning import links_to_test

#: Renders HTML as the page at an address and gives its layout snapshot as bytes.
Render = Callable[[str, str], bytes]

EXAMPLE_SITE = "http://www.yunxi.example/"
#: What an example's page holds to say that its capture is not fit to be judged.
UNFIT_MARK = "<!-- unfit -->"


def site_of_example(example: Example, render: Render) -> SiteView:
    """The site that an example describes.

    ``/`` is the home page, other paths that end in ``/`` are columns, the rest articles. Links are taken to work unless
    `Example.links` says otherwise. A page that holds `UNFIT_MARK` could not be captured.
    """
    fit: list[tuple[Capture, Layout]] = []
    unfit: list[Capture] = []
    for number, (path, html) in enumerate(example.pages.items()):
        url = urljoin(EXAMPLE_SITE, path)
        if UNFIT_MARK in html:
            unfit.append(_capture(number, url, path, None))
        else:
            layout = decode_layout(render(html, url))
            fit.append((_capture(number, url, path, layout), layout))
    target = Website(id="example", name=example.name, url=EXAMPLE_SITE, unit=example.name, site_code=example.site_code)
    as_of = dt.date.fromisoformat(example.as_of)
    site = build_site_view(target=target, as_of=as_of, captures=fit, unfit=unfit, links={})
    links = _link_results(site, example)
    return build_site_view(target=target, as_of=as_of, captures=fit, unfit=unfit, links=links)


def run_example(check: LoadedCheck, example: Example, render: Render) -> list[str]:
    """Run one example; each sentence returned is an expectation that was not met (empty: all were)."""
    site = site_of_example(example, render)
    failed = [run.text for run in run_checks(site, [check]) if run.outcome == "failed"]
    if failed:
        return failed
    outcomes = list(check.function(site))
    return [*_missed_marks(site, outcomes), *_wrong_rules(check, example, outcomes)]


def _capture(number: int, url: str, path: str, layout: Layout | None) -> Capture:
    role = PageRole.HOME if path == "/" else PageRole.COLUMN if path.endswith("/") else PageRole.ARTICLE
    return Capture(
        id=f"example-{number}",
        round_id="example",
        target_id="example",
        url=url,
        final_url=url,
        role=role,
        depth=0 if path == "/" else path.strip("/").count("/") + 1,
        taken_at="2021-06-30T10:00:00+08:00",
        outcome=VisitOutcome.COMPLETE if layout else VisitOutcome.TIMEOUT,
        fitness=Fitness.FIT if layout else Fitness.NO_PAGE,
        reason="" if layout else "页面打开超时",
        title=layout.title if layout else "",
        width=int(layout.width) if layout else 0,
        height=int(layout.height) if layout else 0,
    )


def _link_results(site: SiteView, example: Example) -> dict[str, LinkResult]:
    given = {urljoin(EXAMPLE_SITE, address): LinkState(state) for address, state in example.links.items()}
    return {url: _link_result(url, given.get(url, LinkState.OK)) for url in links_to_test(site)}


def _link_result(url: str, state: LinkState) -> LinkResult:
    status = {LinkState.OK: 200, LinkState.DEAD: 404, LinkState.BLOCKED: 403}.get(state, 0)
    return LinkResult(url=url, state=state, status=status, tries=1 if state is LinkState.OK else 2)


def _missed_marks(site: SiteView, outcomes: list[Outcome]) -> Iterator[str]:
    """Elements whose ids say found, clear or review, and that were judged otherwise."""
    found = [place for o in outcomes if isinstance(o, Found) for place in o.where]
    review = [place for o in outcomes if isinstance(o, NeedsReview) for place in o.where]
    for page in site.pages:
        for element in page.elements:
            name = element.get("id")
            if name.startswith("found") and not _is_among(element, found):
                yield f"应报告 #{name},没有报告"
            if name.startswith("clear") and _is_among(element, found):
                yield f"不应报告 #{name},却报告了"
            if name.startswith("review") and not _is_among(element, review):
                yield f"应提请人工判断 #{name},没有提请"


def _is_among(element: Element, places: list[Place]) -> bool:
    """Whether one of `places` is this element or lies in it."""
    return any(p.element is not None and (p.element is element or element in p.element.ancestors()) for p in places)


def _wrong_rules(check: LoadedCheck, example: Example, outcomes: list[Outcome]) -> Iterator[str]:
    kinds = {"Found": "found", "Clear": "clear", "NeedsReview": "review", "NotApplicable": "not_applicable"}
    for rule, wanted in example.expect.items():
        said = {kinds[type(o).__name__] for o in outcomes if (o.rule or check.meta.rules[0]) == rule}
        if wanted not in said or (wanted != "found" and "found" in said):
            yield f"细则 {rule} 应为 {wanted},实为 {'、'.join(sorted(said)) or '无结果'}"
