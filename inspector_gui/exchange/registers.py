"""Reads registers (名册) of websites from csv and xlsx files into targets, and says of every row it refuses why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inspector_gui.domain.targets import TargetClass, Website, website_id
from inspector_gui.errors import RegisterUnreadable
from inspector_gui.exchange.register_csv import DELIMITERS, decode_register, read_csv
from inspector_gui.exchange.register_header import REQUIRED, Field, Header, find_header
from inspector_gui.exchange.register_table import Row, Sheet, column_letters, unreadable
from inspector_gui.exchange.register_values import (
    MAXIMUM_TEXT,
    Refused,
    clean_text,
    parse_address,
    parse_class,
    parse_site_code,
    short_text,
)
from inspector_gui.exchange.register_xlsx import read_xlsx

#: Larger files are refused unread.
MAXIMUM_BYTES = 64 * 2**20

#: First bytes of files that people pick by mistake, and what they are.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF 文件", "a PDF file"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"BM", "图片", "a picture"),
    (b"RIFF", "图片或音像文件", "a picture or media file"),
    (b"SQLite format 3", "数据库文件", "a database"),
    (b"Rar!", "RAR 压缩文件", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩文件", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip archive"),
)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, with the place, the reason and the value.

    `sheet` is empty for text files, `row` counts from 1, `column` is like ``C 首页网址``.
    """

    sheet: str
    row: int
    column: str
    reason_zh: str
    reason_en: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """What a register holds: websites in file order, rows refused, and remarks on the reading (Chinese, English)."""

    websites: list[Website]
    refused: list[RefusedRow]
    notes: list[tuple[str, str]] = field(default_factory=list)


def read_websites(path: Path) -> RegisterReading:
    """Read a register of websites.

    Raises `RegisterUnreadable` when the file is none, is damaged, has more than 20,000 rows or lacks a column for the
    name or the address. A row that cannot be used is refused with its reason; the others are still returned.
    """
    sheets, notes = _open(path)
    headers = [(sheet, find_header(sheet.rows)) for sheet in sheets if sheet.rows]
    usable = [(sheet, header) for sheet, header in headers if not header.missing]
    if not usable:
        raise _no_header(path, [header for _, header in headers])
    notes += [
        (f"工作表“{s.name}”没有名称和网址列,未读取", f"sheet “{s.name}” has no name and address columns, not read")
        for s, header in headers if header.missing
    ]
    collector = _Collector()
    for sheet, header in usable:
        for row in sheet.rows[header.rows:]:
            collector.take(sheet.name, row, header)
    return RegisterReading(collector.websites, collector.refused, notes + collector.notes())


def _open(path: Path) -> tuple[list[Sheet], list[tuple[str, str]]]:
    data = _bytes(path)
    if data.startswith(b"PK\x03\x04"):
        sheets, hidden = read_xlsx(path, data)
        return sheets, [(f"隐藏的工作表“{name}”未读取", f"the hidden sheet “{name}” was not read") for name in hidden]
    _refuse_foreign(path, data)
    text = decode_register(path, data)
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml", "<meta", "<head")):
        raise _wrong_type(path, "网页或 XML 文件(只是改了扩展名)", "a web page or XML file with another ending")
    return [_best_reading(path, text)], []


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise unreadable(
                path, f"文件超过 {MAXIMUM_BYTES // 2**20} MB", f"the file is larger than {MAXIMUM_BYTES // 2**20} MB",
                todo_zh="请只保留要导入的网站后重试。", todo_en="Keep only the websites to import and try again.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(
            path, "文件不存在或无权读取", "it does not exist or may not be read",
            todo_zh="请检查路径和权限。", todo_en="Check the path and the permissions.",
        ) from error
    if not data.strip():
        raise unreadable(path, "文件是空的", "the file is empty", todo_zh="请重新取得。", todo_en="Obtain it again.")
    return data


