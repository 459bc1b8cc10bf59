"""One table model for all tables: columns are values that say how a row is shown, sorted and coloured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

#: The whole row object, for delegates and double clicks.
ROW_ROLE = Qt.ItemDataRole.UserRole
#: The value to sort by.
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
#: (text, tone) of a pill, or None.
PILL_ROLE = Qt.ItemDataRole.UserRole + 2
#: Share 0 to 1 of a bar, or None.
BAR_ROLE = Qt.ItemDataRole.UserRole + 3
#: Soft text that follows the main one.
SECOND_ROLE = Qt.ItemDataRole.UserRole + 4


def _no_pill(_: Any) -> tuple[str, str] | None:
    return None


def _no_share(_: Any) -> float | None:
    return None


def _no_text(_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: `text` shows, `sort` orders (default: the text), `number` aligns right; a column may be a pill or a bar."""

    title: str
    text: Callable[[Row], str]
    width: int = 100
    number: bool = False
    sort: Callable[[Row], Any] | None = None
    pill: Callable[[Row], tuple[str, str] | None] = _no_pill
    bar: Callable[[Row], float | None] = _no_share
    second: Callable[[Row], str] = _no_text
    tip: Callable[[Row], str] = _no_text
    strong: bool = False


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows of one kind; rows whose key stays are updated in place, so selection and scroll position survive."""

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], str]) -> None:
        super().__init__()
        self.columns = list(columns)
        self._key = key
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        if [self._key(r) for r in rows] != [self._key(r) for r in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return
        for number, (old, new) in enumerate(zip(self.rows, rows, strict=True)):
            if old != new:
                self.rows[number] = new
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def row_of(self, key: str) -> int:
        """Position of the row with this key; -1 when there is none."""
        return next((n for n, row in enumerate(self.rows) if self._key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return self._own_role(row, column, role)

    def _own_role(self, row: Row, column: Column[Row], role: int) -> Any:
        if role == ROW_ROLE:
            return row
        if role == SORT_ROLE:
            return column.sort(row) if column.sort else column.text(row)
        if role == PILL_ROLE:
            return column.pill(row)
        if role == BAR_ROLE:
            return column.bar(row)
        if role == SECOND_ROLE:
            return column.second(row)
        return None


class RowFilter(QSortFilterProxyModel):
    """Sorts by `SORT_ROLE` and keeps rows whose texts contain all words typed."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []
        self.setSortRole(SORT_ROLE)

    def set_words(self, text: str) -> None:
        self._words = text.casefold().split()
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._words:
            return True
        model = self.sourceModel()
        assert isinstance(model, TableModel)
        row = model.rows[source_row]
        text = " ".join(f"{c.text(row)} {c.second(row)}" for c in model.columns).casefold()
        return all(word in text for word in self._words)
