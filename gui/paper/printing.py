"""Worksheets as pages that are painted, and as PDF."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPainter, QPdfWriter

from core.lessons.lesson import Lesson
from core.lessons.paper.making import varies, worksheet_of
from core.lessons.paper.sheet import Worksheet
from core.slices.work import Work, scaled
from gui.paper.key_layout import groups_of_key
from gui.paper.paper import MARGIN, UNITS_PER_INCH, Paper
from gui.paper.pieces import Group, Piece, broken_into_pages, printed_font
from gui.paper.sheet_layout import groups_of_sheet
from gui.style.colors import PRINTED

_DOTS_PER_INCH = 1200
_FOOT_SIZE = 12


class PrintedPage(NamedTuple):
    """One page: its pieces with their places, and what stands at its foot with its number."""

    pieces: Sequence[tuple[Piece, float]]
    foot: str
    number: str


def printed_sheet(sheet: Worksheet, paper: Paper) -> list[PrintedPage]:
    """The pages of a worksheet."""
    whose = f" · {sheet.name}" if sheet.name else ""
    foot = f"sheet {sheet.number}{whose} · {sheet.title}"
    return _pages(groups_of_sheet(sheet, paper.width), foot, paper)


def printed_key(sheet: Worksheet, paper: Paper, *, is_for_all: bool = False) -> list[PrintedPage]:
    """The pages of its key, or of that of all sheets, where their numbers are the same."""
    whose = ", ".join(filter(None, (f"sheet {sheet.number}", sheet.name)))
    whose = "all sheets" if is_for_all else whose
    groups = groups_of_key(sheet, paper.width, whose)
    return _pages(groups, f"key to {whose} · {sheet.title}", paper)


def _pages(groups: Iterable[Group], foot: str, paper: Paper) -> list[PrintedPage]:
    pages = broken_into_pages([*groups], paper.height)
    return [
        PrintedPage(pieces, foot, f"page {at} of {len(pages)}")
        for at, pieces in enumerate(pages, 1)
    ]


def paint_page(painter: QPainter, page: PrintedPage, paper: Paper) -> None:
    """Paint a page, with its upper left corner at 0."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(MARGIN, MARGIN)
    for piece, top in page.pieces:
        piece.paint(painter, top)
    font = printed_font(_FOOT_SIZE)
    metrics = QFontMetricsF(font)
    counted = f" · {page.number}"
    room = paper.width - metrics.horizontalAdvance(counted)
    foot = metrics.elidedText(page.foot, Qt.TextElideMode.ElideRight, room) + counted
    painter.setFont(font)
    painter.setPen(QColor(PRINTED.muted))
    left = (paper.width - metrics.horizontalAdvance(foot)) / 2
    painter.drawText(QPointF(left, paper.size.height() - 2 * MARGIN), foot)
    painter.restore()


def sheets_as_pdf(lesson: Lesson, first: int, names: Sequence[str], paper: Paper) -> Work[bytes]:
    """A worksheet for each name, empty where it is to be filled in, one after another as PDF.

    Raises:
        LessonError: no numbers that suit are drawn.
    """
    pages = list[PrintedPage]()
    for at, name in enumerate(names):
        pages += printed_sheet(worksheet_of(lesson, first + at, name), paper)
        yield (at + 1) / len(names) / 2
    return (yield from scaled(_as_pdf(pages, paper, lesson.title), 1, 2))


def keys_as_pdf(lesson: Lesson, first: int, names: Sequence[str], paper: Paper) -> Work[bytes]:
    """Their keys; a single one where all sheets have the same numbers.

    Raises:
        LessonError: no numbers that suit are drawn.
    """
    is_for_all = len(names) > 1 and not varies(lesson)
    pages, wanted = list[PrintedPage](), names[:1] if is_for_all else names
    for at, name in enumerate(wanted):
        sheet = worksheet_of(lesson, first + at, name)
        pages += printed_key(sheet, paper, is_for_all=is_for_all)
        yield (at + 1) / len(wanted) / 2
    return (yield from scaled(_as_pdf(pages, paper, f"{lesson.title}: key"), 1, 2))


def _as_pdf(pages: Sequence[PrintedPage], paper: Paper, title: str) -> Work[bytes]:
    """The pages as a PDF, whose text is text."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Downhill")
    writer.setResolution(_DOTS_PER_INCH)
    portrait, no_margins = QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(paper.page_size, portrait, no_margins))
    with QPainter(writer) as painter:
        painter.scale(_DOTS_PER_INCH / UNITS_PER_INCH, _DOTS_PER_INCH / UNITS_PER_INCH)
        for at, page in enumerate(pages):
            if at:
                writer.newPage()
            paint_page(painter, page, paper)
            yield (at + 1) / len(pages)
    buffer.close()
    return bytes(kept.data())
