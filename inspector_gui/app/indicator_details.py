"""Use-case: for each indicator of a target, rule by rule, what was judged, what was not, and why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspector_gui.app.scores import card_of, inputs_from, profile_for
from inspector_gui.app.session import Session, indicator_set_of
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import FindingState
from inspector_gui.domain.indicators import Part
from inspector_gui.domain.scoring import IndicatorLine, RuleLine, ScoreInputs, exact


@dataclass(frozen=True, slots=True)
class CheckNote:
    """What one check said about one rule: `outcome` is a value of `CheckRun.outcome`."""

    check_id: str
    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleDetail:
    """One rule: its words, its state (a value of `RuleState`), and what the checks said; no note: no check judges it."""

    rule: str
    text: str
    text_en: str
    state: str
    notes: tuple[CheckNote, ...]


@dataclass(frozen=True, slots=True)
class IndicatorDetail:
    """One indicator. `lost` is what confirmed findings cost now, `lost_if_all` if every open one holds, caps included.

    Both are ready for display (``−1``); empty where the indicator takes no points (veto, bonus) or nothing is lost.
    """

    indicator: str
    name: str
    name_en: str
    state: str
    lost: str
    lost_if_all: str
    rules: tuple[RuleDetail, ...]

    @property
    def unchecked(self) -> int:
        """How many of its rules nobody has judged."""
        return sum(1 for rule in self.rules if rule.state == "unchecked")


def read_indicator_details(session: Session, *, round_id: str, target_id: str) -> tuple[IndicatorDetail, ...]:
    """Every indicator of the target's profile in rule-book order. Raises `UnknownName`."""
    round_, target = session.archive.rounds.get(round_id), session.archive.targets.get(target_id)
    rules = indicator_set_of(session, round_id)
    runs = session.archive.checks.of_target(round_id, target_id)
    findings = session.archive.findings.of_target(round_id, target_id)
    inputs = inputs_from(rules, profile_for(rules, round_, target), findings, runs)
    notes, worst = _notes(runs), _if_all_hold(inputs)
    return tuple(_detail(line, worst[line.indicator], notes) for line in card_of(inputs).indicators)


def _if_all_hold(inputs: ScoreInputs) -> dict[str, IndicatorLine]:
    """The indicators as they would be if every open finding held; what nobody has checked stays out of it."""
    held = [replace(f, state=FindingState.CONFIRMED) if f.is_open else f for f in inputs.faults]
    return {line.indicator: line for line in card_of(replace(inputs, faults=held)).indicators}


def _detail(line: IndicatorLine, worst: IndicatorLine, notes: Mapping[str, Sequence[CheckNote]]) -> IndicatorDetail:
    return IndicatorDetail(
        indicator=line.indicator,
        name=line.name_zh,
        name_en=line.name_en,
        state=line.state.value,
        lost=_loss(line),
        lost_if_all=_loss(worst),
        rules=tuple(_rule(rule, notes.get(rule.rule, ())) for rule in line.rules),
    )


def _rule(rule: RuleLine, notes: Sequence[CheckNote]) -> RuleDetail:
    return RuleDetail(rule.rule, rule.text_zh, rule.text_en, rule.state.value, tuple(notes))


def _loss(line: IndicatorLine) -> str:
    return f"−{exact(line.lost)}" if line.part is Part.DEDUCT and line.lost else ""


def _notes(runs: Sequence[CheckRun]) -> dict[str, list[CheckNote]]:
    notes: dict[str, list[CheckNote]] = defaultdict(list)
    for run in runs:
        notes[run.rule].append(CheckNote(run.check_id, run.outcome, run.text))
    return notes
