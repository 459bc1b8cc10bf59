"""Design tokens: the colours of the light and the dark appearance and the 8-pixel rhythm both share.

Text colours keep a contrast of at least 4.5:1 on the surface they are used on (WCAG 2.1, 1.4.3); a test measures it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

#: Half and whole steps of the 8-pixel rhythm, in logical pixels.
TIGHT, STEP, WIDE, ROOMY = 4, 8, 12, 16
#: Corner radius of cards and of controls.
RADIUS_CARD, RADIUS_CONTROL = 8, 6
#: Type sizes in logical pixels: small print, body, section heading, screen title, figure on a card.
TEXT_SMALL, TEXT_BODY, TEXT_HEADING, TEXT_TITLE, TEXT_FIGURE = 12, 13, 14, 18, 24
#: Height of a control and of a table row.
CONTROL_HEIGHT, ROW_HEIGHT = 30, 34


@dataclass(frozen=True, slots=True)
class Tone:
    """A pair for pills and notices: `ink` is legible on `fill`."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours of one appearance as ``#rrggbb``."""

    name: str
    window: str
    surface: str
    raised: str
    border: str
    border_strong: str
    text: str
    text_soft: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_ink: str
    on_accent: str
    danger: str
    mat: str
    """The ground behind a page on the canvas."""
    track: str
    machine: str
    """Machine suspicions on the canvas: dashed boxes and their tags."""
    on_machine: str
    annotation: str
    """What a person drew: solid boxes, handles and tags."""
    on_annotation: str
    snap: str
    neutral: Tone
    amber: Tone
    red: Tone
    green: Tone
    blue: Tone


LIGHT = Tokens(
    name="light",
    window="#f3f5f8",
    surface="#ffffff",
    raised="#f7f8fa",
    border="#dfe3e9",
    border_strong="#c3cad4",
    text="#17202e",
    text_soft="#5a6678",
    accent="#1a56c4",
    accent_hover="#1649a8",
    accent_soft="#e6eefb",
    accent_ink="#174eb2",
    on_accent="#ffffff",
    danger="#b3261e",
    mat="#e3e7ed",
    track="#e6e9ee",
    machine="#b86e00",
    on_machine="#ffffff",
    annotation="#d92d20",
    on_annotation="#ffffff",
    snap="#1a56c4",
    neutral=Tone("#e9ecf1", "#485465"),
    amber=Tone("#fff1cf", "#7c4f00"),
    red=Tone("#fde3e1", "#a3211a"),
    green=Tone("#dbf3e2", "#14622f"),
    blue=Tone("#e1ebfb", "#174eb2"),
)

DARK = Tokens(
    name="dark",
    window="#12161c",
    surface="#1a1f27",
    raised="#222933",
    border="#2e3744",
    border_strong="#465264",
    text="#e7ebf1",
    text_soft="#a3afc0",
    accent="#5b93f5",
    accent_hover="#78a6f7",
    accent_soft="#22345a",
    accent_ink="#a9c7ff",
    on_accent="#0b1524",
    danger="#ff8b82",
    mat="#0c0f13",
    track="#2b3340",
    machine="#f0a22e",
    on_machine="#1d1300",
    annotation="#ff5a4d",
    on_annotation="#240300",
    snap="#5b93f5",
    neutral=Tone("#2b3340", "#c0cad8"),
    amber=Tone("#453310", "#f7cf7c"),
    red=Tone("#4d2220", "#ffb1aa"),
    green=Tone("#1a3d28", "#93dfae"),
    blue=Tone("#22345a", "#a9c7ff"),
)

APPEARANCES = {tokens.name: tokens for tokens in (LIGHT, DARK)}


def placeholders(tokens: Tokens) -> dict[str, str]:
    """The tokens by name for the style sheet template, tones as ``amber_fill`` and ``amber_ink``."""
    values: dict[str, str] = {}
    for field in fields(tokens):
        value = getattr(tokens, field.name)
        if isinstance(value, Tone):
            values[f"{field.name}_fill"], values[f"{field.name}_ink"] = value.fill, value.ink
        else:
            values[field.name] = value
    return values
