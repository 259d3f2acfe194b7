"""The program's own icons, drawn in the colours of the theme."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).parents[2] / "resources" / "icons"
_SIZES = (16, 24, 32, 48, 64)


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
    drawn = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled or color)):
        for size in _SIZES:
            drawn.addPixmap(_pixmap(which, ink, size), mode)
    return drawn


def _pixmap(which: Icon, color: str, size: int) -> QPixmap:
    drawing = (_FOLDER / f"{which}.svg").read_text("utf-8").replace("currentColor", color)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
