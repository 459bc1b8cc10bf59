"""The rule book: turns the text of an indicator set into validated values; refuses a faulty one by line and reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inspector_gui.domain.indicator_loading import Node, read_document
from inspector_gui.domain.indicator_model import (
    POINTS_FIELD,
    Counting,
    Indicator,
    IndicatorSet,
    Override,
    Part,
    Profile,
    Rule,
    RuleChange,
    Subject,
)
from inspector_gui.domain.indicator_validation import validate
from inspector_gui.domain.targets import TargetClass

__all__ = [
    "Counting", "Indicator", "IndicatorSet", "Override", "Part", "Profile", "Rule", "RuleChange", "Subject",
    "parse_indicator_set",
]

#: The layout of the file this program reads.
FORMAT = 1


def parse_indicator_set(text: str, *, file: str) -> IndicatorSet:
    """The rule book in `text`, fully checked; `file` is the name the user knows it by.

    Raises `IndicatorSetInvalid` with the line of the first item that cannot be used: faulty JSON, a missing, misspelt
    or mistyped field, a name that stands twice or leads nowhere, caps and sums that do not add up.
    """
    document = read_document(text, file=file)
    if document.value.get("format") != FORMAT:
        raise document.fault(f"“format”须为 {FORMAT},本程序只认识这一种格式", "format")
    document.only(*_DOCUMENT_FIELDS)
    indicators = tuple(_indicator(node) for node in document.children("indicators"))
    profiles = tuple(_profile(node) for node in document.children("profiles"))
    found = IndicatorSet(
        indicators=indicators, profiles=profiles,
        **{name: document.text(name) for name in ("id", "version", "document", "name_zh", "name_en")},
        **{name: document.text(name, "") for name in _REMARKS},
        categories_en=document.texts("categories_en"), sources=document.texts("sources"),
        supplement=document.child("supplement").value,
    )
    validate(found, document)
    return found


_REMARKS = ("omitted_zh", "omitted_en", "remark_zh", "remark_en", "issued", "published", "official_url")
_DOCUMENT_FIELDS = (
    "format", "id", "version", "document", "name_zh", "name_en", *_REMARKS, "algorithm", "confidence_scale", "sums",
    "categories_en", "profiles", "indicators", "sources", "supplement",
)
_DESCRIPTIONS = (
    "subject_note", "auto", "auto_detectable", "needs_human_zh", "needs_human_en", "confidence", "sources", "notes_zh",
    "notes_en",
)
_INDICATOR_FIELDS = (
    "id", "part", "subject", "category", "name_zh", "name_en", "short_zh", "points", "cap", "groups", "rules",
    *_DESCRIPTIONS,
)


def _indicator(node: Node) -> Indicator:
    node.only(*_INDICATOR_FIELDS)
    part = node.choice("part", Part)
    name = node.text("id")
    if not name.isalnum():
        raise node.fault(f"指标编号“{name}”只能由字母和数字组成", "id")
    rules = tuple(_rule(child, f"{name}/{number}", part) for number, child in enumerate(node.children("rules"), 1))
    for field in ("points", "cap"):
        if part is Part.VETO and node.has(field):
            raise node.fault(f"单项否决指标 {name} 不应有分值", field)
    groups = node.child("groups")
    return Indicator(
        id=name, part=part, subject=node.choice("subject", Subject), rules=rules,
        points=Decimal(0) if part is Part.VETO else node.points("points"),
        limit=Decimal(0) if part is Part.VETO else node.points("cap"),
        groups={group: groups.points(group) for group in groups.value},
        **{text: node.text(text) for text in ("category", "name_zh", "name_en", "short_zh")},
        **{text: node.text(text, "") for text in _DESCRIPTIONS},
    )


_RULE_FIELDS = ("text_zh", "text_en", "threshold", "window_days", "sample")


def _rule(node: Node, name: str, part: Part) -> Rule:
    return Rule(
        **(_veto_figures(node) if part is Part.VETO else _point_figures(node, POINTS_FIELD[part])),
        name=name, text_zh=node.text("text_zh"), text_en=node.text("text_en"), threshold=node.text("threshold", ""),
        window_days=node.counts("window_days"), sample=node.count("sample") if node.has("sample") else None,
    )


def _veto_figures(node: Node) -> dict[str, Any]:
    node.only(*_RULE_FIELDS, "threshold_count", "counts_also")
    return {"threshold_count": node.count("threshold_count", 1), "counts_also": node.words("counts_also")}


def _point_figures(node: Node, figure: str) -> dict[str, Any]:
    node.only(*_RULE_FIELDS, figure, "cap", "counting", "group", "exclusive_with")
    return {
        "per_item": node.points(figure), "cap": node.points("cap"), "counting": node.choice("counting", Counting),
        "group": node.text("group", ""), "exclusive_with": node.text("exclusive_with", ""),
    }


_PROFILE_FIELDS = (
    "id", "name_zh", "name_en", "note_zh", "note_en", "subject", "parts", "excluded", "overrides", "base", "factor",
    "thresholds", "default_for",
)


def _profile(node: Node) -> Profile:
    node.only(*_PROFILE_FIELDS)
    if node.has("base") and not node.has("thresholds"):
        raise node.fault("有基础分的方案须给出及格线和加分线(thresholds)")
    thresholds = node.child("thresholds")
    thresholds.only("pass", "bonus_above")
    overrides = node.child("overrides")
    marks = {"pass_mark": "pass", "bonus_mark": "bonus_above"}
    return Profile(
        id=node.text("id"), name_zh=node.text("name_zh"), name_en=node.text("name_en"),
        note_zh=node.text("note_zh", ""), note_en=node.text("note_en", ""),
        subject=node.choice("subject", Subject), parts=node.choices("parts", Part),
        base=node.points("base") if node.has("base") else None, factor=node.factor("factor"),
        excluded=node.words("excluded"), default_for=node.choices("default_for", TargetClass),
        overrides={name: _override(overrides.child(name)) for name in overrides.value},
        **{mark: thresholds.points(field) for mark, field in marks.items() if node.has("thresholds")},
    )


def _override(node: Node) -> Override:
    node.only("points", "rules")
    rules = node.child("rules")
    return Override(points=node.points("points"), rules={name: _rule_change(rules.child(name)) for name in rules.value})


def _rule_change(node: Node) -> RuleChange:
    node.only("deduct_per_item", "add_per_item", "cap")
    figure = next((field for field in POINTS_FIELD.values() if node.has(field)), "")
    return RuleChange(
        per_item=node.points(figure) if figure else None, cap=node.points("cap") if node.has("cap") else None,
    )
