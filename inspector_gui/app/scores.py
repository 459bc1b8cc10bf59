"""Use-cases around scores: everything is computed from what is stored, nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from inspector_gui.app.session import Session, indicator_set_of
from inspector_gui.app.views import ScoreRow
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import Finding
from inspector_gui.domain.indicators import IndicatorSet, Profile
from inspector_gui.domain.rounds import Round
from inspector_gui.domain.scoring import Coverage, Fault, ScoreCard, ScoreInputs, score, shown
from inspector_gui.domain.targets import Website
from inspector_gui.engine.coverage import coverage


def profile_for(indicator_set: IndicatorSet, round_: Round, target: Website) -> Profile:
    """The scoring profile of a target: the round's own, else the default of its class."""
    return (
        indicator_set.profile(round_.profile) if round_.profile else indicator_set.default_profile(target.target_class)
    )


def score_inputs(session: Session, *, round_: Round, target: Website) -> ScoreInputs:
    """Read what the score of one target is computed from."""
    rules = indicator_set_of(session, round_.id)
    findings = session.archive.findings.of_target(round_.id, target.id)
    runs = session.archive.checks.of_target(round_.id, target.id)
    return inputs_from(rules, profile_for(rules, round_, target), findings, runs)


def inputs_from(
    rules: IndicatorSet, profile: Profile, findings: Sequence[Finding], runs: Sequence[CheckRun]
) -> ScoreInputs:
    """Put findings and check results into the form the scoring engine takes."""
    faults = [
        Fault(finding_id=f.id, rule=f.rule, state=f.state, amount=f.amount, cause=f.cause, text=f.text)
        for f in findings
    ]
    return ScoreInputs(rules, profile, faults, {rule: Coverage(state) for rule, state in coverage(runs).items()})


def card_of(inputs: ScoreInputs) -> ScoreCard:
    return score(
        indicator_set=inputs.indicator_set, profile=inputs.profile, faults=inputs.faults, coverage=inputs.coverage
    )


def read_score_card(session: Session, *, round_id: str, target_id: str) -> ScoreCard:
    """The score card of one target in one round."""
    round_ = session.archive.rounds.get(round_id)
    return card_of(score_inputs(session, round_=round_, target=session.archive.targets.get(target_id)))


def list_scores(session: Session, *, round_id: str) -> list[ScoreRow]:
    """All targets of a round, best first."""
    return [_row(target, card) for target, card in list_score_cards(session, round_id=round_id)]


def list_score_cards(session: Session, *, round_id: str) -> list[tuple[Website, ScoreCard]]:
    """All targets of a round with their score cards, best first."""
    round_ = session.archive.rounds.get(round_id)
    targets = session.archive.targets.of_round(round_id)
    cards = [(target, card_of(score_inputs(session, round_=round_, target=target))) for target in targets]
    return sorted(cards, key=lambda pair: (-(pair[1].total or Fraction(0)), pair[0].name))


def _row(target: Website, card: ScoreCard) -> ScoreRow:
    states = [line.state.value for line in card.indicators]
    return ScoreRow(
        target_id=target.id,
        name=target.name,
        target_class=target.target_class,
        deduct=shown(card.deduct_score),
        bonus=shown(card.bonus_score),
        total=card.shown,
        low=shown(card.low),
        high=shown(card.high),
        verdict=card.verdict.value,
        unchecked=states.count("unchecked"),
        suspected=states.count("suspected"),
    )
