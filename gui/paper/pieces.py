"""Pieces: what stands on paper one below the other, each as wide as the page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QTextDocument,
    QTextLine,
    QTextOption,
)

from gui.style.colors import PRINTED
from gui.style.theme import FAMILY

TEXT_SIZE = 14  # of running text: 10.5 points
_HARDLY = 0.3  # of a page
_PRINT = QPalette(QColor(PRINTED.ink))
_PRINT.setColor(QPalette.ColorRole.Text, QColor(PRINTED.ink))


class Piece(Protocol):
    """Something that can be painted."""

    @property
    def height(self) -> float:
        """How much of the page it takes."""

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint it, from the left margin at 0 and this far below the upper one."""


class Group(NamedTuple):
    """Pieces that stay on one page.

    Attributes:
        pieces: one below the other.
        space: above them, unless they begin a page.
        with_next: whether the next group should be on the same page.
    """

    pieces: tuple[Piece, ...]
    space: float = 10.0
    with_next: bool = False

    @property
    def height(self) -> float:
        """Of all of them."""
        return sum(piece.height for piece in self.pieces)


def printed_font(size: int = TEXT_SIZE, *, bold: bool = False) -> QFont:
    """The font of print, whose letters are what they are read and copied as.

    Without the features that put other glyphs in their places.
    """
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


class TextPiece(Struct, frozen=True, eq=False):
    """Rich text; where it is longer than a page it can be broken between two lines.

    Attributes:
        document: the whole text.
        left: where it begins.
        zoom: how much smaller it is made.
        start: from where in the document it stands here.
        end: to where.
    """

    document: QTextDocument
    left: float
    zoom: float
    start: float
    end: float

    @property
    def height(self) -> float:
        """From the first line to the last one."""
        return (self.end - self.start) * self.zoom

    def broken(self, room: float) -> "tuple[TextPiece, TextPiece] | None":
        """The lines that have room, and those that do not; None where no line has room."""
        end = min(self.start + room / self.zoom, self.end)
        lines = [(top, top + line.height()) for line, _, top in self._lines()]
        cuts = [bottom for _, bottom in lines if self.start < bottom < end]
        fitting = [cut for cut in cuts if not any(top < cut < bottom for top, bottom in lines)]
        if not fitting:
            return None
        cut = max(fitting)
        return replace(self, end=cut), replace(self, start=cut)

    def _lines(self) -> Iterator[tuple[QTextLine, QPointF, float]]:
        """Every line, from where its place is counted, and its upper end."""
        block, layout = self.document.begin(), self.document.documentLayout()
        while block.isValid():
            place = layout.blockBoundingRect(block).topLeft()
            for at in range(block.layout().lineCount()):
                line = block.layout().lineAt(at)
                yield line, place, place.y() + line.y()
            block = block.next()

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint the lines."""
        painter.save()
        painter.translate(self.left, top)
        painter.scale(self.zoom, self.zoom)
        painter.translate(0, -self.start)
        if self.end - self.start < self.document.size().height():
            self._paint_part(painter)
        else:
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette = _PRINT
            self.document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_part(self, painter: QPainter) -> None:
        painter.setPen(QColor(PRINTED.ink))
        for line, place, top in self._lines():
            if self.start <= top < self.end:
                line.draw(painter, place)


def text_piece(html: str, width: float, size: int = TEXT_SIZE, left: float = 0.0) -> TextPiece:
    """Rich text in lines as wide as the page; a table that is wider is made smaller."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(printed_font(size))
    document.setDefaultStyleSheet("b, th { font-weight: 600; }")
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setHtml(html)
    document.setTextWidth(width - left)
    zoom = min(1.0, (width - left) / document.size().width())
    return TextPiece(document, left, zoom, 0.0, document.size().height())


class SpacePiece:
    """Nothing, this high."""

    def __init__(self, height: float) -> None:
        self.height = height

    def paint(self, painter: QPainter, top: float) -> None:
        """Paint nothing."""


def broken_into_pages(groups: Sequence[Group], height: float) -> list[list[tuple[Piece, float]]]:
    """Which pieces stand on which page, and where.

    A group begins a new page where it has no room, or where the next one, which it belongs with,
    has none, unless the page has hardly begun. One that is higher than a page is broken between its
    pieces, and a text that is higher than a page between its lines.
    """
    breaking = _Breaking(height)
    for at, group in enumerate(groups):
        breaking.add(group, _together(groups[at:]))
    return breaking.pages


def _together(groups: Sequence[Group]) -> float:
    """How high the first group is with those that belong on its page."""
    found = 0.0
    for group in groups:
        found += group.height + (group.space if found else 0.0)
        if not group.with_next:
            break
    return found


class _Breaking:
    """Fills page after page."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._top = 0.0
        self.pages: list[list[tuple[Piece, float]]] = [[]]

    def add(self, group: Group, together: float) -> None:
        """Put a group where it has room, with what belongs to it if that fits on a page."""
        has_begun = self._top > _HARDLY * self._height
        wanted = together if has_begun and together <= self._height else group.height
        if self.pages[-1]:
            self._top += group.space
            if self._top + wanted > self._height:
                self._begin_page()
        waiting = list(group.pieces)
        while waiting:
            piece = waiting.pop(0)
            if self._top + piece.height > self._height:
                room = self._height - self._top
                parts = piece.broken(room) if isinstance(piece, TextPiece) else None
                if parts is not None:
                    piece, rest = parts
                    waiting.insert(0, rest)
                elif self.pages[-1]:
                    self._begin_page()
            self.pages[-1].append((piece, self._top))
            self._top += piece.height

    def _begin_page(self) -> None:
        self.pages.append([])
        self._top = 0.0
