"""What text a widget paints, and how large: read from a picture of it that is written as text."""

import math
import re
from collections.abc import Callable
from functools import partial
from html import unescape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from gui.canvas.canvas import NetworkCanvas
from gui.plotting.plot_view import PlotView

_GROUP = re.compile(
    r'transform="matrix\(([^)]*)\)"[^>]*font-size="([\d.]+)"[^>]*>\s*(<text.*?)(?=<g |</g>)',
    re.DOTALL,
)
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def painted_texts(widget: QWidget) -> list[tuple[str, float]]:
    """Every text, and its size in pixels."""
    found = _texts(widget, widget.render)
    for part in (widget, *widget.findChildren(QWidget)):  # these leave themselves out of an SVG
        if isinstance(part, PlotView) and part.isVisibleTo(widget):
            found += _texts(part, _on(part.paint_on))
        elif isinstance(part, NetworkCanvas) and part.isVisibleTo(widget):
            found += _texts(part, _on(partial(part.paint_figure, ground=False)))
    return found


def _on(paint: Callable[[QPainter], None]) -> Callable[[QSvgGenerator], None]:
    def paint_it(generator: QSvgGenerator) -> None:
        with QPainter(generator) as painter:
            paint(painter)

    return paint_it


def _texts(widget: QWidget, paint: Callable[[QSvgGenerator], None]) -> list[tuple[str, float]]:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(0, 0, widget.width(), widget.height()))
    paint(generator)
    found = []
    for matrix, size, texts in _GROUP.findall(bytes(kept.data()).decode()):
        across, down = map(float, matrix.split(",")[:2])
        zoom = math.hypot(across, down)
        found += [(unescape(text).strip(), float(size) * zoom) for text in _TEXT.findall(texts)]
    return found
