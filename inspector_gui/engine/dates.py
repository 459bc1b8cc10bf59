"""Reads the dates that stand in lists of government sites, and completes the year where a list leaves it out."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_EARLIEST, _LATEST = 1980, 2099
_DASH, _DIGITS = r"\s*(?:[-/.]|[\u2010-\u2015－])\s*", r"(\d{1,2})"
_FULL_SOURCE = rf"(?<!\d)((?:19|20)\d\d)(?:{_DASH}|\s*年\s*){_DIGITS}(?:{_DASH}|\s*月\s*){_DIGITS}(?!\d)\s*日?"
_TIME_SOURCE = r"(?:T|\s)*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_FULL = re.compile(_FULL_SOURCE)
_FULL_ONLY = re.compile(_FULL_SOURCE + _TIME_SOURCE)
_TRAILING = re.compile(
    r"[\[(（【〔]?\s*(" + _FULL_SOURCE + _TIME_SOURCE + r"|(?<![\d.])\d{1,2}-\d{1,2})\s*[\])）】〕]?\s*$"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SHORT_YEAR = re.compile(r"(\d\d)[-/.](\d\d)[-/.](\d\d)")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-/月]\s*(\d{1,2})\s*日?" + _TIME_SOURCE)
_MONTH_DAY_DOTTED = re.compile(r"(\d\d)\.(\d\d)" + _TIME_SOURCE)
_DAY_THEN_MONTH = re.compile(r"(\d{1,2})\s*日?\s+((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?")
_MONTH_THEN_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?\s+(\d{1,2})\s*日?")
_MONTH_DAY_THEN_YEAR = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s+((?:19|20)\d\d)\s*年?")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})\s*日?\s+(\d{1,2})月")
_LABEL = re.compile(
    r"^(?:(?:信息)?(?:发布|发表|更新|公布|公开|发稿|录入)?(?:时间|日期)|发布|发表于|更新于?|date)\s*[:：]?\s*",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"([一二][〇零○O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_RELATIVE_DAYS = {"刚刚": 0, "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_AGO = re.compile(r"(\d{1,3})\s*(分钟|小时|天)前")
_URL_DATES = (
    re.compile(r"[/_\-]t?((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/_.\-]|$)"),
    re.compile(r"/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?:[/_.]|$)"),
)
_BRACKETS = "[]【】()()〔〕〈〉<>「」{}  \t\r\n·|丨:: "
#: A list in falling order may step up by this much before it must mean the year before (pinned items, small disorder).
_DISORDER = dt.timedelta(days=31)
_FREE = 4


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands on a page; `year` is None when it is not written."""

    year: int | None
    month: int
    day: int

    def in_year(self, year: int) -> dt.date | None:
        """The date in that year, None where it does not exist (29 February)."""
        if not 1 <= self.month <= 12 or not 1 <= self.day <= calendar.monthrange(year, self.month)[1]:
            return None
        return dt.date(year, self.month, self.day)


def read_date(text: str, *, seen: dt.date | None = None) -> WrittenDate | None:
    """Read `text` as a date when it is nothing else (brackets, a time of day and a label such as 发布时间 may be there).

    `seen` is the day of the observation, needed for 今天, 昨天, 3天前. Titles that contain dates give None.
    """
    text = text.strip(_BRACKETS)
    if not text or len(text) > 40:
        return None
    text = _LABEL.sub("", text).strip(_BRACKETS)
    return _read_numeric(text) or _read_chinese(text) or (_read_relative(text, seen) if seen else None)


def read_trailing_date(text: str) -> tuple[WrittenDate, str] | None:
    """The date at the end of a title line (``标题 2021-06-28``, ``标题 [06-28]``) and the text before it."""
    match = _TRAILING.search(text)
    if match is None or not text[: match.start()].strip():
        return None
    written = _read_numeric(match.group(1).strip(_BRACKETS))
    return (written, text[: match.start()].rstrip(_BRACKETS)) if written else None


