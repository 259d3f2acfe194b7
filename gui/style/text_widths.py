"""How wide texts are in a font."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from gui.formatting.numbers import with_alike_figures

_MOST_KEPT = 20_000


class TextWidths:
    """Measures texts; those that differ in their figures only are measured once.

    Attributes:
        metrics: of the font.
    """

    def __init__(self, font: QFont) -> None:
        self.metrics = metrics = QFontMetricsF(font)

        @lru_cache(_MOST_KEPT)
        def of_shape(shape: str) -> float:  # of Qt's own function, all signatures would be read
            return metrics.horizontalAdvance(shape)

        self._of_shape = of_shape

    def __call__(self, text: str) -> float:
        """The width of a text, in pixels."""
        return self._of_shape(with_alike_figures(text))
