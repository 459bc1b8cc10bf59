"""The score card of one target as a tree: part and category, indicator, then a line for each point gained, lost or spared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from inspector_gui.domain.scoring import IndicatorLine, ScoreCard, TraceLine, shown
from inspector_gui.errors import user_language
from inspector_gui.ui import labels

translate = QCoreApplication.translate

#: Length of the longest word that may stand before the name of a rule in a trace sentence.
_VETO_WORD = len("Veto ")


@dataclass(slots=True)
class Node:
    """One line of the tree: text, figure at the right, pill, the finding or indicator a click leads to, what is below."""

    text: str
    figure: str = ""
    pill: tuple[str, str] | None = None
    finding_id: str = ""
    indicator: str = ""
    tip: str = ""
    soft: bool = False
    strong: bool = False
    open: bool = False
    children: list[Node] = field(default_factory=list)


def score_nodes(card: ScoreCard) -> list[Node]:
    """The tree in rule-book order. Categories with something lost, gained or open are unfolded."""
    lines_of: dict[str, list[TraceLine]] = {}
    for line in card.trace:
        lines_of.setdefault(line.indicator, []).append(line)
    nodes: dict[tuple[str, str], Node] = {}
    for indicator in card.indicators:
        key = (indicator.part.value, indicator.category)
        if key not in nodes:
            nodes[key] = Node(_category_text(indicator), _category_figure(card, indicator), strong=True)
        child = _indicator_node(indicator, lines_of.get(indicator.indicator, []))
        nodes[key].children.append(child)
        nodes[key].open = nodes[key].open or bool(child.children)
    for (part, category), node in nodes.items():
        of_it = [i for i in card.indicators if (i.part.value, i.category) == (part, category)]
        unchecked = sum(1 for i in of_it if i.state.value == "unchecked")
        if unchecked:
            node.pill = translate("ScoreTree", "未检查 {n}").format(n=unchecked), "neutral"
    loose = [_trace_node(line) for line in lines_of.get("", [])]
    return list(nodes.values()) + loose


def _category_text(indicator: IndicatorLine) -> str:
    name = labels.rule_book_category(indicator.category)
    bonus = translate("ScoreTree", "加分 · {name}").format(name=name)
    return {"veto": translate("ScoreTree", "单项否决"), "bonus": bonus}.get(indicator.part.value, name)


def _category_figure(card: ScoreCard, indicator: IndicatorLine) -> str:
    line = next((c for c in card.categories if (c.part, c.category) == (indicator.part, indicator.category)), None)
    if line is None or indicator.part.value == "veto":
        return ""
    value = line.gained if indicator.part.value == "bonus" else line.points - line.lost
    return f"{_short(value)} / {_short(line.points)}"


def _indicator_node(indicator: IndicatorLine, lines: list[TraceLine]) -> Node:
    name = indicator.name_en if user_language() == "en" else indicator.name_zh
    node = Node(f"{indicator.indicator} {name}", _indicator_figure(indicator), labels.rule_state(indicator.state.value))
    node.indicator = indicator.indicator
    node.children = [_trace_node(line) for line in lines]
    node.open = bool(lines)
    return node


def _indicator_figure(indicator: IndicatorLine) -> str:
    if indicator.part.value == "veto":
        return ""
    if indicator.part.value == "bonus":
        return f"{_short(indicator.gained)} / {_short(indicator.points)}"
    return f"{_short(indicator.points - indicator.lost)} / {_short(indicator.points)}"


def _trace_node(line: TraceLine) -> Node:
    text = line.text_en if user_language() == "en" else line.text_zh
    sign = "+" if line.points > 0 else ""
    figure = f"{sign}{_short(line.points)}".replace("-", "−") if line.points else ""
    return Node(
        _without_rule(text, line.rule),
        figure if line.counted else f"({figure})" if figure else "",
        finding_id=line.finding_id,
        soft=not line.counted,
        tip=text,
    )


def _without_rule(text: str, rule: str) -> str:
    """A trace sentence without what stands in the line above it already: the veto word and the name of its rule."""
    found = re.match(rf".{{0,{_VETO_WORD}}}{re.escape(rule)}(?:←(\S+))? ", text) if rule else None
    if found is None:
        return text
    return " ".join(filter(None, (found[1], text[found.end() :])))  # a fault counted from another rule names that one


def verdict_reason(card: ScoreCard) -> str:
    """Why the verdict is what it is, in a line: open veto rules are counted, not listed."""
    if any(veto.vetoed for veto in card.vetoes) or not card.veto_possible:
        return full_reason(card)
    suspected = [veto.rule for veto in card.vetoes if veto.suspected]
    unchecked = sum(1 for veto in card.vetoes if veto.possible and not veto.suspected)
    parts = []
    if suspected:
        text = translate("ScoreTree", "可能否决:{rules} 有待确认的问题")
        parts.append(text.format(rules=", ".join(suspected)))
    if unchecked:
        parts.append(translate("ScoreTree", "{n} 条否决细则尚未检查").format(n=unchecked))
    return " · ".join(parts)


def full_reason(card: ScoreCard) -> str:
    """The reason of the verdict with every rule named."""
    return card.verdict_reason_en if user_language() == "en" else card.verdict_reason_zh


def _short(value: Fraction) -> str:
    """At most two decimals, none that say nothing: ``4``, ``0.2``."""
    text = shown(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
