"""Reads an xlsx register with openpyxl's streaming reader: values only, formulas named, bombs refused."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from inspector_gui.errors import RegisterUnreadable
from inspector_gui.exchange.register_table import Cell, Row, Sheet, bounded, unreadable

#: Bounds on the container before anything is parsed: members, and bytes when unpacked.
MAXIMUM_MEMBERS = 2_000
MAXIMUM_UNPACKED = 300 * 2**20

#: What zipfile, the XML parsers and openpyxl let through when a file is not what they expect.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
    ParseError, DefusedXmlException, InvalidFileException,
    KeyError, ValueError, AttributeError, TypeError, IndexError,
)


def read_xlsx(path: Path, data: bytes) -> tuple[list[Sheet], list[str]]:
    """All visible sheets, and the names of the hidden ones. Raises `RegisterUnreadable` for a damaged file."""
    try:
        _check_container(path, data)
        with warnings.catch_warnings():  # openpyxl warns about styles and extensions that do not matter here
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            try:
                return _sheets(path, book)
            finally:
                book.close()
    except RegisterUnreadable:
        raise
    except _DAMAGE as error:
        raise unreadable(
            path, "xlsx 文件已损坏或不完整", "the xlsx file is damaged or incomplete",
            todo_zh="请重新取得文件,或在表格软件中打开后另存。",
            todo_en="Obtain the file again, or open it in a spreadsheet program and save it anew.",
        ) from error


def _check_container(path: Path, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        members = container.infolist()
        names = {member.filename for member in members}
        if "xl/workbook.xml" not in names:
            raise unreadable(
                path, "这是压缩文件,但不是 xlsx 表格", "this is a zip file but not an xlsx workbook",
                todo_zh="请选择 xlsx 或 csv 名册。", todo_en="Choose an xlsx or csv register.",
            )
        if len(members) > MAXIMUM_MEMBERS or sum(member.file_size for member in members) > MAXIMUM_UNPACKED:
            raise unreadable(
                path, "解压后过大,不像一份名册", "it unpacks to more than a register can hold",
                todo_zh="请把网站名单复制到一个新的工作簿后重试。",
                todo_en="Copy the list of websites into a new workbook and try again.",
            )


def _sheets(path: Path, book: Any) -> tuple[list[Sheet], list[str]]:
    sheets: list[Sheet] = []
    hidden: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        sheet.reset_dimensions()  # the size a file declares is only a claim
        sheets.append(Sheet(sheet.title, bounded(path, _rows(sheet))))
    return sheets, hidden


def _rows(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield Row(number, tuple(_cell(cell) for cell in cells))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f":
        return Cell("", "单元格是公式,请改为数值(选择性粘贴)", "the cell holds a formula: paste it as a value")
    if cell.data_type == "e":
        return Cell("", f"单元格是错误值 {value}", f"the cell holds the error value {value}")
    return Cell(_plain(value))


def _plain(value: object) -> str:
    """The text a person would read: 1100000088.0 → 1100000088, dates in ISO form."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value).strip()
