"""The page of a lesson as it is read: its text, and the open task where it stands or below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget
from typing_extensions import override

from gui.panels.lesson.task_view import TaskView
from gui.widgets.clocks import RestTimer

_LINES = 3  # of a page that are seen over a task that is pinned; one, where it needs the room


class PageView(QWidget):
    """A page that is scrolled, with its open task.

    The task stands at the end of the page; pinned, it stands below, and its answer is in view
    however long the page is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._task: TaskView | None = None
        self._is_begun = self._is_tried = self._is_pinned = False
        self._page, self._below = _scrolled(), _scrolled()
        self._laid_out = RestTimer(self, 0, self._on_laid_out)  # once heights are known
        for area in (self._page, self._below):
            area.setParent(self)
            area.verticalScrollBar().rangeChanged.connect(lambda *_: self._laid_out.start())

    def show_page(self, text: QWidget, task: TaskView | None, *, is_begun: bool) -> None:
        """Put another page in the place of the one before.

        Args:
            text: the page as far as its open task, which is its last part, or to its end.
            task: that is open; None for none.
            is_begun: whether it is gone on with at its end; else it is read from its top.
        """
        for before in (self._page.takeWidget(), self._below.takeWidget()):
            if before is not None:
                before.setParent(self)  # else it would go with its Python object, which is at once
                before.hide()
                before.deleteLater()  # what is answered in it is still being dealt with
        self._task, self._is_begun, self._is_tried = task, is_begun, False
        self._place_task(text)
        self._page.setWidget(text)
        self._on_laid_out()
        self._laid_out.start()

    def set_pinned(self, is_pinned: bool) -> None:
        """Have the task below the page, or at its end."""
        if is_pinned != self._is_pinned:
            self._is_pinned = is_pinned
            self._place_task(self._page.widget())
            self._laid_out.start()

    def go_on(self) -> None:
        """Have the task in view, and what was said of it, also once that is laid out."""
        self._is_begun = self._is_tried = True
        self._show_end()
        self._laid_out.start()

    def to_top(self) -> None:
        """Show the page from its top."""
        self._page.verticalScrollBar().setValue(0)

    def _place_task(self, text: QWidget | None) -> None:
        column = None if text is None else text.layout()
        self._below.setVisible(self._is_pinned and self._task is not None)
        if self._task is not None and isinstance(column, QBoxLayout):
            if self._is_pinned:
                self._below.setWidget(self._task)
            else:
                self._below.takeWidget()
                column.insertWidget(column.count() - 1, self._task)  # before what fills the rest
            self._task.show()

    def _show_end(self) -> None:
        for area, is_wanted in ((self._page, self._is_begun), (self._below, self._is_tried)):
            if is_wanted:
                bar = area.verticalScrollBar()
                bar.setValue(bar.maximum())

    def _on_laid_out(self) -> None:
        task, width, room = self._task, self.width(), self.height()
        text, least, below = self._page.widget(), 0, 0
        if text is not None and self._is_pinned:
            line = self.fontMetrics().lineSpacing()
            left = 0 if task is None else room - task.heightForWidth(width)
            lines = min(max(left, line), _LINES * line)
            least = min(lines, text.heightForWidth(self._page.viewport().width()))
        if task is not None:
            above = least
            if text is not None and not self._is_pinned:
                above = text.heightForWidth(task.width()) - task.heightForWidth(task.width())
            task.fit(room - least, room - above)
        if task is not None and self._is_pinned:
            below = min(task.heightForWidth(width), room - least)
        self._page.setGeometry(0, 0, width, room - below)
        self._below.setGeometry(0, room - below, width, below)
        self._show_end()

    @override
    def sizeHint(self) -> QSize:
        return self._page.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._page.minimumSizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_laid_out()
        self._laid_out.start()


def _scrolled() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a press beside a field takes no keys away
    area.viewport().setAutoFillBackground(False)
    return area
