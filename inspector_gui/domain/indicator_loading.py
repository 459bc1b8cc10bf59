"""Reads a rule book's JSON field by field, and names the line of whatever cannot be used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from inspector_gui.errors import IndicatorSetInvalid

Step = str | int
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_SPACE = re.compile(r"[ \t\r\n]*")
_POINTS = re.compile(r"\d{1,4}(\.\d{1,4})?")
_FACTOR = re.compile(r"(\d{1,4})(?:/(\d{1,4}))?")
_decoder = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a rule book and the name it has for the user."""

    text: str
    file: str

    def fault(self, path: tuple[Step, ...], reason: str) -> IndicatorSetInvalid:
        """The error for the item at `path` (keys and list positions from the top)."""
        return IndicatorSetInvalid(file=self.file, line=_line_of(self.text, path), reason=reason)


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON object of the rule book, which remembers where it stands. All readers raise `IndicatorSetInvalid`."""

    source: Source
    value: Mapping[str, Any]
    path: tuple[Step, ...] = ()

    def fault(self, reason: str, *steps: Step) -> IndicatorSetInvalid:
        """The error for this object, or for the member that `steps` lead to."""
        return self.source.fault((*self.path, *steps), reason)

    def only(self, *names: str) -> None:
        """Refuse members that are not in `names`: a misspelt field must not be passed over in silence."""
        for name in self.value:
            if name not in names:
                raise self.fault(f"有不认识的字段“{name}”", name)

    def has(self, name: str) -> bool:
        return self.value.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A string; without a default it must be there and not blank."""
        found = self._member(name, str, "字符串", default)
        if default is None and not found.strip():
            raise self.fault(f"字段“{name}”不能为空", name)
        return found

    def count(self, name: str, default: int | None = None) -> int:
        """A whole number of at least 1."""
        found = self._member(name, int, "整数", default)
        if found < 1:
            raise self.fault(f"字段“{name}”须是不小于 1 的整数", name)
        return found

    def points(self, name: str) -> Decimal:
        """An exact figure, written as a string such as ``"0.2"``."""
        found = self._member(name, str, "写成字符串的分值(如 \"0.2\")", None)
        if not _POINTS.fullmatch(found):
            raise self.fault(f"字段“{name}”的值“{found}”不是分值", name)
        return Decimal(found)

    def factor(self, name: str) -> Fraction:
        """An exact positive fraction, written ``"1"`` or ``"4/3"``."""
        found = self.text(name)
        match = _FACTOR.fullmatch(found)
        if match is None or 0 in (int(match[1]), int(match[2] or 1)):
            raise self.fault(f"字段“{name}”的值“{found}”不是分数(如 4/3)", name)
        return Fraction(int(match[1]), int(match[2] or 1))

    def words(self, name: str) -> tuple[str, ...]:
        """A list of strings; absent means empty."""
        found = self._list(name)
        for position, item in enumerate(found):
            if not isinstance(item, str):
                raise self.fault(f"字段“{name}”的第 {position + 1} 项须是字符串", name, position)
        return tuple(found)

    def counts(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers of at least 1; absent means empty."""
        found = self._list(name)
        for position, item in enumerate(found):
            if not isinstance(item, int) or isinstance(item, bool) or item < 1:
                raise self.fault(f"字段“{name}”的第 {position + 1} 项须是不小于 1 的整数", name, position)
        return tuple(found)

    def children(self, name: str) -> list[Node]:
        """A list of objects, at least one."""
        if name not in self.value:
            raise self.fault(f"缺少字段“{name}”")
        found = self._list(name)
        if not found:
            raise self.fault(f"字段“{name}”不能为空", name)
        for position, item in enumerate(found):
            if not isinstance(item, dict):
                raise self.fault(f"字段“{name}”的第 {position + 1} 项须是对象", name, position)
        return [Node(self.source, item, (*self.path, name, position)) for position, item in enumerate(found)]

    def child(self, name: str) -> Node:
        """An object; absent means an empty one."""
        found = self.value.get(name)
        if found is not None and not isinstance(found, dict):
            raise self.fault(f"字段“{name}”须是对象", name)
        return Node(self.source, found or {}, (*self.path, name) if found is not None else self.path)

    def texts(self, name: str) -> dict[str, str]:
        """An object whose members are strings; absent means empty."""
        node = self.child(name)
        return {key: node.text(key) for key in node.value}

    def choice(self, name: str, kinds: type[E], default: E | None = None) -> E:
        """One value of the enumeration `kinds`."""
        if default is not None and name not in self.value:
            return default
        return self._one_of(kinds, self.text(name), name)

    def choices(self, name: str, kinds: type[E]) -> tuple[E, ...]:
        """A list of values of the enumeration `kinds`; absent means empty."""
        return tuple(self._one_of(kinds, word, name, position) for position, word in enumerate(self.words(name)))

    def _one_of(self, kinds: type[E], word: str, *steps: Step) -> E:
        allowed = {str(kind): kind for kind in kinds}
        if word not in allowed:
            raise self.fault(f"“{word}”不在允许的取值中({'、'.join(allowed)})", *steps)
        return allowed[word]

    def _member(self, name: str, kind: type[T], called: str, default: T | None) -> T:
        found: object = self.value.get(name)
        if found is None and default is not None:
            return default
        if name not in self.value:
            raise self.fault(f"缺少字段“{name}”")
        if not isinstance(found, kind) or isinstance(found, bool):
            raise self.fault(f"字段“{name}”须是{called}", name)
        return found

    def _list(self, name: str) -> list[Any]:
        found = self.value.get(name, [])
        if not isinstance(found, list):
            raise self.fault(f"字段“{name}”须是列表", name)
        return found


def read_document(text: str, *, file: str) -> Node:
    """The top object of a rule book. Raises `IndicatorSetInvalid` for faulty JSON and for a key that stands twice."""
    text = text.removeprefix("\ufeff")
    try:
        value = _decoder.decode(text)
    except json.JSONDecodeError as error:
        reason = f"不是有效的 JSON(第 {error.colno} 列附近)"
        raise IndicatorSetInvalid(file=file, line=error.lineno, reason=reason) from error
    except RecursionError as error:
        raise IndicatorSetInvalid(file=file, line=1, reason="嵌套层数过多") from error
    if not isinstance(value, dict):
        raise IndicatorSetInvalid(file=file, line=1, reason="最外层须是一个对象")
    repeated = next(_repeated_keys(text, _skip(text, 0)), None)
    if repeated is not None:
        key, position = repeated
        raise IndicatorSetInvalid(file=file, line=_line_at(text, position), reason=f"字段“{key}”重复出现")
    return Node(Source(text, file), value)


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _line_of(text: str, path: tuple[Step, ...]) -> int:
    """Line (from 1) of the member or list item at `path`; of the nearest holder when the last step is missing."""
    value = shown = _skip(text, 0)
    for step in path:
        found = next(((at, inner) for name, at, inner in _members(text, value) if name == step), None)
        if found is None:
            break
        shown, value = found
    return _line_at(text, shown)


def _members(text: str, position: int) -> Iterator[tuple[Step, int, int]]:
    """(key or list position, where it begins, where its value begins) of the container that opens at `position`."""
    if text[position] not in "{[":
        return
    is_object = text[position] == "{"
    at, number = _skip(text, position + 1), 0
    while text[at] not in "}]":
        if is_object:
            name, end = _decoder.raw_decode(text, at)
            inner = _skip(text, _skip(text, end) + 1)
            yield name, at, inner
        else:
            inner = at
            yield number, at, inner
        _, end = _decoder.raw_decode(text, inner)
        at, number = _skip(text, end), number + 1
        if text[at] == ",":
            at = _skip(text, at + 1)


def _repeated_keys(text: str, position: int) -> Iterator[tuple[str, int]]:
    seen: set[Step] = set()
    for name, at, inner in _members(text, position):
        if name in seen:
            yield str(name), at
        seen.add(name)
        if text[inner] in "{[":
            yield from _repeated_keys(text, inner)
