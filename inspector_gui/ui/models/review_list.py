"""The findings of a target as a flat list: category headings, findings, judged indicators, and a fold for the unchecked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from inspector_gui.app.views import FindingRow, IndicatorGroup, ReviewQueue
from inspector_gui.domain.findings import FindingState
from inspector_gui.ui import labels
from inspector_gui.ui.models.tables import Index

ENTRY_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading (`heading`), a finding (`finding`), an indicator without finding, or the fold (`is_fold`)."""

    heading: str = ""
    group: IndicatorGroup | None = None
    finding: FindingRow | None = None
    is_fold: bool = False

    @property
    def title(self) -> str:
        return f"{self.group.indicator} {labels.group_name(self.group)}" if self.group is not None else self.heading

    @property
    def pill(self) -> tuple[str, str]:
        if self.finding is None:
            return labels.rule_state(self.group.state) if self.group is not None else ("", "neutral")
        name, tone = labels.finding_state(self.finding.state)
        return (f"{name} ×{self.finding.places}" if self.finding.places > 1 else name), tone

    @property
    def detail(self) -> str:
        if self.finding is None:
            return self.group.note if self.group is not None else ""
        return f"{labels.points(self.finding.points)} · {self.finding.text}"


class ReviewList(QAbstractListModel):
    """Shows a `ReviewQueue`; unchecked indicators stay folded until asked for, they are many and say little."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._queue: ReviewQueue | None = None
        self._unfolded = False

    def show_queue(self, queue: ReviewQueue | None) -> None:
        """Show another state of the queue; the model is reset only when lines come or go."""
        self._queue = queue
        entries = self._arranged(queue) if queue is not None else []
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
        self._unfolded = not self._unfolded
        self.show_queue(self._queue)

    def row_of(self, finding_id: str) -> int:
        """Row of a finding; -1 when it is not here."""
        return next((n for n, e in enumerate(self.entries) if e.finding is not None and e.finding.id == finding_id), -1)

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
            return f"{entry.title}\n{entry.detail}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " · ".join(filter(None, (entry.title, entry.pill[0], entry.detail)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entries[index.row()]
        if entry.finding is None and not entry.is_fold:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _arranged(self, queue: ReviewQueue) -> list[Entry]:
        entries: list[Entry] = []
        unchecked = [g for g in queue.groups if not g.findings and g.state == "unchecked"]
        shown = [g for g in queue.groups if g.findings or g.state != "unchecked"]
        category: str | None = None
        for group in shown:
            if group.category != category:
                category = group.category
                number = sum(len(g.findings) for g in shown if g.category == category)
                entries.append(Entry(heading=f"{labels.rule_book_category(category)} · {number}"))
            entries += [Entry(group=group, finding=f) for f in group.findings] or [Entry(group=group)]
        if unchecked:
            arrow = "▾" if self._unfolded else "▸"
            entries.append(
                Entry(heading=self.tr("{arrow} 未检查 {n} 项").format(arrow=arrow, n=len(unchecked)), is_fold=True)
            )
            entries += [Entry(group=g) for g in unchecked] if self._unfolded else []
        return entries

    @staticmethod
    def _name(entry: Entry) -> tuple[str, str, str]:
        return (entry.heading, entry.group.indicator if entry.group else "", entry.finding.id if entry.finding else "")
