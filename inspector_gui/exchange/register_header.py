"""Finds the header of a register: which row it is and which column holds what, by the words people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_gui.exchange.register_table import Row


class Field(StrEnum):
    """A column of a website register, by its usual Chinese header."""

    NAME = "网站名称"
    SITE_CODE = "网站标识码"
    UNIT = "主办单位"
    CLASS = "网站类别"
    URL = "首页网址"
    DISTRICT = "所属区"
    DEPARTMENT = "部门"

    @property
    def english(self) -> str:
        return {"NAME": "name", "SITE_CODE": "site code", "UNIT": "unit", "CLASS": "class", "URL": "url",
                "DISTRICT": "district", "DEPARTMENT": "department"}[self.name]


#: Header words per field, most specific first: when two columns of a sheet claim a field, the earlier word wins.
SYNONYMS: dict[Field, tuple[str, ...]] = {
    Field.NAME: ("网站名称", "站点名称", "名称", "网站", "sitename", "websitename", "name", "website"),
    Field.SITE_CODE: ("网站标识码", "标识码", "站点标识码", "site_code", "sitecode", "code"),
    Field.UNIT: ("主办单位", "主办单位名称", "主管单位", "单位", "单位名称", "unit", "organizer"),
    Field.CLASS: ("网站类别", "网站类型", "类别", "类型", "class", "target_class", "type"),
    Field.URL: (
        "首页网址", "首页地址", "首页url", "网站首页", "网址", "网站网址", "网站地址", "网站域名", "域名",
        "url", "homepage", "address",
    ),
    Field.DISTRICT: ("所属区", "所属地区", "所属区县", "地区", "区县", "行政区划", "district", "region"),
    Field.DEPARTMENT: ("部门", "所属部门", "department"),
}
#: Without these there is nothing to inspect.
REQUIRED = (Field.NAME, Field.URL)
#: Title and note rows stand above the header; it is looked for in this many rows.
_SEARCHED_ROWS = 20

_RANK = {word: (field, rank) for field, words in SYNONYMS.items() for rank, word in enumerate(words)}


@dataclass(frozen=True, slots=True)
class Header:
    """Column index per field; `rows` is how many of the sheet's rows stand above the data; `seen` the header texts."""

    columns: dict[Field, int]
    rows: int
    seen: tuple[str, ...]

    @property
    def missing(self) -> tuple[Field, ...]:
        return tuple(field for field in REQUIRED if field not in self.columns)


def find_header(rows: Sequence[Row]) -> Header:
    """The best header among the first rows, also one spread over two rows by merged cells; it may be incomplete."""
    best = Header({}, 0, _texts(rows[0]) if rows else ())
    searched = rows[:_SEARCHED_ROWS]
    for index, row in enumerate(searched):
        candidates = [Header(_columns(_texts(row)), index + 1, _texts(row))]
        if index + 1 < len(searched):
            joined = _stacked(_texts(row), _texts(searched[index + 1]))
            candidates.append(Header(_columns(joined), index + 2, joined))
        for candidate in candidates:
            if _worth(candidate) > _worth(best):
                best = candidate
    return best


def _worth(header: Header) -> tuple[int, int]:
    """A complete header beats an incomplete one; then more columns win; the first of equals stays."""
    return len(REQUIRED) - len(header.missing), len(header.columns)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Two header rows as one: the lower text names the column where there is one."""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    return tuple(b or a for a, b in zip(above, below, strict=True))


def _columns(texts: Sequence[str]) -> dict[Field, int]:
    chosen: dict[Field, tuple[int, int]] = {}
    for index, text in enumerate(texts):
        found = _RANK.get(_normalised(text))
        if found is None:
            continue
        field, rank = found
        if field not in chosen or rank < chosen[field][0]:
            chosen[field] = (rank, index)
    return {field: index for field, (_, index) in chosen.items()}


def _normalised(text: str) -> str:
    """Header text without blanks, stars and remarks in brackets: ``* 网站类别(门户/部门)`` → ``网站类别``."""
    plain = re.sub(r"[(\[【][^)\]】]*[)\]】]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\s*::.]+", "", plain).lower()
