"""How wide texts are in a font."""

from PySide6.QtGui import QFont, QFontMetricsF

from gui.formatting.numbers import with_alike_figures

_MOST_KEPT = 20_000


class TextWidths:
    """Measures texts; those that differ in their figures only are measured once.

    Attributes:
        metrics: of the font.
    """

    def __init__(self, font: QFont) -> None:
        self.metrics = QFontMetricsF(font)
        self._known: dict[str, float] = {}

    def __call__(self, text: str) -> float:
        """The width of a text, in pixels."""
        shape = with_alike_figures(text)
        width = self._known.get(shape)
        if width is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            width = self._known[shape] = self.metrics.horizontalAdvance(shape)
        return width
