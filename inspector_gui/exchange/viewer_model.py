"""What the offline viewer shows, arranged target by target. Pure: from package content to plain values for the template."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector_gui.domain.annotations import Annotation
from inspector_gui.domain.captures import Capture, EvidenceKind
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import Finding, Occurrence
from inspector_gui.domain.indicators import IndicatorSet
from inspector_gui.domain.layout import LayoutUnreadable, decode_layout
from inspector_gui.domain.targets import Website
from inspector_gui.errors import UnknownName
from inspector_gui.exchange.package_content import DecisionRecord, PackageContent
from inspector_gui.exchange.package_format import evidence_name
from inspector_gui.exchange.picture_plan import PicturePlan, place_numbers

#: Characters of page text and of facts shown for a capture; the files themselves hold everything.
TEXT_SHOWN, FACTS_SHOWN = 1_500, 6_000
#: Places listed for one finding, and how many of them without unfolding.
PLACES_SHOWN, PLACES_OPEN = 100, 5


@dataclass(frozen=True, slots=True)
class EvidenceView:
    kind: str
    sha256: str
    size: int
    file: str
    """Path inside the package."""


@dataclass(frozen=True, slots=True)
class CaptureCard:
    """A capture with its evidence; `text` and `facts` only where a finding or annotation refers to it."""

    capture: Capture
    evidence: tuple[EvidenceView, ...]
    overview: str
    text: str
    facts: str


@dataclass(frozen=True, slots=True)
class FindingCard:
    finding: Finding
    rule_zh: str
    rule_en: str
    pictures: tuple[PicturePlan, ...]
    decisions: tuple[DecisionRecord, ...]
    annotations: tuple[Annotation, ...]
    places: tuple[tuple[int, Occurrence], ...]
    """The first places, each with its number on the pictures (0: none)."""
    more_places: int


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    id: str
    name_zh: str
    name_en: str
    findings: tuple[FindingCard, ...]


@dataclass(frozen=True, slots=True)
class TargetCard:
    """One target; `score` is the score card as JSON values, empty when there is none."""

    target: Website
    score: Mapping[str, Any]
    counts: Mapping[str, int]
    groups: tuple[IndicatorGroup, ...]
    captures: tuple[CaptureCard, ...]
    open_runs: tuple[CheckRun, ...]
    loose: tuple[tuple[Annotation, PicturePlan], ...]
    """Annotations that belong to no finding, with their pictures."""


def build_targets(content: PackageContent, *, rules: IndicatorSet, pictures: Sequence[PicturePlan]) -> Iterator[TargetCard]:
    """One card for each target, in the order given."""
    by_owner: dict[str, list[PicturePlan]] = {}
    for plan in pictures:
        by_owner.setdefault(plan.owner_id, []).append(plan)
    cards = _FindingCards(content, rules, by_owner)
    files = content.evidence_files()
    referred = {place.capture_id for finding in content.findings for place in finding.places}
    referred |= {annotation.capture_id for annotation in content.annotations}
    finding_ids = {finding.id for finding in content.findings}
    for target in content.targets:
        captures = [capture for capture in content.captures if capture.target_id == target.id]
        findings = [finding for finding in content.findings if finding.target_id == target.id]
        own = {capture.id for capture in captures}
        yield TargetCard(
            target=target, score=content.score_cards.get(target.id, {}),
            counts=Counter(finding.state.value for finding in findings), groups=tuple(cards.groups(findings)),
            captures=tuple(_capture_card(content, capture, files, capture.id in referred) for capture in captures),
            open_runs=tuple(run for run in content.check_runs.get(target.id, ()) if run.outcome in ("review", "failed")),
            loose=tuple(
                (annotation, by_owner[annotation.id][0]) for annotation in content.annotations
                if annotation.finding_id not in finding_ids and annotation.capture_id in own and annotation.id in by_owner
            ),
        )


class _FindingCards:
    """Builds the cards of findings, grouped by indicator in the order of the rule book."""

    def __init__(self, content: PackageContent, rules: IndicatorSet, pictures: Mapping[str, Sequence[PicturePlan]]) -> None:
        self._rules = rules
        self._pictures = pictures
        self._decisions: dict[str, list[DecisionRecord]] = {}
        for decision in content.decisions:
            self._decisions.setdefault(decision.finding_id, []).append(decision)
        self._annotations: dict[str, list[Annotation]] = {}
        for annotation in content.annotations:
            self._annotations.setdefault(annotation.finding_id, []).append(annotation)

    def groups(self, findings: Sequence[Finding]) -> Iterator[IndicatorGroup]:
        order = self._rules.rule_order
        by_indicator: dict[str, list[Finding]] = {}
        for finding in sorted(findings, key=lambda f: (order.get(f.rule, len(order)), f.rule)):
            by_indicator.setdefault(finding.indicator, []).append(finding)
        for id, members in by_indicator.items():
            name_zh, name_en = self._indicator_name(id)
            yield IndicatorGroup(id, name_zh, name_en, tuple(self._card(finding) for finding in members))

    def _indicator_name(self, id: str) -> tuple[str, str]:
        try:
            indicator = self._rules.indicator(id)
        except UnknownName:
            return id, id
        return indicator.name_zh, indicator.name_en

    def _card(self, finding: Finding) -> FindingCard:
        try:
            rule = self._rules.rule(finding.rule)
            rule_zh, rule_en = rule.text_zh, rule.text_en
        except UnknownName:
            rule_zh = rule_en = finding.rule
        annotations = tuple(self._annotations.get(finding.id, ()))
        numbered = zip(place_numbers(finding, annotations), finding.places, strict=True)
        return FindingCard(
            finding=finding, rule_zh=rule_zh, rule_en=rule_en, pictures=tuple(self._pictures.get(finding.id, ())),
            decisions=tuple(self._decisions.get(finding.id, ())), annotations=annotations, places=tuple(numbered)[:PLACES_SHOWN],
            more_places=max(0, len(finding.places) - PLACES_SHOWN),
        )


def _capture_card(content: PackageContent, capture: Capture, files: Mapping[str, str], in_full: bool) -> CaptureCard:
    evidence = tuple(
        EvidenceView(item.kind.value, item.sha256, item.size, evidence_name(files[item.sha256])) for item in capture.evidence
    )
    overview = capture.first(EvidenceKind.OVERVIEW)
    return CaptureCard(
        capture, evidence, evidence_name(files[overview.sha256]) if overview else "",
        _page_text(content, capture) if in_full else "", _facts(content, capture) if in_full else "",
    )


def _page_text(content: PackageContent, capture: Capture) -> str:
    item = capture.first(EvidenceKind.LAYOUT)
    if item is None:
        return ""
    try:
        return decode_layout(content.read_evidence(item.sha256)).root.text
    except (LayoutUnreadable, RecursionError):
        return ""


def _facts(content: PackageContent, capture: Capture) -> str:
    item = capture.first(EvidenceKind.FACTS)
    if item is None:
        return ""
    try:
        facts = json.loads(content.read_evidence(item.sha256))
        return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    except (ValueError, RecursionError):
        return ""
