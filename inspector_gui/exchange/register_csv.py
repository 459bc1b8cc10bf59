"""Reads a text register: comma, semicolon or tab separated; UTF-8, UTF-16 with byte order mark, or GB18030."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from inspector_gui.errors import RegisterUnreadable
from inspector_gui.exchange.register_table import Cell, Row, Sheet, bounded, unreadable

#: The separators that are tried; the caller keeps the reading whose header makes most sense.
DELIMITERS = (",", ";", "\t")

_RESAVE_ZH = "请在表格软件中打开后另存为 xlsx 或“CSV UTF-8”。"
_RESAVE_EN = "Open it in a spreadsheet program and save it as xlsx or “CSV UTF-8”."


def decode_register(path: Path, data: bytes) -> str:
    """The text of `data`. Raises `RegisterUnreadable` when it is not text in a known encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        _refuse_nul(path, data)
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(
        path, "文字编码既不是 UTF-8 也不是 GB18030", "the text is neither UTF-8 nor GB18030",
        todo_zh=_RESAVE_ZH, todo_en=_RESAVE_EN,
    )


def _refuse_nul(path: Path, data: bytes) -> None:
    position = data.find(b"\0")
    if position >= 0:
        line = data.count(b"\n", 0, position) + 1
        raise unreadable(
            path, f"第 {line} 行含有空字节,不是文本文件或已损坏",
            f"line {line} holds a NUL byte: not a text file, or damaged",
            todo_zh=_RESAVE_ZH, todo_en=_RESAVE_EN,
        )


def read_csv(path: Path, text: str, delimiter: str) -> Sheet:
    """The rows of `text`, numbered by the line they start on. Raises `RegisterUnreadable` for broken quotes."""
    return Sheet("", bounded(path, _rows(path, text, delimiter)))


def _rows(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(path, line) from error
        yield Row(line, tuple(Cell(value.strip()) for value in values))


def _broken(path: Path, line: int) -> RegisterUnreadable:
    return unreadable(
        path, f"第 {line} 行的引号不成对或位置不对",
        f"the quotes in line {line} do not match or stand in the wrong place",
        todo_zh="请改正该行的引号后重试。", todo_en="Correct the quotes in that line and try again.",
    )
