"""What the custody log speaks about: subjects named ``kind:id``, each with the digest of its present state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inspector_gui.domain.custody import text_digest
from inspector_gui.errors import UnknownName
from inspector_gui.store.encoding import searchable
from inspector_gui.store.faults import in_language


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing stored in the archive as it is now; `digest` is what its last custody entry must carry."""

    name: str
    digest: str


#: Digest of a row whose columns contradict its facts: equal to no SHA-256.
CONTRADICTORY = "contradictory"


def digest_of_row(facts: str, columns: Mapping[str, Any]) -> str:
    """Digest of stored `facts`; look-up `columns` that say something else give `CONTRADICTORY`."""
    try:
        values = json.loads(facts)
        fitting = all(searchable(values[name]) == value for name, value in columns.items())
    except (ValueError, KeyError, TypeError, AttributeError):
        fitting = False
    return text_digest(facts) if fitting else CONTRADICTORY


def digest_of_list(facts: Iterable[str]) -> str:
    """Digest of several stored facts that stand under one custody entry, in the order given."""
    return text_digest("[" + ",".join(facts) + "]")


def unknown(name: str, *, zh: str, en: str, known: Iterable[str] = ()) -> UnknownName:
    """The error for a name that does not exist; `known` names that do are offered, ten at most."""
    offered = [k for k in known if k][:10]
    hint = in_language("请检查名称。", "Check the name.")
    if offered:
        hint = in_language(f"现有:{'、'.join(offered)}。", f"There are: {', '.join(offered)}.")
    return UnknownName(name=name, kind=in_language(zh, en), hint=hint)
