"""Text in units of the drawing: fonts, and how wide words are."""

from PySide6.QtGui import QFont

from gui.style.text_widths import TextWidths

_SIZE = 100  # in which texts are measured


class TextMeasure:
    """How wide text is in units of the drawing, whatever its size."""

    def __init__(self, font: QFont) -> None:
        self._widths = [TextWidths(sized(font, _SIZE, bold)) for bold in (False, True)]

    def __call__(self, text: str, size: float, bold: bool) -> float:
        """The width of a text."""
        return self._widths[bold](text) / _SIZE * size


def sized(font: QFont, size: int, bold: bool) -> QFont:
    """The font in a size given in units of the drawing; its letters scale evenly."""
    copy = QFont(font)
    copy.setPixelSize(size)
    copy.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    copy.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return copy
