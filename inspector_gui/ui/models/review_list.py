"""The findings of a target as a flat list: categories, indicators with their findings below, and a fold for the unchecked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, Qt

from inspector_gui.app.indicator_details import IndicatorDetail
from inspector_gui.app.views import FindingRow, IndicatorGroup, ReviewQueue
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui import labels
from inspector_gui.ui.models.tables import Index

translate = QCoreApplication.translate

ENTRY_ROLE = Qt.ItemDataRole.UserRole

#: Which state speaks for an indicator: what is still to be decided first.
_LOUDEST = (FindingState.SUSPECTED, FindingState.PENDING, FindingState.CONFIRMED, FindingState.DISMISSED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading, an indicator (`group`), one of its findings (`group` and `finding`), or the fold (`is_fold`)."""

    heading: str = ""
    aside: str = ""
    group: IndicatorGroup | None = None
    finding: FindingRow | None = None
    detail: IndicatorDetail | None = None
    is_fold: bool = False

    @property
    def title(self) -> str:
        if self.finding is not None:
            return self.finding.text
        return f"{self.group.indicator} {labels.group_name(self.group)}" if self.group is not None else self.heading

    @property
    def pill(self) -> tuple[str, str]:
        """(text, tone): of a finding its state, of an indicator the state that is still to be worked on, with its number."""
        if self.finding is not None:
            return labels.finding_state(self.finding.state)
        if self.group is None:
            return "", "neutral"
        if not self.group.findings:
            return self._state_pill(self.group)
        states = Counter(f.state for f in self.group.findings)
        state = next(s for s in _LOUDEST if states[s])
        name, tone = labels.finding_state(state)
        return f"{name} {states[state]}", tone

    @property
    def second(self) -> str:
        """Small print: of a finding its rule, price and number of places; of an indicator what it costs in all."""
        if self.finding is not None:
            places = translate("ReviewList", "{n} 处").format(n=self.finding.places) if self.finding.places > 1 else ""
            return " · ".join(filter(None, (self.finding.rule, labels.points(self.finding.points), places)))
        return self.detail.lost_if_all if self.detail is not None else ""

    @property
    def explanation(self) -> str:
        """The tooltip: everything in full, and what the short forms mean."""
        if self.finding is not None:
            lines = [self.finding.text, self.second]
            if self.finding.places > 1:
                lines.append(translate("ReviewList", "在 {n} 处看到,按 [ 和 ] 逐处查看").format(n=self.finding.places))
            return "\n".join(lines)
        lines = [self.title, self.group.note if self.group is not None else ""]
        if self.detail is not None and self.detail.lost_if_all:
            text = translate("ReviewList", "现扣 {now} 分,疑似与待定全部成立则 {all} 分(已计封顶与同一原因)")
            lines.append(text.format(now=self.detail.lost or "0", all=self.detail.lost_if_all))
        if self.detail is not None and self.detail.unchecked:
            lines.append(self._unchecked(self.detail))
        return "\n".join(filter(None, lines))

    def _state_pill(self, group: IndicatorGroup) -> tuple[str, str]:
        """An indicator of which some rules were judged is not simply unchecked."""
        if group.state == "unchecked" and self.detail is not None and self.detail.unchecked < len(self.detail.rules):
            text = translate("ReviewList", "未检查 {n}/{of}")
            return text.format(n=self.detail.unchecked, of=len(self.detail.rules)), "neutral"
        return labels.rule_state(group.state)

    def _unchecked(self, detail: IndicatorDetail) -> str:
        return translate("ReviewList", "{of} 条细则中 {n} 条未检查").format(n=detail.unchecked, of=len(detail.rules))


