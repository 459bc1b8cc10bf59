"""Says of each rule whether the machine judged it: not checked is not passed."""

from __future__ import annotations

from collections.abc import Sequence

from inspector_gui.domain.check_runs import CheckRun


def coverage(runs: Sequence[CheckRun]) -> dict[str, str]:
    """Rule name → ``checked``, ``unchecked`` or ``not_applicable``, for the rules that `runs` speak of.

    Of one check, a failure leaves a rule unchecked, and so does a request for a person's eye beside nothing but faults:
    more may come out. ``clear`` says that enough was judged, whatever else remains to be looked at. Where several checks
    judge one rule, all that apply must have judged it.
    """
    by_check: dict[tuple[str, str], set[str]] = {}
    for run in runs:
        by_check.setdefault((run.rule, run.check_id), set()).add(run.outcome)
    states: dict[str, set[str]] = {}
    for (rule, _), outcomes in by_check.items():
        states.setdefault(rule, set()).add(_state(outcomes))
    return {rule: _joined(found) for rule, found in states.items()}


def _state(outcomes: set[str]) -> str:
    if "failed" in outcomes:
        return "unchecked"
    if "clear" in outcomes or outcomes & {"found", "review"} == {"found"}:
        return "checked"
    return "not_applicable" if outcomes == {"not_applicable"} else "unchecked"


def _joined(states: set[str]) -> str:
    return next((state for state in ("unchecked", "checked") if state in states), "not_applicable")
