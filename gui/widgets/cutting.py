"""The cutting of texts to a width."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

_ARROWS = (" → ", "→")
_MOST_FOR_SHORTER = 0.62  # of the room for two names


def cut(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Cut a text to a width; of "from → to" rather the longer name than the shorter."""
    arrow = next((arrow for arrow in _ARROWS if arrow in text), "")
    if not arrow:
        return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
    start, _, end = text.partition(arrow)
    room = width - metrics.horizontalAdvance(arrow)
    middle = Qt.TextElideMode.ElideMiddle
    widths = [metrics.horizontalAdvance(name) for name in (start, end)]
    shorter = min(*widths, _MOST_FOR_SHORTER * room)
    rooms = [shorter, room - shorter] if widths[0] < widths[1] else [room - shorter, shorter]
    names = zip((start, end), rooms, strict=True)
    return arrow.join(metrics.elidedText(name, middle, part + 0.5) for name, part in names)