class ReviewList(QAbstractListModel):
    """Shows a `ReviewQueue`; unchecked indicators stay folded until asked for, because they are many."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._queue: ReviewQueue | None = None
        self._details: dict[str, IndicatorDetail] = {}
        self.is_unfolded = False

    def show_queue(self, queue: ReviewQueue | None, details: Sequence[IndicatorDetail] = ()) -> None:
        """Show another state of the queue; the model is reset only when lines come or go."""
        self._queue = queue
        self._details = {detail.indicator: detail for detail in details}
        self._show()

    def _show(self) -> None:
        entries = self._arranged(self._queue) if self._queue is not None else []
        same = [self._name(e) for e in entries] == [self._name(e) for e in self.entries]
        if same:
            self.entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def toggle_fold(self) -> None:
        self.is_unfolded = not self.is_unfolded
        self._show()

    def row_of(self, finding_id: str) -> int:
        """Row of a finding; -1 when it is not here."""
        return next((n for n, e in enumerate(self.entries) if e.finding is not None and e.finding.id == finding_id), -1)

    def row_of_indicator(self, indicator: str) -> int:
        """Row of an indicator's own line; -1 when it is not here, or folded away."""
        return next(
            (n for n, e in enumerate(self.entries) if e.finding is None and e.group and e.group.indicator == indicator),
            -1,
        )

    @property
    def fold_row(self) -> int:
        """Row of the fold; -1 when everything was checked."""
        return next((n for n, e in enumerate(self.entries) if e.is_fold), -1)

    def next_open(self, finding_id: str) -> str:
        """The next suspected or pending finding after this one, going round; empty when none is left."""
        findings = [e.finding for e in self.entries if e.finding is not None]
        start = next((n for n, f in enumerate(findings) if f.id == finding_id), -1)
        order = findings[start + 1 :] + findings[: max(start, 0)]
        for wanted in (FindingState.SUSPECTED, FindingState.PENDING):
            found = next((f.id for f in order if f.state is wanted), "")
            if found:
                return found
        return ""

    def neighbour(self, finding_id: str, step: int) -> str:
        """The finding `step` lines further, or the same at the ends; the first when none is selected."""
        ids = [e.finding.id for e in self.entries if e.finding is not None]
        if not ids:
            return ""
        if finding_id not in ids:
            return ids[0]
        return ids[min(max(ids.index(finding_id) + step, 0), len(ids) - 1)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole and entry.group is not None:
            return entry.explanation
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " · ".join(filter(None, (entry.title, entry.pill[0], entry.second, entry.aside)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entries[index.row()].group is None and not self.entries[index.row()].is_fold:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _arranged(self, queue: ReviewQueue) -> list[Entry]:
        entries: list[Entry] = []
        unchecked = [g for g in queue.groups if not g.findings and g.state == "unchecked"]
        shown = [g for g in queue.groups if g.findings or g.state != "unchecked"]
        left_out = Counter(g.category for g in unchecked)
        category: str | None = None
        for group in shown:
            if group.category != category:
                category = group.category
                entries.append(self._heading(category, shown, left_out[category]))
            detail = self._details.get(group.indicator)
            entries.append(Entry(group=group, detail=detail))
            # Not by state: what has just been decided stays where the eye is.
            findings = sorted(group.findings, key=lambda f: (f.rule, f.text))
            entries += [Entry(group=group, finding=f, detail=detail) for f in findings]
        if unchecked:
            arrow = "▾" if self.is_unfolded else "▸"
            text = translate("ReviewList", "{arrow} 未检查的指标 · {n}").format(arrow=arrow, n=len(unchecked))
            entries.append(Entry(heading=text, is_fold=True))
            if self.is_unfolded:
                entries += [Entry(group=g, detail=self._details.get(g.indicator)) for g in unchecked]
        return entries

    def _heading(self, category: str, shown: Sequence[IndicatorGroup], left_out: int) -> Entry:
        number = sum(len(g.findings) for g in shown if g.category == category)
        aside = translate("ReviewList", "未检查 {n} 项").format(n=left_out) if left_out else ""
        return Entry(heading=f"{labels.rule_book_category(category)} · {number}", aside=aside)

    @staticmethod
    def _name(entry: Entry) -> tuple[str, str, str]:
        return (entry.heading, entry.group.indicator if entry.group else "", entry.finding.id if entry.finding else "")
