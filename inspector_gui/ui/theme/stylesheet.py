"""Builds the Qt style sheet of one appearance from the design tokens."""

from __future__ import annotations

from string import Template

from inspector_gui.bundled import resource
from inspector_gui.ui.theme import tokens as t

_CONTROLS = """
* { font-size: ${body}px; }
QMainWindow, QWidget#page { background: $window; }
QWidget { color: $text; selection-background-color: $accent; selection-color: $on_accent; }
QToolTip { background: $raised; color: $text; border: 1px solid $border_strong; padding: 4px 6px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[role="soft"] { color: $text_soft; }
QLabel[role="small"] { color: $text_soft; font-size: ${small}px; }
QLabel[role="mono"] { font-family: "DejaVu Sans Mono", "Consolas", "Menlo", monospace; font-size: ${small}px; }
QLabel[role="danger"] { color: $danger; }
QPushButton, QToolButton#control {
    background: $surface; color: $text; border: 1px solid $border_strong; border-radius: ${control}px;
    padding: 0 12px; min-height: ${height}px; }
QPushButton:hover, QToolButton#control:hover { background: $raised; border-color: $text_soft; }
QPushButton:pressed, QToolButton#control:pressed { background: $accent_soft; }
QPushButton:focus, QToolButton#control:focus { border: 2px solid $accent; padding: 0 11px; min-height: ${height_focus}px; }
QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent_ink; }
QPushButton:disabled, QToolButton#control:disabled { color: $text_soft; background: $window; border-color: $border; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $track; color: $text_soft; border-color: $border; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="flat"] { background: transparent; border-color: transparent; color: $accent_ink; padding: 0 6px; }
QPushButton[kind="flat"]:hover { background: $accent_soft; }
QPushButton[kind="chip"] { padding: 0 10px; min-height: 24px; }
QPushButton[kind="chip"]:focus { padding: 0 9px; min-height: 22px; }
QToolButton#control::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {
    background: $surface; color: $text; border: 1px solid $border_strong; border-radius: ${control}px;
    padding: 0 8px; min-height: ${height}px; }
QPlainTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {
    border: 2px solid $accent;
    padding: 0 7px; min-height: ${height_focus}px; }
QPlainTextEdit:focus { padding: 3px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $window; color: $text_soft; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border_strong; outline: 0; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $accent_ink; }
QMenu { background: $surface; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $accent_ink; }
QMenu::item:disabled { color: $text_soft; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QCheckBox { spacing: 8px; min-height: 24px; }
"""

_CONTAINERS = """
QFrame#bar { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame#statusBar { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#rail { background: $surface; border: none; border-right: 1px solid $border; }
QFrame#rail QToolButton {
    border: none; border-radius: ${card}px; padding: 5px 2px 3px 2px;
    color: $text_soft; font-size: ${small}px; background: transparent; }
QFrame#rail QToolButton:hover { background: $raised; color: $text; }
QFrame#rail QToolButton:checked { background: $accent_soft; color: $accent_ink; font-weight: 600; }
QFrame#rail QToolButton:focus { border: 2px solid $accent; padding: 3px 0 1px 0; }
QFrame#card, QFrame#panel { background: $surface; border: 1px solid $border; border-radius: ${card}px; }
QFrame#side { background: $surface; border: none; }
QFrame#line { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame#toast { background: $raised; border: 1px solid $border_strong; border-radius: ${card}px; }
QFrame#toast[tone="red"] { background: $red_fill; border-color: $danger; }
QFrame#toast[tone="red"] QLabel { color: $red_ink; }
QFrame#palette { background: $surface; border: 1px solid $border_strong; border-radius: ${card}px; }
QDialog { background: $surface; }
QScrollArea, QAbstractScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget#content { background: $surface; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QAbstractItemView { background: $surface; alternate-background-color: $surface; border: none; outline: 0; }
QTableView, QTreeView, QListView {
    gridline-color: $border;
    selection-background-color: $accent_soft; selection-color: $text; }
QListWidget::item { min-height: 32px; padding-left: 12px; }
QListWidget::item:selected { background: $accent_soft; color: $text; }
QListView::indicator { width: 15px; height: 15px; border: 1px solid $border_strong; border-radius: 4px; background: $surface; }
QListView::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QTableView::item { border-bottom: 1px solid $border; padding: 0 8px; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QTreeView::item { min-height: 30px; }
QTreeView::item:hover, QTableView::item:hover { background: $raised; }
QTreeView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $text_soft; border: none;
    border-bottom: 1px solid $border_strong; padding: 0 8px; height: 32px; font-weight: 400; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $text_soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def build_stylesheet(tokens: t.Tokens) -> str:
    """The complete style sheet of one appearance; a token missing in the template is a bug and raises `KeyError`."""
    sizes = {
        "small": t.TEXT_SMALL,
        "body": t.TEXT_BODY,
        "heading": t.TEXT_HEADING,
        "title": t.TEXT_TITLE,
        "figure": t.TEXT_FIGURE,
        "control": t.RADIUS_CONTROL,
        "card": t.RADIUS_CARD,
        "height": t.CONTROL_HEIGHT - 2,
        "height_focus": t.CONTROL_HEIGHT - 4,
    }
    values = t.placeholders(tokens) | {name: str(size) for name, size in sizes.items()}
    values["tick"] = resource("icons", "tick-on.svg").as_posix()
    values["chevron"] = resource("icons", "chevron.svg").as_posix()
    return Template(_CONTROLS + _CONTAINERS).substitute(values)
