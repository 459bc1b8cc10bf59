"""Reads a date as people type it on a command line."""

from __future__ import annotations

import datetime as dt
import re

from inspector_gui.errors import InvalidInput

_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


def read_date(text: str, *, what: str) -> dt.date:
    """``2021-06-30``, ``2021.6.30``, ``2021/6/30`` or ``2021年6月30日``. Raises `InvalidInput` naming `what`."""
    match = _DATE.fullmatch(text.strip())
    if match is not None:
        try:
            return dt.date(*(int(part) for part in match.groups()))
        except ValueError:
            pass
    raise InvalidInput(what=f"{what} “{text}”", reason="不是一个日期", todo="请写成 2021-06-30 的形式。")
