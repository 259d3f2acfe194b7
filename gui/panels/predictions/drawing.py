"""Drawing on the predictions: a click adds a row, a drag moves one, Delete takes one out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from gui.operations.rows import row_edits
from gui.panels.predictions.fit_view import FitKind
from gui.panels.predictions.pen import DRAWN_ON, Pen, Sheet
from gui.panels.predictions.row_point import RowPoint, point_at
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.session.session import Session


class Drawing:
    """The hand that draws rows on a plot of predictions, while it is switched on.

    Attributes:
        is_wanted: whether it is switched on.
        pen: what a new point is to be.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.is_wanted = False
        self.pen = Pen()

    def is_on(self, kind: FitKind) -> bool:
        """Whether what is done on such a plot draws."""
        return self.is_wanted and kind in DRAWN_ON

    def point(
        self, sheet: Sheet, row: int, ranges: Ranges, pressed: Pixel | None = None
    ) -> RowPoint:
        """The point of a row that is learnt from, and where the mouse took hold of it."""
        at, spans = sheet.at(row), (ranges.x, ranges.y)
        return RowPoint(self._session, sheet, row, at, spans, pressed)

    def add(self, sheet: Sheet, frame: Frame, place: Pixel) -> None:
        """Add a row after all others, its point at a place, and look at it."""
        rows = self._session.document.experiment.dataset.rows
        row_edits.insert_row(self._session, rows, sheet.new(*point_at(frame, place), self.pen))

    def deed(self, key: Qt.Key, sheet: Sheet, frame: Frame) -> Callable[[], object] | None:
        """What a key does: Insert adds a point in the middle, Delete takes out the ringed one."""
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return partial(row_edits.remove_rows, self._session, [self._session.focus.row])
        if key == Qt.Key.Key_Insert:
            return partial(self.add, sheet, frame, frame.middle)
        return None
