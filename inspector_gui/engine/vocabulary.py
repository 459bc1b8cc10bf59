"""Knows the words of government sites: which column name means what, which links are no columns, what an empty page says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from inspector_gui.bundled import resource
from inspector_gui.errors import InvalidInput

#: Kinds of columns that rules expect to be updated; to be taken for one of them wrongly is to be judged wrongly.
UPDATED_KINDS = frozenset({"news", "notice", "policy", "interpretation"})
#: Characters of the longest name of such a column, and of what may follow its word (政策文件库, 新闻动态专栏).
_LONGEST_NAME, _LONGEST_TAIL = 13, 2
_NUMBERED = re.compile(r"\d+(?:[..]\d+)+|第[\d一二三四五六七八九十]+[章节编]")
_NOISE = re.compile(r"[\s·•|丨>»›+>【】\[\]()()《》“”\"'::、,,.。\-—_/]+")


@dataclass(frozen=True)
class Vocabulary:
    """The word lists of ``resources/vocabulary/columns.json``.

    `kinds` maps a kind of column to its words, in order of precedence; `secondary` are words that make a news column one
    of several (部门动态) rather than the site's own.
    """

    kinds: Mapping[str, tuple[str, ...]]
    secondary: tuple[str, ...]
    archive: re.Pattern[str]
    utility: frozenset[str]
    more: frozenset[str]
    empty: tuple[str, ...]
    loading: tuple[str, ...]

    def kind_of(self, name: str) -> str:
        """The kind of a column called `name`, ``other`` when no word is in it.

        A Chinese name ends in what it names (政府文件解读 is an interpretation), so the word that ends last decides,
        then the longest, then the order of kinds. A column that must be kept up to date is not read out of a numbered
        heading, a long title, or a word in the middle of another name (配置文件的语法 is no policy column); a word of
        two characters, which means little, may be followed by one at most (公告栏).
        """
        plain = plain_name(name)
        if self.archive.search(plain):
            return "static"
        titled = len(plain) > _LONGEST_NAME or _NUMBERED.match(name.strip())
        best, rank = "other", (0, 0)
        for kind, words in self.kinds.items():
            reached = max(
                ((plain.rfind(word) + len(word), len(word)) for word in words if word in plain), default=(0, 0)
            )
            if kind in UPDATED_KINDS and (titled or len(plain) - reached[0] > min(_LONGEST_TAIL, reached[1] - 1)):
                continue
            if reached > rank:
                best, rank = kind, reached
        return best

    def is_secondary(self, name: str) -> bool:
        """Whether a news column is one of a part (department, street, picture news) and not the site's main one."""
        return any(word in name for word in self.secondary)

    def is_utility(self, name: str) -> bool:
        return plain_name(name) in self.utility

    def is_more(self, text: str) -> bool:
        return text.strip().lower().replace(" ", "") in self.more

    def says_empty(self, text: str) -> bool:
        return any(word in text.lower() for word in self.empty)

    def says_loading(self, text: str) -> bool:
        return any(word in text.lower() for word in self.loading)


def plain_name(text: str) -> str:
    """A name without spaces and decoration, for comparing."""
    return _NOISE.sub("", text)


@cache
def default_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the program."""
    return load_vocabulary(resource("vocabulary", "columns.json"))


def load_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary file; `InvalidInput` names the file and what is wrong."""
    try:
        return _vocabulary(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__} {error}"
        raise InvalidInput(what=f"栏目词表 {path.name}", reason=reason, todo="请恢复随程序提供的词表。") from error


def _vocabulary(raw: Mapping[str, Any]) -> Vocabulary:
    kinds = {kind["id"]: tuple(plain_name(word) for word in kind["words"]) for kind in raw["kinds"]}
    return Vocabulary(
        kinds=kinds,
        secondary=tuple(word for kind in raw["kinds"] for word in kind.get("secondary", ())),
        archive=re.compile(raw["archive_pattern"]),
        utility=frozenset(plain_name(word) for word in raw["utility"]),
        more=frozenset(word.lower().replace(" ", "") for word in raw["more"]),
        empty=tuple(word.lower() for word in raw["empty"]),
        loading=tuple(word.lower() for word in raw["loading"]),
    )
