"""argparse in the user's language: headings in Chinese, and misuse raised as one sentence instead of an exit."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from inspector_gui.errors import InvalidInput

#: argparse's complaints (Python 3.11 to 3.14) and what they say to a user; `{0}` … are the parts in brackets.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "缺少 {0}"),
    (r"unrecognized arguments: (.+)", "不认识 {0}"),
    (r"invalid choice: (.+?)(?:, maybe you meant .+?)? \(choose from (.+)\)", "没有 {0},可选的有 {1}"),
    (r"invalid int value: (.+)", "{0} 不是整数"),
    (r"invalid float value: (.+)", "{0} 不是数字"),
    (r"invalid \S+ value: (.+)", "{0} 不能用"),
    (r"expected one argument", "后面缺少一个值"),
    (r"expected at least one argument", "后面至少要有一个值"),
    (r"ignored explicit argument (.+)", "不带值,多了 {0}"),
)
_PLACE = re.compile(r"argument (?P<name>[^:]+): (?P<rest>.*)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser that takes no abbreviations (the contract names options in full) and raises `InvalidInput`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示用法")

    def error(self, message: str) -> NoReturn:
        raise InvalidInput(what="命令行参数", reason=_in_chinese(message), todo=f"请运行 {self.prog} --help 查看用法。")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法:" if prefix is None else prefix)


def _in_chinese(message: str) -> str:
    place = _PLACE.fullmatch(message)
    if place is not None:
        return f"{place['name']} {_in_chinese(place['rest'])}"
    for pattern, sentence in _COMPLAINTS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return sentence.format(*(part.replace("'", "") for part in match.groups()))
    return message
