"""Dialogs that are awaited: `open()` and a future, because a nested event loop would kill the asyncio loop."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.widgets.text import label


async def answer(dialog: QDialog) -> bool:
    """Show `dialog` and wait until it is accepted (True) or rejected (False)."""
    future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finished(code: int) -> None:
        if not future.done():
            future.set_result(code == QDialog.DialogCode.Accepted)

    dialog.finished.connect(finished)
    dialog.open()
    try:
        return await future
    finally:
        dialog.deleteLater()


def _start_folder() -> str:
    """Where file dialogs open first: the user's documents, not wherever the program was started."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def make_primary(button: QPushButton) -> QPushButton:
    """Mark the button that goes on: it is in the accent colour and answers to Enter."""
    button.setProperty("kind", "primary")
    button.setDefault(True)
    return button


async def ask_file(parent: QWidget, title: str, filters: str) -> Path | None:
    """Let the user pick an existing file; None when they change their mind."""
    dialog = QFileDialog(parent, title, _start_folder(), filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return Path(dialog.selectedFiles()[0]) if await answer(dialog) else None


async def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Let the user pick an existing folder."""
    dialog = QFileDialog(parent, title, _start_folder())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return Path(dialog.selectedFiles()[0]) if await answer(dialog) else None


async def ask_new_file(parent: QWidget, title: str, name: str, filters: str, suffix: str) -> Path | None:
    """Let the user name a file to write. Existing ones are never replaced: the use-case says so, hence Qt does not ask."""
    dialog = QFileDialog(parent, title, str(Path(_start_folder(), name)), filters)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    return Path(dialog.selectedFiles()[0]) if await answer(dialog) else None


class MessageDialog(QDialog):
    """A heading, a sentence, optional details to copy, and one or two buttons."""

    def __init__(
        self, parent: QWidget | None, heading: str, text: str, *, details: str = "", accept: str = "", reject: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.ROOMY, t.ROOMY, t.ROOMY, t.ROOMY)
        layout.setSpacing(t.STEP)
        layout.addWidget(label(heading, "title"))
        body = label(text, wrap=True)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(body)
        if details:
            box = QPlainTextEdit(details)
            box.setReadOnly(True)
            box.setMinimumHeight(180)
            box.setAccessibleName(heading)
            layout.addWidget(box)
        buttons = QDialogButtonBox()
        make_primary(buttons.addButton(accept or self.tr("知道了"), QDialogButtonBox.ButtonRole.AcceptRole))
        if reject:
            buttons.addButton(reject, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


async def tell(parent: QWidget | None, heading: str, text: str, *, details: str = "") -> None:
    """Show something that must not be overlooked."""
    await answer(MessageDialog(parent, heading, text, details=details))


async def confirm(parent: QWidget | None, heading: str, text: str, *, accept: str, reject: str) -> bool:
    """Ask a question with two answers; `accept` and `reject` name what happens, never just yes and no."""
    return await answer(MessageDialog(parent, heading, text, accept=accept, reject=reject))
