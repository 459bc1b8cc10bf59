"""The package that was written last: where it is, how large, its digest to pass on, and the way to its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.app.views import PackageDone
from inspector_gui.ui import labels
from inspector_gui.ui.theme import tokens as t
from inspector_gui.ui.theme.theme import Theme
from inspector_gui.ui.views.review_detail_parts import Facts
from inspector_gui.ui.widgets.card import Panel
from inspector_gui.ui.widgets.key_button import KeyButton
from inspector_gui.ui.widgets.text import label


class PackageResult(Panel):
    """Shows one `PackageDone`; before the first, what will be here."""

    verify_wanted = Signal(object)
    """Path of the package to verify."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("最近导出"))
        self.done: PackageDone | None = None
        self.facts = Facts()
        self.open = KeyButton(theme, self.tr("打开文件夹"))
        self.open.clicked.connect(self._open_folder)
        self.copy = KeyButton(theme, self.tr("复制摘要"))
        self.copy.set_hint(self.tr("把 SHA-256 摘要随证据包一起交给对方,对方即可核对"))
        self.copy.clicked.connect(self._copy)
        self.verify = KeyButton(theme, self.tr("校验这个包"))
        self.verify.clicked.connect(self._verify)
        self._stack = QStackedWidget()
        nothing = label(self.tr("还没有导出。导出后这里给出文件位置、大小和摘要。"), "soft", wrap=True)
        nothing.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.ROOMY)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._content())
        self.body.addWidget(self._stack)

    def show_done(self, done: PackageDone) -> None:
        self.done = done
        path = Path(done.path)
        self.facts.show_facts(
            [
                (self.tr("文件"), path.name, done.path),
                (self.tr("位置"), str(path.parent), str(path.parent)),
                (self.tr("大小"), self._size(done), ""),
                ("SHA-256", done.digest, done.digest),
            ]
        )
        self._stack.setCurrentIndex(1)

    def _size(self, done: PackageDone) -> str:
        return self.tr("{size} · {files} 个文件").format(size=labels.byte_size(done.size), files=done.files)

    def _open_folder(self) -> None:
        if self.done is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.done.path).parent)))

    def _copy(self) -> None:
        if self.done is not None:
            QGuiApplication.clipboard().setText(self.done.digest)

    def _verify(self) -> None:
        if self.done is not None:
            self.verify_wanted.emit(Path(self.done.path))

    def _content(self) -> QWidget:
        buttons = QHBoxLayout()
        buttons.setSpacing(t.STEP)
        for button in (self.open, self.copy, self.verify):
            buttons.addWidget(button)
        buttons.addStretch()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(t.ROOMY, 0, t.ROOMY, t.WIDE)
        column.setSpacing(t.WIDE)
        column.addWidget(self.facts)
        column.addLayout(buttons)
        return content
