"""Text in units of the drawing: fonts, and how wide words are."""

from PySide6.QtGui import QFont, QFontMetricsF

from gui.formatting.numbers import with_alike_figures

_MOST_KEPT = 20_000


class TextMeasure:
    """How wide text is in units of the drawing, whatever its size.

    Texts that differ in their figures only are measured once.
    """

    def __init__(self, font: QFont) -> None:
        self._metrics = [QFontMetricsF(sized(font, 100, bold)) for bold in (False, True)]
        self._widths: tuple[dict[str, float], dict[str, float]] = ({}, {})

    def __call__(self, text: str, size: float, bold: bool) -> float:
        """The width of a text."""
        shape, widths = with_alike_figures(text), self._widths[bold]
        known = widths.get(shape)
        if known is None:
            if len(widths) > _MOST_KEPT:
                widths.clear()
            known = widths[shape] = self._metrics[bold].horizontalAdvance(shape) / 100
        return known * size


def sized(font: QFont, size: int, bold: bool) -> QFont:
    """The font in a size given in units of the drawing; its letters scale evenly."""
    copy = QFont(font)
    copy.setPixelSize(size)
    copy.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    copy.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return copy
