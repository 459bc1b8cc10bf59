"""Text from inspected sites made visible."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.exchange.plain_text import visible


@pytest.mark.parametrize(("text", "shown"), [
    ("云溪区 abc", "云溪区 abc"), ("a\u202eb", "a⟨U+202E⟩b"), ("a\x00b", "a⟨U+0000⟩b"), ("\ud800", "⟨U+D800⟩"),
    ("a\nb\tc", "a\nb\tc"), ("\u2028", "⟨U+2028⟩"), ("\u200b\ufeff", "⟨U+200B⟩⟨U+FEFF⟩"), ("👨\u200d👩", "👨\u200d👩"),
    ("龘𠮷", "龘𠮷"),
])
def test_what_hides_is_shown(text, shown):
    assert visible(text) == shown


def test_long_text_is_cut():
    assert visible("x" * 10, limit=4) == "xxxx…"


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_the_result_is_always_writable_and_harmless(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not any(unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI") for c in shown)
