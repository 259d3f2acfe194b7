"""Worksheets as pages that are painted, and as PDF."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPainter, QPdfWriter

from core.lessons.paper.sheet import Worksheet
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


def pdf_of_sheets(sheets: Sequence[Worksheet], paper: Paper) -> bytes:
    """The worksheets one after another, each beginning a page."""
    pages = [page for sheet in sheets for page in printed_sheet(sheet, paper)]
    return _pdf_of(pages, paper, sheets[0].title)


def pdf_of_keys(sheets: Sequence[Worksheet], paper: Paper, *, are_alike: bool) -> bytes:
    """Their keys; a single one where all sheets have the same numbers."""
    keys = sheets[:1] if are_alike else sheets
    is_for_all = are_alike and len(sheets) > 1
    pages = [page for sheet in keys for page in printed_key(sheet, paper, is_for_all=is_for_all)]
    return _pdf_of(pages, paper, f"{sheets[0].title}: key")


def _pdf_of(pages: Sequence[PrintedPage], paper: Paper, title: str) -> bytes:
    """The pages as a PDF, whose text is text."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Downhill")
    writer.setResolution(_DOTS_PER_INCH)
    no_margins = QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(paper.page_size, QPageLayout.Orientation.Portrait, no_margins))
    painter = QPainter(writer)
    painter.scale(_DOTS_PER_INCH / UNITS_PER_INCH, _DOTS_PER_INCH / UNITS_PER_INCH)
    for at, page in enumerate(pages):
        if at:
            writer.newPage()
        paint_page(painter, page, paper)
    painter.end()
    buffer.close()
    return bytes(kept.data())
