"""The letters of code, all of one width."""

from PySide6.QtGui import QFont, QFontDatabase


def code_font(pixels: int) -> QFont:
    """The font for code of a height."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(pixels)
    return font
