"""The timeline: a slim slider from the path's first count of updates to its last."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget
from typing_extensions import override

from core.history.moments import Moment
from core.history.named_moments import NamedMoment, named_on
from core.text.numbers import grouped
from gui.plotting.lines.marks import paint_flag
from gui.plotting.plot_frame import Frame
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.style.theme import Theme
from gui.widgets.ground import lay_ground
from gui.widgets.texts.plain_text import set_tip, show_tip

_HANDLE = 6.0
_FLAG_REACH = 5.0  # pixels around the pole of a flag within which the pointer is on it
_HOW = "Drag, or use the arrow keys, to go to any moment of this path"
_LARGEST = 2**31 - 1  # what Qt's slider can count to


class Timeline(QSlider):
    """Goes to the last moment at a count of updates, live while it is dragged.

    On its own it spans its width; with `follow` it shares the axis of a plot. `menu_requested`
    comes with a `Moment` and the global position for a menu.

    Attributes:
        lowest: the lowest count of updates on the path.
        here: the count at the present moment.
        highest: the highest count.
    """

    menu_requested = Signal(object, QPoint)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._theme = theme
        self._frame: Frame | None = None
        self._dragging = False
        self._held_at = 0.0
        self._edits: list[int] = []
        self._flags: list[NamedMoment] = []
        lay_ground(self)
        self.here = self.lowest = self.highest = 0
        self.setAccessibleName("Timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.changed.connect(self._on_changed)
        session.annotated.connect(self._on_annotated)
        theme.changed.connect(self._on_theme_changed)
        self._on_changed(session.present)

    def follow(self, frame: Frame | None) -> None:
        """Stand under the steps of a plot whose left edge is this widget's; None for alone."""
        if frame != self._frame:
            self._frame = frame
            self.update()

    # Where counts of updates stand

    def x_of(self, step: int) -> float:
        """Where a count of updates stands, in pixels."""
        if self._frame is not None:
            return self._frame.x(step)
        left, right = self._ends()
        return left + (right - left) * (step - self.lowest) / max(self.highest - self.lowest, 1)

    def step_at(self, x: float) -> int:
        """The count of updates of the path nearest to a pixel."""
        lowest, highest = self.lowest, self.highest
        if self._frame is not None:
            x = min(max(x, self._frame.box.left), self._frame.box.right)
            step = self._frame.step(x)
        else:
            left, right = self._ends()
            step = lowest + (highest - lowest) * (x - left) / max(right - left, 1)
        return min(max(round(step), lowest), highest)

    def _ends(self) -> tuple[float, float]:
        """The pixels that the groove spans."""
        if self._frame is not None:
            box = self._frame.box
            return box.left, box.right
        margin = _HANDLE * self._theme.scale + 1
        return margin, self.width() - margin

    def _scrub_to(self, step: int) -> None:
        history = self._session.history
        moment = history.at_updates(step)
        if moment != history.present:
            self._session.scrub(moment)

    def _go_to(self, step: int) -> None:
        self._scrub_to(step)
        self._session.arrive()

    # Following

    def _on_annotated(self) -> None:
        self._on_changed(self._session.present)

    def _on_changed(self, present: Present) -> None:
        history = self._session.history
        path = history.past() + history.future()
        lowest = history.updates_at(Moment(path[0].line, path[0].first))
        highest = history.updates_at(Moment(path[-1].line, path[-1].last))
        here = history.updates_at(history.present)
        self.lowest, self.here, self.highest = lowest, here, highest
        self._edits = sorted({step for step, _ in history.edits(path)})
        self._flags = named_on(history, path)
        self.setEnabled(highest > lowest)
        self.setRange(min(lowest, _LARGEST), min(highest, _LARGEST))
        self.setValue(min(here, _LARGEST))
        about = "about " if present.missing else ""
        text = f"{about}step {grouped(here)} of {grouped(highest)}"
        name = history.name_of(history.present)
        text += f", “{name}”" if name else ""
        self.setAccessibleDescription(text)
        set_tip(self, _HOW if highest > lowest else "")
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(200), self._theme.pixels(2 * _HANDLE + 6))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.pixels(60), self.sizeHint().height())

    # The hand

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragging = event.button() is Qt.MouseButton.LeftButton
        x = event.position().x()
        off = x - self.x_of(self.here)
        # Taking hold of the handle beside its middle does not move it yet.
        self._held_at = off if abs(off) <= _HANDLE * self._theme.scale else 0.0
        if self._dragging and not self._held_at:
            flag = self._flag_at(x)
            self._scrub_to(self.step_at(x) if flag is None else flag.updates)
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._scrub_to(self.step_at(event.position().x() - self._held_at))
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False
        self._session.arrive()
        event.accept()

    def _flag_at(self, x: float) -> NamedMoment | None:
        """The flag that the pointer is on, if it is on one."""
        reach = _FLAG_REACH * self._theme.scale
        near = [flag for flag in self._flags if abs(self.x_of(flag.updates) - x) <= reach]
        return min(near, key=lambda flag: abs(self.x_of(flag.updates) - x), default=None)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = QPoint(round(self.x_of(self.here)), self.height())
            self.menu_requested.emit(self._session.history.present, self.mapToGlobal(where))
            return
        flag = self._flag_at(event.pos().x())
        step = self.step_at(event.pos().x())
        moment = self._session.history.at_updates(step) if flag is None else flag.moment
        self.menu_requested.emit(moment, event.globalPos())

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            flag = self._flag_at(event.pos().x())
            if flag is None:
                text = "\n".join(filter(None, (self.accessibleDescription(), self.toolTip())))
            else:
                text = f"“{flag.name}”, step {grouped(flag.updates)}"
            show_tip(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        lowest, here, highest = self.lowest, self.here, self.highest
        steps = {
            Qt.Key.Key_Left.value: here - 1,
            Qt.Key.Key_Down.value: here - 1,
            Qt.Key.Key_Right.value: here + 1,
            Qt.Key.Key_Up.value: here + 1,
            Qt.Key.Key_Home.value: lowest,
            Qt.Key.Key_End.value: highest,
        }
        step = steps.get(event.key())
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            self._go_to(min(max(step, lowest), highest))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past must not travel in time

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.x_of(self.here)
        left, right = self._ends()
        colors = self._theme.colors
        self._paint_groove(painter, left, right, colors.border)
        self._paint_groove(painter, self.x_of(self.lowest), self.x_of(self.highest), colors.zero)
        self._paint_groove(painter, self.x_of(self.lowest), here, colors.ink)
        self._paint_edits(painter)
        for flag in self._flags:
            x = self.x_of(flag.updates)
            if left <= x <= right:
                foot = (x, self.height() / 2)
                paint_flag(painter, colors.ink, foot, self.height() / 2 - 1, self._theme.scale)
        self._paint_handle(painter, here)

    def _paint_groove(self, painter: QPainter, begin: float, end: float, color: str) -> None:
        left, right = self._ends()
        begin, end = max(begin, left), min(end, right)
        if end > begin:
            thick = 3.0 * self._theme.scale
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            area = QRectF(begin, self.height() / 2 - thick / 2, end - begin, thick)
            painter.drawRoundedRect(area, thick / 2, thick / 2)

    def _paint_edits(self, painter: QPainter) -> None:
        left, right = self._ends()
        size = 5.0 * self._theme.scale
        painter.setPen(QPen(QColor(self._theme.colors.muted), 1.5 * self._theme.scale))
        middle, before = self.height() / 2, -10.0
        for step in self._edits:
            x = self.x_of(step)
            if left <= x <= right and x > before + 3:
                painter.drawLine(QPointF(x, middle - size), QPointF(x, middle + size))
                before = x

    def _paint_handle(self, painter: QPainter, here: float) -> None:
        """The present; hollow at the end where it is out of the plot's view."""
        colors, radius = self._theme.colors, _HANDLE * self._theme.scale
        left, right = self._ends()
        outside = not left <= here <= right
        here = min(max(here, left), right)
        middle = QPointF(here, self.height() / 2)
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.ring))
            painter.drawEllipse(middle, radius + 2.5, radius + 2.5)
        painter.setPen(QPen(QColor(colors.down), 1.5))
        painter.setBrush(QColor(colors.panel if outside else colors.down))
        painter.drawEllipse(middle, radius - 0.75, radius - 0.75)
