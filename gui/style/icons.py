"""The program's own icons, drawn in the colours of the theme."""

from enum import StrEnum
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

_FOLDER = Path(__file__).parents[2] / "resources" / "icons"


class Icon(StrEnum):
    """What an icon stands for: the name of its file."""

    BACK = "back"
    DOWNHILL = "downhill"
    ENLARGE = "enlarge"
    PAUSE = "pause"
    RESTART = "restart"
    RUN = "run"
    STEP = "step"


def icon(which: Icon, color: str = "#000000", disabled: str = "") -> QIcon:
    """An icon in one colour, and in another while it is disabled."""
    return QIcon(_Drawing(which, color, disabled or color))


class _Drawing(QIconEngine):
    """Draws an icon in the sizes that are asked for, each once."""

    def __init__(self, which: Icon, color: str, disabled: str) -> None:
        super().__init__()
        self._which, self._color, self._disabled = which, color, disabled
        self._drawn: dict[tuple[int, int, bool], QPixmap] = {}

    @cached_property
    def _drawing(self) -> str:
        return (_FOLDER / f"{self._which}.svg").read_text("utf-8")

    @override
    def clone(self) -> QIconEngine:
        return _Drawing(self._which, self._color, self._disabled)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        key = (size.width(), size.height(), mode is QIcon.Mode.Disabled)
        if key not in self._drawn:
            pixmap = self._drawn[key] = QPixmap(size)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                self.paint(painter, pixmap.rect(), mode, state)
        return self._drawn[key]

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink = self._disabled if mode is QIcon.Mode.Disabled else self._color
        drawing = self._drawing.replace("currentColor", ink)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(rect))
