"""What the window remembers between starts: appearance, language, last archive, sizes of its parts."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

LANGUAGES = ("zh", "en")
APPEARANCES = ("system", "light", "dark")


class Settings:
    """A typed face on `QSettings`: in `file`, else below INSPECTOR_HOME, else where the system keeps settings."""

    def __init__(self, file: Path | None = None) -> None:
        home = os.environ.get("INSPECTOR_HOME")
        file = file or (Path(home) / "window.ini" if home else None)
        if file is None:
            self._store = QSettings("Inspector GUI", "inspector-gui")
        else:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        return self._choice("language", LANGUAGES)

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def appearance(self) -> str:
        return self._choice("appearance", APPEARANCES)

    @appearance.setter
    def appearance(self, value: str) -> None:
        self._store.setValue("appearance", value)

    @property
    def last_archive(self) -> str:
        return str(self._store.value("last_archive", ""))

    @last_archive.setter
    def last_archive(self, value: str) -> None:
        self._store.setValue("last_archive", value)

    def geometry(self) -> QByteArray:
        value = self._store.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def _choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = str(self._store.value(name, allowed[0]))
        return value if value in allowed else allowed[0]