def _refuse_foreign(path: Path, data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise unreadable(
                path, "工作簿有打开密码", "the workbook is protected by a password",
                todo_zh="请去掉密码后另存再导入。", todo_en="Remove the password, save it and import again.",
            )
        raise _wrong_type(path, "旧版 .xls(或 .doc)文件", "an old .xls (or .doc) file")
    for magic, zh, en in _FOREIGN:
        if data.startswith(magic):
            raise _wrong_type(path, zh, en)


def _wrong_type(path: Path, zh: str, en: str) -> RegisterUnreadable:
    return unreadable(path, f"这是{zh},不是名册", f"this is {en}, not a register",
                      todo_zh="请另存为 xlsx 或 csv 后重试。", todo_en="Save it as xlsx or csv and try again.")


def _best_reading(path: Path, text: str) -> Sheet:
    """The text read with the separator under which its header names most columns."""
    best: tuple[int, Sheet] | None = None
    failure: RegisterUnreadable | None = None
    for delimiter in DELIMITERS:
        try:
            sheet = read_csv(path, text, delimiter)
        except RegisterUnreadable as error:
            failure = failure or error
            continue
        columns = len(find_header(sheet.rows).columns)
        if best is None or columns > best[0]:
            best = (columns, sheet)
    if best is None or (failure is not None and best[0] < 2):
        raise failure or _wrong_type(path, "空文件", "an empty file")
    return best[1]


def _no_header(path: Path, headers: list[Header]) -> RegisterUnreadable:
    best = max(headers, key=lambda header: len(header.columns), default=Header({}, 0, ()))
    seen = "、".join(text[:20] for text in best.seen if text)[:200] or "—"
    zh = "、".join(f"“{field.value}”" for field in best.missing)
    en = ", ".join(f"“{field.english}”" for field in best.missing)
    return unreadable(
        path, f"缺少列 {zh};看到的列是:{seen}", f"the column {en} is missing; the columns seen are: {seen}",
        todo_zh="请补上该列的表头后重试。", todo_en="Add that column header and try again.",
    )


class _Collector:
    """Takes rows one by one; keeps websites, refusals and what identifies a website to find duplicates."""

    def __init__(self) -> None:
        self.websites: list[Website] = []
        self.refused: list[RefusedRow] = []
        self._first: dict[str, tuple[str, int]] = {}
        self._classless = 0

    def take(self, sheet: str, row: Row, header: Header) -> None:
        values: dict[Field, str] = {}
        for field_, index in header.columns.items():
            cell = row.cell(index)
            try:
                if cell.trouble_zh:
                    raise Refused(cell.trouble_zh, cell.trouble_en)
                values[field_] = clean_text(cell.text)
            except Refused as refusal:
                self._refuse(sheet, row, header, field_, refusal)
                return
        if any(values.values()):
            self._take_values(sheet, row, header, values)

    def _take_values(self, sheet: str, row: Row, header: Header, values: dict[Field, str]) -> None:
        try:
            website = _website(_parsed(values))
        except _Refusal as refusal:
            self._refuse(sheet, row, header, refusal.field, refusal.refused)
            return
        self._classless += not values.get(Field.CLASS)
        for key, field_ in self._identities(website):
            first = self._first.get(key)
            if first is not None:
                self._refuse(sheet, row, header, field_, _duplicate(first, sheet, field_))
                return
        for key, _ in self._identities(website):
            self._first[key] = (sheet, row.number)
        self.websites.append(website)

    @staticmethod
    def _identities(website: Website) -> Iterator[tuple[str, Field]]:
        if website.site_code:
            yield f"code {website.site_code.lower()}", Field.SITE_CODE
        yield f"address {website_id(url=website.url)}", Field.URL

    def _refuse(self, sheet: str, row: Row, header: Header, field_: Field, refusal: Refused) -> None:
        index = header.columns.get(field_, 0)
        self.refused.append(RefusedRow(
            sheet, row.number, f"{column_letters(index)} {field_.value}", refusal.zh, refusal.en,
            row.cell(index).text[:MAXIMUM_TEXT],
        ))

    def notes(self) -> list[tuple[str, str]]:
        if not self._classless:
            return []
        count = self._classless
        return [(f"{count} 行未写网站类别,有“部门”的作为部门网站,其余作为门户网站",
                 f"{count} rows name no class: department sites if they have a department, else portals")]


class _Refusal(Exception):
    """A refused value with the column it stands in."""

    def __init__(self, field_: Field, refused: Refused) -> None:
        super().__init__(refused.en)
        self.field = field_
        self.refused = refused


_PARSERS: dict[Field, Callable[[str], str]] = {
    Field.NAME: short_text, Field.URL: parse_address, Field.SITE_CODE: parse_site_code, Field.UNIT: short_text,
    Field.DISTRICT: short_text, Field.DEPARTMENT: short_text, Field.CLASS: parse_class,
}


def _parsed(values: dict[Field, str]) -> dict[Field, str]:
    parsed: dict[Field, str] = {}
    for field_, parser in _PARSERS.items():
        text = values.get(field_, "")
        try:
            if not text and field_ in REQUIRED:
                raise Refused(f"{field_.value}为空", f"the {field_.english} is empty")
            parsed[field_] = parser(text) if text else ""
        except Refused as refused:
            raise _Refusal(field_, refused) from refused
    return parsed


def _website(values: dict[Field, str]) -> Website:
    code, url, department = values[Field.SITE_CODE], values[Field.URL], values[Field.DEPARTMENT]
    default = TargetClass.DEPARTMENT if department else TargetClass.PORTAL
    return Website(
        id=website_id(url=url, site_code=code), name=values[Field.NAME], url=url,
        target_class=TargetClass(values[Field.CLASS] or default), unit=values[Field.UNIT],
        district=values[Field.DISTRICT], department=department, site_code=code,
    )


def _duplicate(first: tuple[str, int], sheet: str, field_: Field) -> Refused:
    where, number = first
    zh, en = ("", "") if where == sheet else (f"工作表“{where}”", f"sheet “{where}” ")
    what_zh, what_en = ("网站标识码", "site code") if field_ is Field.SITE_CODE else ("网址", "address")
    return Refused(f"与{zh}第 {number} 行的{what_zh}相同", f"the same {what_en} as {en}row {number}")
