"""The language of the window: Chinese is the source, English a complete translation; Qt's own texts follow."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from inspector_gui.bundled import resource

#: Qt's own translation for each language of the window (file dialogs, context menus).
_QT_CATALOGUES = {"zh": "qtbase_zh_CN", "en": "qtbase_en"}


class Language(QObject):
    """Installs the translators of one language; windows made afterwards speak it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []
        self.code = ""

    @classmethod
    def of(cls, application: QApplication) -> Language:
        """The one language of the application; translators belong to it, not to a window."""
        existing = application.findChild(cls)
        return existing if isinstance(existing, cls) else cls(application)

    def use(self, code: str) -> None:
        """Switch to ``zh`` or ``en``; sentences of `errors` follow through INSPECTOR_LANG."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []
        self.code = code
        os.environ["INSPECTOR_LANG"] = code
        QLocale.setDefault(QLocale("en_GB" if code == "en" else "zh_CN"))
        self._install(_QT_CATALOGUES[code], QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        if code != "zh" and not self._install(f"inspector_gui_{code}", str(resource("translations"))):
            raise FileNotFoundError(
                f"resources/translations/inspector_gui_{code}.qm is missing; run packaging/build_translations.py"
            )

    def _install(self, name: str, folder: str) -> bool:
        translator = QTranslator(self)
        if not translator.load(name, folder):
            return False
        self._application.installTranslator(translator)
        self._installed.append(translator)
        return True
