"""Line icons from `resources/icons`, in the colours of the appearance in force and sharp at any pixel ratio."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from inspector_gui.bundled import resource
from inspector_gui.ui.theme.theme import Theme

#: Edge of an icon in logical pixels, and the pixel ratios it is prepared for.
EDGE = 20
_RATIOS = (1.0, 2.0, 3.0)


class Icons:
    """Makes icons: soft normally, accent when checked, faint when disabled."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}

    def put_on(self, button: QAbstractButton, name: str) -> None:
        """Give `button` an icon that follows the appearance for as long as the button lives."""

        def refresh() -> None:
            button.setIcon(self.icon(name))

        button.setIconSize(QSize(EDGE, EDGE))
        refresh()
        self._theme.changed.connect(refresh)
        button.destroyed.connect(lambda: self._theme.changed.disconnect(refresh))

    def icon(self, name: str) -> QIcon:
        tokens = self._theme.tokens
        icon = QIcon()
        for mode, state, colour in (
            (QIcon.Mode.Normal, QIcon.State.Off, tokens.text_soft),
            (QIcon.Mode.Normal, QIcon.State.On, tokens.accent_ink),
            (QIcon.Mode.Disabled, QIcon.State.Off, tokens.border_strong),
        ):
            for ratio in _RATIOS:
                icon.addPixmap(self.pixmap(name, colour, EDGE, ratio), mode, state)
        return icon

    def pixmap(self, name: str, colour: str, edge: int, ratio: float) -> QPixmap:
        """The icon in `colour`, `edge` logical pixels wide."""
        pixmap = QPixmap(round(edge * ratio), round(edge * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._renderer(name, colour).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        return pixmap

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        source = self._sources.setdefault(name, resource("icons", f"{name}.svg").read_text("utf-8"))
        return QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