def find_full_date(text: str) -> dt.date | None:
    """The first complete date anywhere in `text`."""
    for match in _FULL.finditer(text):
        found = _valid(*match.groups())
        if found and found.year is not None:
            return found.in_year(found.year)
    return None


def date_in_address(url: str) -> dt.date | None:
    """The date that content systems put into addresses (``/202106/t20210628_123.html``, ``/art/2021/6/28/``)."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for pattern in _URL_DATES:
        for match in pattern.finditer(path):
            found = _valid(*match.groups())
            if found and found.year is not None:
                return found.in_year(found.year)
    return None


def complete_years(
    dates: Sequence[WrittenDate | None], *, as_of: dt.date, hints: Sequence[dt.date | None] = ()
) -> list[dt.date | None]:
    """Give every date a year: as written, else that of a hint with the same day, else the latest not after `as_of`.

    Lists run from new to old: an entry more than a month newer than both entries before it belongs to the year before.
    The first four entries are free, because pinned ones stand out of order.
    """
    completed: list[dt.date | None] = []
    recent: list[dt.date] = []
    for position, written in enumerate(dates):
        day = None
        if written is not None:
            hint = hints[position] if position < len(hints) else None
            day = _completed(written, as_of=as_of, hint=hint, before=max(recent[-2:]) if len(recent) >= _FREE else None)
        completed.append(day)
        if day is not None:
            recent.append(day)
    return completed


def _completed(written: WrittenDate, *, as_of: dt.date, hint: dt.date | None, before: dt.date | None) -> dt.date | None:
    if written.year is not None:
        return written.in_year(written.year)
    if hint is not None and (hint.month, hint.day) == (written.month, written.day):
        return hint
    limit = as_of if before is None else min(as_of, before + _DISORDER)
    candidates = (written.in_year(limit.year - back) for back in range(9))
    return next((day for day in candidates if day is not None and day <= limit), None)


def _read_numeric(text: str) -> WrittenDate | None:
    for pattern in (_FULL_ONLY, _MONTH_THEN_DAY, _COMPACT):
        if match := pattern.fullmatch(text):
            return _valid(*match.groups())
    if match := _DAY_THEN_MONTH.fullmatch(text):
        return _valid(match[2], match[3], match[1])
    if match := _MONTH_DAY_THEN_YEAR.fullmatch(text):
        return _valid(match[3], match[1], match[2])
    if match := _SHORT_YEAR.fullmatch(text):
        return _valid(f"20{match[1]}", match[2], match[3])
    for pattern in (_MONTH_DAY, _MONTH_DAY_DOTTED):
        if match := pattern.fullmatch(text):
            return _valid(None, match[1], match[2])
    if match := _DAY_OF_MONTH.fullmatch(text):
        return _valid(None, match[2], match[1])
    return None


def _read_chinese(text: str) -> WrittenDate | None:
    match = _CHINESE.fullmatch(text)
    if match is None:
        return None
    year = "".join(str("〇一二三四五六七八九".index(c)) if c not in "零○O" else "0" for c in match[1])
    return _valid(year, str(_chinese_number(match[2])), str(_chinese_number(match[3])))


def _chinese_number(text: str) -> int:
    tens, mark, ones = text.rpartition("十")
    digit = "零一二三四五六七八九".index
    return ((digit(tens) if tens else 1) * 10 if mark else 0) + (digit(ones) if len(ones) == 1 else 0)


def _read_relative(text: str, seen: dt.date) -> WrittenDate | None:
    word = re.sub(_TIME_SOURCE + "$", "", text)
    days = _RELATIVE_DAYS.get(word)
    if days is None and (match := _AGO.fullmatch(text)):
        days = int(match[1]) if match[2] == "天" else 0
    if days is None:
        return None
    day = seen - dt.timedelta(days=days)
    return WrittenDate(day.year, day.month, day.day)


def _valid(year: str | None, month: str, day: str) -> WrittenDate | None:
    written = WrittenDate(int(year) if year else None, int(month), int(day))
    if written.year is not None and not _EARLIEST <= written.year <= _LATEST:
        return None
    return written if written.in_year(written.year or 2000) is not None else None
