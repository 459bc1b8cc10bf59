"""What the readers of spreadsheet files hand over: sheets of rows of cells, each row with the number a person sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector_gui.errors import RegisterUnreadable, user_language

#: A register with more rows than this is taken for a mistake (all government websites of China are about 14,000).
MAXIMUM_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of one cell; a cell that holds no usable text (a formula, an error value) says why in both languages."""

    text: str = ""
    trouble_zh: str = ""
    trouble_en: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts from 1 as the spreadsheet program (or, for text, the text editor) shows it."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else Cell()

    @property
    def is_empty(self) -> bool:
        return not any(cell.text or cell.trouble_zh for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (name empty for a text file) with its non-empty rows in order."""

    name: str
    rows: tuple[Row, ...]


def unreadable(path: Path, zh: str, en: str, *, todo_zh: str, todo_en: str) -> RegisterUnreadable:
    """The error for a register that cannot be read at all, in the user's language."""
    english = user_language() == "en"
    return RegisterUnreadable(file=path.name, reason=en if english else zh, todo=todo_en if english else todo_zh)


def bounded(path: Path, rows: Iterator[Row]) -> tuple[Row, ...]:
    """The non-empty rows. Raises `RegisterUnreadable` when there are more than `MAXIMUM_ROWS`."""
    kept: list[Row] = []
    for row in rows:
        if row.is_empty:
            continue
        kept.append(row)
        if len(kept) > MAXIMUM_ROWS:
            raise unreadable(
                path, f"到第 {row.number} 行已超过 {MAXIMUM_ROWS:,} 行",
                f"there are more than {MAXIMUM_ROWS:,} rows, counted to row {row.number}",
                todo_zh="请只保留要导入的网站后重试。", todo_en="Keep only the websites to import and try again.",
            )
    return tuple(kept)


def column_letters(index: int) -> str:
    """Column name as spreadsheets show it, from a 0-based index: 0 → A, 26 → AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
