"""A table whose rows can be ticked: the first column carries the box."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal

from inspector_gui.ui.models.tables import Index, TableModel

Row = TypeVar("Row")


class ChoiceModel(TableModel[Row]):
    """Every row is ticked until it is taken out; what was taken out stays out when the rows are read again."""

    choice_changed = Signal()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._left_out: set[str] = set()

    @property
    def chosen(self) -> list[Row]:
        return [row for row in self.rows if self._key(row) not in self._left_out]

    def choose_all(self, wanted: bool) -> None:
        """Tick every row, or none."""
        self._left_out = set() if wanted else {self._key(row) for row in self.rows}
        self._tell(0, len(self.rows) - 1)

    def toggle(self, number: int) -> None:
        """Tick the row of this number, or take it out."""
        self._left_out ^= {self._key(self.rows[number])}
        self._tell(number, number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == 0:
            is_in = self._key(self.rows[index.row()]) not in self._left_out
            return Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        if Qt.CheckState(value) is not self.data(index, role):
            self.toggle(index.row())
        return True

    def _tell(self, first: int, last: int) -> None:
        if last >= 0:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.choice_changed.emit()
