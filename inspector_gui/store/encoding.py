"""Turns stored facts (canonical JSON) back into values of the domain."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from inspector_gui.domain.annotations import Annotation, ShapeKind
from inspector_gui.domain.captures import (
    Capture,
    EvidenceKind,
    EvidenceRef,
    Fitness,
    LinkResult,
    LinkState,
    Outcome,
    PageRole,
)
from inspector_gui.domain.check_runs import CheckRun
from inspector_gui.domain.findings import Finding, FindingState, Occurrence
from inspector_gui.domain.geometry import Box
from inspector_gui.domain.rounds import Round
from inspector_gui.domain.targets import TargetClass, Website
from inspector_gui.domain.visits import Visit
from inspector_gui.store.faults import damaged

_T = TypeVar("_T")
Facts = dict[str, Any]


def decoded(build: Callable[[Facts], _T], text: str, *, what: str, path: Path) -> _T:
    """The value stored as `text`. Raises `ArchiveDamaged` naming `what` when the text is no longer what was written."""
    try:
        return build(json.loads(text))
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise damaged(path, f"{what} 的记录无法读取", f"the record of {what} cannot be read") from error


def searchable(text: str) -> str:
    """`text` as it stands in a column for look-ups: half surrogate pairs have no UTF-8 form and are written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def round_from(facts: Facts) -> Round:
    return Round(**{**facts, "as_of": dt.date.fromisoformat(facts["as_of"]), "focus": tuple(facts["focus"])})


def website_from(facts: Facts) -> Website:
    return Website(**{**facts, "target_class": TargetClass(facts["target_class"])})


def visit_from(facts: Facts) -> Visit:
    return Visit(**{**facts, "role": PageRole(facts["role"])})


def capture_from(facts: Facts) -> Capture:
    return Capture(
        **{
            **facts,
            "role": PageRole(facts["role"]),
            "outcome": Outcome(facts["outcome"]),
            "fitness": Fitness(facts["fitness"]),
            "evidence": tuple(EvidenceRef(**{**ref, "kind": EvidenceKind(ref["kind"])}) for ref in facts["evidence"]),
        }
    )


def link_from(facts: Facts) -> LinkResult:
    return LinkResult(**{**facts, "state": LinkState(facts["state"])})


def check_run_from(facts: Facts) -> CheckRun:
    return CheckRun(**{**facts, "places": _places_from(facts["places"])})


def finding_from(facts: Facts) -> Finding:
    """The finding as it was raised: suspected, without a decision."""
    return Finding(
        **{
            **facts,
            "amount": Decimal(facts["amount"]),
            "places": _places_from(facts["places"]),
            "state": FindingState.SUSPECTED,
        }
    )


def annotation_from(facts: Facts) -> Annotation:
    return Annotation(**{**facts, "box": Box(**facts["box"]), "kind": ShapeKind(facts["kind"])})


def _places_from(places: list[Facts]) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(**{**place, "box": Box(**place["box"]) if place["box"] else None}) for place in places)
