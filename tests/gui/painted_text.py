"""What text a widget paints, and how large: read from a picture of it that is written as text."""

import math
import re
from html import unescape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

_GROUP = re.compile(
    r'transform="matrix\(([^)]*)\)"[^>]*font-size="([\d.]+)"[^>]*>\s*(<text.*?)(?=<g |</g>)',
    re.DOTALL,
)
_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


def painted_texts(widget: QWidget) -> list[tuple[str, float]]:
    """Every text, and its size in pixels."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(0, 0, widget.width(), widget.height()))
    widget.render(generator)
    found = []
    for matrix, size, texts in _GROUP.findall(bytes(kept.data()).decode()):
        across, down = map(float, matrix.split(",")[:2])
        zoom = math.hypot(across, down)
        found += [(unescape(text).strip(), float(size) * zoom) for text in _TEXT.findall(texts)]
    return found
