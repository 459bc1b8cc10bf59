"""Runs checks over one site and turns what they say into stored results and findings; a failing check never stops the rest."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from inspector_gui.checks_api import CheckMeta, Found, NeedsReview, NotApplicable, Outcome, Place, SiteView
from inspector_gui.checks_api.outcomes import Clear
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import Finding, Occurrence, finding_id
from inspector_gui.engine.deadline import Deadline, OutOfTime
from inspector_gui.engine.registry import LoadedCheck

_OUTCOMES: dict[type[Outcome], str] = {
    Found: "found",
    Clear: "clear",
    NeedsReview: "review",
    NotApplicable: "not_applicable",
}
#: Places kept of one outcome; a fault on every page of a site is shown by these as well as by all.
_MOST_PLACES = 40
_MOST_TEXT = 600


class _Misuse(Exception):
    """A check that does not keep the contract of `inspector_gui.checks_api`."""


@dataclass(frozen=True)
class CheckReport(Sequence[CheckRun]):
    """What the checks said, as rows for the archive; `found` keeps the faults with all that a finding needs."""

    runs: tuple[CheckRun, ...]
    found: tuple[tuple[CheckRun, Found], ...] = ()

    def __len__(self) -> int:
        return len(self.runs)

    @overload
    def __getitem__(self, index: int) -> CheckRun: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[CheckRun]: ...
    def __getitem__(self, index: int | slice) -> CheckRun | Sequence[CheckRun]:
        return self.runs[index]


def run_checks(
    site: SiteView, checks: Iterable[LoadedCheck], *, budget_seconds: float = 20.0, ran_at: str = ""
) -> CheckReport:
    """Run each check over `site`, at most `budget_seconds` each; pure but for the clock (`ran_at`: default now).

    Every rule a check declares gets at least one result: ``failed`` when it crashed, ran out of time, broke the
    contract or said nothing about the rule. What a check said before it failed is dropped: half a judgement is none.
    """
    when = ran_at or dt.datetime.now().astimezone().isoformat(timespec="milliseconds")
    reports = [_run_check(site, check, budget_seconds, when) for check in checks]
    return CheckReport(
        tuple(r for report in reports for r in report.runs), tuple(f for report in reports for f in report.found)
    )


def findings_from(report: CheckReport, *, round_id: str, target_id: str) -> list[Finding]:
    """The suspicions in `report`, one per check, rule and cause; the same fault keeps its id from run to run."""
    findings: dict[str, Finding] = {}
    for run, found in report.found:
        key = finding_id(round_id=round_id, target_id=target_id, rule=run.rule, source=run.check_id, cause=found.cause)
        findings.setdefault(key, _finding(key, round_id, target_id, run, found))
    return list(findings.values())


def _finding(key: str, round_id: str, target_id: str, run: CheckRun, found: Found) -> Finding:
    return Finding(
        id=key,
        round_id=round_id,
        target_id=target_id,
        rule=run.rule,
        text=run.text,
        amount=found.amount,
        cause=found.cause,
        confidence=found.confidence,
        remedy=found.remedy,
        check_id=run.check_id,
        check_version=run.version,
        check_digest=run.digest,
        places=run.places,
    )


def _run_check(site: SiteView, check: LoadedCheck, budget: float, when: str) -> CheckReport:
    blank = CheckRun(check.meta.id, check.meta.version, check.digest, rule="", outcome="", text="", ran_at=when)
    started = time.perf_counter()
    try:
        with Deadline(budget):
            outcomes = list(check.function(site))
        pairs = [_as_run(outcome, check.meta, blank) for outcome in outcomes]
        failure = ""
    except OutOfTime:
        failure = f"超过 {budget:g} 秒仍未结束,已中止"
    except _Misuse as error:
        failure = str(error)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a crashing check becomes a result naming it and the cause
        failure = f"运行出错:{type(error).__name__}: {error}{_line_of(error)}"
    seconds = round(time.perf_counter() - started, 4)
    if failure:
        text = f"检查项 {check.meta.id}(版本 {check.meta.version}){failure}"[:_MOST_TEXT]
        return CheckReport(
            tuple(replace(blank, rule=r, outcome="failed", text=text, seconds=seconds) for r in check.meta.rules)
        )
    pairs = [(replace(run, seconds=seconds), outcome) for run, outcome in pairs]
    mute = _mute_rules(pairs, check.meta, replace(blank, seconds=seconds))
    found = tuple((run, outcome) for run, outcome in pairs if isinstance(outcome, Found))
    return CheckReport((*(run for run, _ in pairs), *mute), found)


def _as_run(outcome: object, meta: CheckMeta, blank: CheckRun) -> tuple[CheckRun, Outcome]:
    if not isinstance(outcome, Found | Clear | NeedsReview | NotApplicable):
        raise _Misuse(f"给出的结果不是 Found、Clear、NeedsReview 或 NotApplicable,而是 {type(outcome).__name__}")
    rule = outcome.rule or (meta.rules[0] if len(meta.rules) == 1 else "")
    if rule not in meta.rules:
        raise _Misuse(
            f"对细则“{rule}”给出结果,META.rules 中没有它" if rule else "判断多条细则,却没有说明结果属于哪一条"
        )
    text = outcome.text if isinstance(outcome, Found | Clear) else outcome.reason
    where = outcome.where if isinstance(outcome, Found | NeedsReview) else ()
    if isinstance(outcome, Found) and not (outcome.cause and outcome.text and outcome.where):
        raise _Misuse("Found 必须写明 text、where 和 cause")
    places = tuple(map(_occurrence, where[:_MOST_PLACES]))
    return replace(blank, rule=rule, outcome=_OUTCOMES[type(outcome)], text=text[:_MOST_TEXT], places=places), outcome


def _mute_rules(pairs: Sequence[tuple[CheckRun, Outcome]], meta: CheckMeta, blank: CheckRun) -> Iterator[CheckRun]:
    said = {run.rule for run, _ in pairs}
    for rule in meta.rules:
        if rule not in said:
            text = f"检查项 {meta.id}(版本 {meta.version})没有对细则 {rule} 给出结果"
            yield replace(blank, rule=rule, outcome="failed", text=text)


def _occurrence(place: Place) -> Occurrence:
    text = place.text or (place.element.text if place.element is not None else "")
    return Occurrence(capture_id=place.page.capture.id, url=place.page.url, text=text[:200], box=place.shown_box)


def _line_of(error: BaseException) -> str:
    """The line of the check that failed, as `` (第 12 行)``; local paths stay out of results."""
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_globals.get("__name__", "").startswith("inspector_check_"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"(第 {line} 行)" if line else ""
