"""The score card of one target as a tree: part and category, indicator, then a line for each point gained, lost or spared."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from inspector_gui.domain.scoring import IndicatorLine, ScoreCard, TraceLine, shown
from inspector_gui.errors import user_language
from inspector_gui.ui import labels

translate = QCoreApplication.translate


@dataclass(slots=True)
class Node:
    """One line of the tree: text, figure at the right, pill, the finding a click leads to, and what is below."""

    text: str
    figure: str = ""
    pill: tuple[str, str] | None = None
    finding_id: str = ""
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
        text,
        figure if line.counted else f"({figure})" if figure else "",
        finding_id=line.finding_id,
        soft=not line.counted,
    )


def _short(value: Fraction) -> str:
    """At most two decimals, none that say nothing: ``4``, ``0.2``."""
    text = shown(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
