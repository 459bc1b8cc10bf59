"""Shows text from inspected sites as what it is: characters that reverse, hide or break it become visible marks."""

from __future__ import annotations

import unicodedata

#: Format characters that belong to ordinary text of some scripts and emoji, and do no harm.
_HARMLESS = frozenset("\u200c\u200d\u00ad")
_LINE = frozenset("\n\t")


def visible(text: str, *, limit: int = 4_000) -> str:
    """`text` with control, bidirectional and invisible characters as ``⟨U+202E⟩``, cut after `limit` characters.

    The result has no lone surrogates, so it can be written as UTF-8.
    """
    cut = text[:limit]
    shown = cut if cut.isascii() and cut.isprintable() else "".join(map(_shown, cut))
    return shown + "…" if len(text) > limit else shown


def _shown(character: str) -> str:
    if character in _LINE or character in _HARMLESS:
        return character
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"⟨U+{ord(character):04X}⟩"
    return character
