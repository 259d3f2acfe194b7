"""Blanks: where something is written by hand, or ticked."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.paper.pieces import TEXT_SIZE, printed_font, text_piece
from gui.style.colors import PRINTED

_LINE = QColor(PRINTED.border)
_BOX = 40.0  # high: 10.5 mm
_WORKING = 84.0
_TICK = 15.0
_SMALL = 12
_TITLE, _BESIDE = 22, 220.0


class WorkingPiece:
    """Room to work something out, and beside it a box for what comes of it."""

    def __init__(self, width: float) -> None:
        self._width, self.height = width, _WORKING

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint the room and the box."""
        box = QRectF(self._width - 190, top + 24, 190, _BOX)
        _write(painter, box.left(), top + 17, "Answer")
        _frame(painter, QRectF(0, top + 6, self._width - 206, _WORKING - 12), _faint())
        _frame(painter, box)


class ChangePiece:
    """Two boxes: for the name of what is changed, and for what it becomes."""

    height = 68.0

    def __init__(self, width: float) -> None:
        self._width = width

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint the boxes."""
        name = QRectF(0, top + 22, self._width - 206, _BOX)
        value = QRectF(self._width - 190, top + 22, 190, _BOX)
        _write(painter, 0, top + 14, "What is changed")
        _write(painter, value.left(), top + 14, "becomes")
        _frame(painter, name)
        _frame(painter, value)


class TicksPiece:
    """Words beside each other, with a box to tick before each."""

    height = 30.0

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint the boxes and the words."""
        for at, text in enumerate(self._texts):
            left = 4 + at * 120.0
            _frame(painter, QRectF(left, top + 7, _TICK, _TICK))
            _write(painter, left + _TICK + 8, top + 19.5, text, TEXT_SIZE)


class TickedPiece:
    """A text, with a box before it: to be ticked, or for its number in an order."""

    def __init__(self, html: str, width: float, box: float = _TICK) -> None:
        self._box = box
        self._text = text_piece(html, width, left=box + 14)
        self.height = max(self._text.height, box) + 10

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint the box and the text."""
        _frame(painter, QRectF(4, top + 5, self._box, self._box))
        middle = max(0.0, self._box - self._text.height) / 2
        self._text.paint(painter, top + 5 + middle)


class HeadPiece:
    """The title, and the number of the sheet."""

    def __init__(self, title: str, number: int, width: float) -> None:
        self._title = text_piece(f"<b>{escape(title)}</b>", width - _BESIDE, _TITLE)
        self._number, self._left = f"Sheet {number}", width - _BESIDE + 20
        self.height = self._title.height

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint both."""
        self._title.paint(painter, top)
        _write(painter, self._left, top + 22, self._number, _TITLE - 4, bold=True)


class NamePiece:
    """The line for name and date; `name` where it is known."""

    height = 44.0

    def __init__(self, name: str, width: float) -> None:
        self._name, self._width = name, width

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint the words and the lines."""
        base, date = top + 30, self._width - 200
        _write(painter, 0, base, "Name", TEXT_SIZE)
        _write(painter, date, base, "Date", TEXT_SIZE)
        painter.setPen(QPen(_LINE, 0.8))
        painter.drawLine(QPointF(date + 40, base + 3), QPointF(self._width, base + 3))
        if self._name:
            font = printed_font(TEXT_SIZE, bold=True)
            room = date - 24 - 50
            name = QFontMetricsF(font).elidedText(self._name, Qt.TextElideMode.ElideRight, room)
            _write(painter, 50, base, name, TEXT_SIZE, bold=True)
        else:
            painter.drawLine(QPointF(50, base + 3), QPointF(date - 24, base + 3))


def _write(
    painter: QPainter, x: float, base: float, text: str, size: int = _SMALL, *, bold: bool = False
) -> None:
    painter.setPen(QColor(PRINTED.ink))
    painter.setFont(printed_font(size, bold=bold))
    painter.drawText(QPointF(x, base), text)


def _frame(painter: QPainter, box: QRectF, pen: QPen | None = None) -> None:
    painter.setPen(pen or QPen(QColor(PRINTED.ink), 0.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _faint() -> QPen:
    pen = QPen(_LINE, 0.6)
    pen.setDashPattern([2.0, 4.0])
    return pen
