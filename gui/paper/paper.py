"""Sizes of paper. Lengths are in 1/96 inch, a pixel of the usual screen."""

from enum import Enum

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize

UNITS_PER_INCH = 96
MARGIN = 57.0  # 15 mm
_FOOT = 26.0


class Paper(Enum):
    """A size of paper, by its name on the command line."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def page_size(self) -> QPageSize:
        """The size as Qt knows it."""
        return QPageSize(
            {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}[self]
        )

    @property
    def size(self) -> QSizeF:
        """Width and height of a page."""
        return self.page_size.size(QPageSize.Unit.Inch) * UNITS_PER_INCH

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size.width() - 2 * MARGIN

    @property
    def height(self) -> float:
        """Between the margins, above the foot."""
        return self.size.height() - 2 * MARGIN - _FOOT
