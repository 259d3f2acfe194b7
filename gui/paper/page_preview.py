"""The preview of printed pages: one of them, and buttons that turn to the others."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from gui.paper.paper import Paper
from gui.paper.printing import PrintedPage, paint_page
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label

_LEAST = QSize(330, 440)
_EDGE = QColor("#8A929C")


class PagePreview(QWidget):
    """Shows a page as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _PageView()
        self._place = Label(role=Role.MUTED)
        self.back, self.next = QPushButton("◀"), QPushButton("▶")
        for button, name in ((self.back, "Page before"), (self.next, "Next page")):
            button.setAccessibleName(name)
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addStretch(1)
        for widget in (self.back, self._place, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sheet, 1)
        column.addLayout(row)
        self._pages: Sequence[PrintedPage] = ()
        self._at = 0
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))

    def show_pages(self, pages: Sequence[PrintedPage], paper: Paper) -> None:
        """Show other pages, from the one where it was; none of no sheet."""
        self._pages = pages
        self._sheet.paper = paper
        self._turn(0)

    def _turn(self, pages: int) -> None:
        count = len(self._pages)
        self._at = min(max(self._at + pages, 0), max(count - 1, 0))
        self._sheet.page = self._pages[self._at] if count else None
        place = f"page {self._at + 1} of {count}" if count else "no page"
        self._place.setText(place)
        self._sheet.setAccessibleName(f"Preview of the first sheet, {place}")
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < count)
        self._sheet.update()


class _PageView(QWidget):
    """One page.

    Attributes:
        page: what is on it; None for an empty one.
        paper: its size.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: PrintedPage | None = None
        self.paper = Paper.A4
        self.setMinimumSize(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        size = self.paper.size
        zoom = min((self.width() - 2) / size.width(), (self.height() - 2) / size.height())
        with QPainter(self) as painter:
            painter.translate((self.width() - zoom * size.width()) / 2, 1)
            painter.scale(zoom, zoom)
            page = QRectF(0, 0, size.width(), size.height())
            painter.fillRect(page, Qt.GlobalColor.white)
            painter.setPen(QPen(_EDGE, 1 / zoom))
            painter.drawRect(page)
            if self.page is not None:
                paint_page(painter, self.page, self.paper)
