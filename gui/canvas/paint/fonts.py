"""Text in units of the drawing: fonts, and how wide words are."""

from PySide6.QtGui import QFont, QFontMetricsF

_CACHED_WIDTHS = 20_000
_FIGURES = "0123456789.+−"
_LONGEST_NUMBER = 12


class TextMeasure:
    """How wide text is in units of the drawing, whatever its size.

    Words are measured once. Numbers change all the time, but their figures are as wide as ever.
    """

    def __init__(self, font: QFont) -> None:
        self._metrics = [QFontMetricsF(sized(font, 100, bold)) for bold in (False, True)]
        self._figures = [
            {figure: metrics.horizontalAdvance(figure) / 100 for figure in _FIGURES}
            for metrics in self._metrics
        ]
        self._widths: dict[tuple[str, bool], float] = {}

    def __call__(self, text: str, size: float, bold: bool) -> float:
        """The width of a text."""
        figures = self._figures[bold]
        if len(text) < _LONGEST_NUMBER and all(map(figures.__contains__, text)):
            return sum(map(figures.__getitem__, text)) * size
        known = self._widths.get((text, bold))
        if known is None:
            if len(self._widths) > _CACHED_WIDTHS:
                self._widths.clear()
            known = self._metrics[bold].horizontalAdvance(text) / 100
            self._widths[text, bold] = known
        return known * size


def sized(font: QFont, size: int, bold: bool) -> QFont:
    """The font in a size given in units of the drawing; its letters scale evenly."""
    copy = QFont(font)
    copy.setPixelSize(size)
    copy.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    copy.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return copy
