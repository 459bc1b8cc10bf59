"""Both appearances are complete and legible."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.stylesheet import build_stylesheet
from inspector_gui.ui.theme.theme import Theme


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    parts = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", t.APPEARANCES.values(), ids=lambda tokens: tokens.name)
def test_text_has_a_contrast_of_4_5(tokens):
    pairs = [
        (ink, ground)
        for ink in (tokens.text, tokens.text_soft)
        for ground in (tokens.window, tokens.surface, tokens.raised)
    ]
    pairs += [
        (tokens.on_accent, tokens.accent),
        (tokens.accent_ink, tokens.accent_soft),
        (tokens.accent_ink, tokens.surface),
        (tokens.danger, tokens.surface),
    ]
    pairs += [(tone.ink, tone.fill) for tone in (tokens.neutral, tokens.amber, tokens.red, tokens.green, tokens.blue)]
    pairs += [(tokens.text, tokens.accent_soft), (tokens.text_soft, tokens.accent_soft)]
    low = [(ink, ground, round(contrast(ink, ground), 2)) for ink, ground in pairs if contrast(ink, ground) < 4.5]
    assert low == []


@pytest.mark.parametrize("tokens", t.APPEARANCES.values(), ids=lambda tokens: tokens.name)
def test_tags_on_the_canvas_can_be_read(tokens):
    assert contrast(tokens.on_machine, tokens.machine) >= 3.0
    assert contrast(tokens.on_annotation, tokens.annotation) >= 3.0


def test_the_style_sheet_leaves_no_placeholder(qapp):
    for tokens in t.APPEARANCES.values():
        assert "$" not in build_stylesheet(tokens)


def test_a_choice_overrides_the_system(qapp):
    theme = Theme(qapp, "dark")
    heard = []
    theme.changed.connect(lambda: heard.append(theme.tokens.name))
    theme.choose("light")
    theme.choose("dark")
    theme.choose("system")
    assert heard == ["light", "dark", "light"]
