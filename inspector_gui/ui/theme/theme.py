"""The appearance in force: follows the system or the user's choice, and tells painters when it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.stylesheet import build_stylesheet

#: First the fonts of the desktops in use (Windows, macOS, 麒麟/统信), then the free one.
CHINESE_FONTS = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)


class Theme(QObject):
    """Owns the tokens in force. `choice` is ``system``, ``light`` or ``dark``."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.tokens = t.LIGHT
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(base_font())
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> str:
        return self._choice

    def choose(self, choice: str) -> None:
        """Switch the appearance; listeners repaint on `changed`."""
        self._choice = choice
        self._apply()
        self.changed.emit()

    def _follow(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self.tokens = t.APPEARANCES.get(self._choice) or self._of_system()
        self._application.setPalette(palette_of(self.tokens))
        self._application.setStyleSheet(build_stylesheet(self.tokens))

    def _of_system(self) -> t.Tokens:
        dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return t.DARK if dark else t.LIGHT


def base_font() -> QFont:
    """The body font: Chinese first, figures of equal width so that columns of numbers stand."""
    font = QFont()
    font.setFamilies(list(CHINESE_FONTS))
    font.setPixelSize(t.TEXT_BODY)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """A copy of `font` in another size and weight, for painters."""
    copy = QFont(font)
    copy.setPixelSize(pixels)
    copy.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return copy


def palette_of(tokens: t.Tokens) -> QPalette:
    """The palette for what the style sheet does not reach (placeholders, native popups, delegates)."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, tokens.window),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Button, tokens.surface),
        (role.WindowText, tokens.text),
        (role.Text, tokens.text),
        (role.ButtonText, tokens.text),
        (role.ToolTipText, tokens.text),
        (role.ToolTipBase, tokens.raised),
        (role.PlaceholderText, tokens.text_soft),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent_ink),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border_strong),
    ):
        palette.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.text_soft))
    return palette
