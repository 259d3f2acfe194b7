"""The cutting of texts to a width."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

_ARROWS = (" → ", "→")
_NUMBER = r"[-−+]?\d[\d.,]*"
_MIDDLE = Qt.TextElideMode.ElideMiddle
_MOST_FOR_SHORTER = 0.62  # of the room for two names


def cut(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Cut a text to a width: names in the middle, numbers behind the digits that say most.

    Of "from → to" rather the longer name is cut than the shorter.
    """
    arrow = next((arrow for arrow in _ARROWS if arrow in text), "")
    if not arrow:
        elide = Qt.TextElideMode.ElideRight if re.fullmatch(_NUMBER, text) else _MIDDLE
        return metrics.elidedText(text, elide, width)
    start, _, end = text.partition(arrow)
    room = width - metrics.horizontalAdvance(arrow)
    widths = [metrics.horizontalAdvance(name) for name in (start, end)]
    shorter = min(*widths, _MOST_FOR_SHORTER * room)
    rooms = [shorter, room - shorter] if widths[0] < widths[1] else [room - shorter, shorter]
    names = zip((start, end), rooms, strict=True)
    return arrow.join(metrics.elidedText(name, _MIDDLE, part + 0.5) for name, part in names)
