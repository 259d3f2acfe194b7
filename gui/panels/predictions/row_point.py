"""The point of a row on the predictions, to be dragged, or moved with the arrow keys."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from core.document.data_edits import set_row
from core.document.document import Document
from gui.operations.structure import set_rows
from gui.panels.predictions.pen import Sheet
from gui.plotting.handle import Handle
from gui.plotting.plot_frame import Frame, Pixel, Span
from gui.plotting.scales import round_near
from gui.session.session import Session

_REACH = 9.0
_A_KEY = 100.0  # parts of the plot
_FINE = 0.1
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class RowPoint(Handle):
    """A row that is moved where its point is; one drag is one undo, a mere click looks at it.

    Args:
        session: whose row it is.
        sheet: what it is drawn on.
        row: which of the rows that are learnt from.
        at: where it stands, in the units of the axes.
        spans: what the axes show.
        pressed: where the mouse took hold of it.
    """

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(
        self,
        session: Session,
        sheet: Sheet,
        row: int,
        at: tuple[float, float],
        spans: tuple[Span, Span],
        pressed: Pixel | None = None,
    ) -> None:
        self._session, self._sheet, self._row, self._at = session, sheet, row, at
        self._spans, self._pressed = spans, pressed
        self._is_moving = False

    @property
    @override
    def is_over(self) -> bool:
        session, known = self._session, self._sheet.document
        if self._is_moving:
            return not session.present.is_preview and session.document is not known
        return session.document.experiment.dataset is not known.experiment.dataset

    @override
    def place(self, frame: Frame) -> Pixel:
        return frame.pixel(*self._at)

    @override
    def is_near(self, frame: Frame, point: Pixel) -> bool:
        x, y = self.place(frame)
        return abs(x - point.x) + abs(y - point.y) <= _REACH

    @override
    def move_to(self, frame: Frame, point: Pixel) -> None:
        start = self._pressed or point
        far = abs(point.x - start.x) + abs(point.y - start.y) >= QApplication.startDragDistance()
        if far and not self._is_moving:  # from what a run has come to meanwhile
            self._is_moving = True
            self._sheet = replace(self._sheet, document=self._session.document)
        if self._is_moving:
            document = self._moved(*point_at(frame, point))
            if document.experiment.dataset.is_finite:  # not where a made input is no number
                self._session.preview(self._name, document)

    @override
    def commit(self) -> None:
        self._session.commit(self._name)
        self._session.look_at_row(self._row)

    @override
    def cancel(self) -> None:
        self._session.cancel()

    @override
    def nudge(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        share = (_FINE if modifiers & _SHIFT else 1.0) / _A_KEY
        x, y = (
            round_near(value + way * share * (high - low), share * (high - low) / 10)
            for value, way, (low, high) in zip(self._at, (right, up), self._spans, strict=True)
        )
        set_rows(self._session, self._name, self._moved(x, y))

    def _moved(self, x: float, y: float) -> Document:
        row = self._sheet.moved(self._row, x, y)
        return set_row(self._sheet.document, self._row, row)

    @property
    def _name(self) -> str:
        return f"Move row {self._row + 1}"


def point_at(frame: Frame, point: Pixel) -> tuple[float, float]:
    """The numbers at a pixel, as short as the distance between pixels lets them be."""
    x = round_near(frame.step(point.x), 1 / frame.pixels_a_step)
    y = round_near(frame.height(point.y), 1 / frame.pixels_a_unit)
    return x, y
