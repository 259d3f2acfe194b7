"""Mouse gestures on the drawing: each is an object with move, finish and cancel.

Points are pixels of the canvas. A gesture begins once the pointer has moved far enough from
where it was pressed; until then it may still become a click.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from core.document import edits
from core.document.document import Point
from core.nn.network import NodePlace
from gui.canvas.scene.room import Stretch
from gui.canvas.view_transform import ViewTransform
from gui.formatting.nudges import step_of, stepped
from gui.geometry import Box
from gui.operations.numbers import Editable, Scrub
from gui.session.session import Session

DRAG_PIXELS = 4.0
_PIXELS_A_STEP = 6.0
_SNAP_PIXELS = 5.0


class Gesture(Protocol):
    """A gesture: what is under way while a mouse button is down."""

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer."""

    def finish(self) -> None:
        """The button was released: keep what was done."""

    def cancel(self) -> None:
        """Put everything back."""


class ScrubGesture:
    """Change a number by dragging sideways, with everything following."""

    def __init__(
        self, session: Session, number: Editable, point: QPointF, modifiers: Qt.KeyboardModifier
    ) -> None:
        self._scrub = Scrub(session, number)
        self._from, self._value = point.x(), self._scrub.value
        self._modifiers = modifiers

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Count steps from where the pointer was when the step was last chosen."""
        if step_of(modifiers) != step_of(self._modifiers):
            self._from, self._value = point.x(), self._scrub.value
            self._modifiers = modifiers
        steps = int((point.x() - self._from) / _PIXELS_A_STEP)
        self._scrub.move_to(stepped(self._value, steps, step_of(modifiers)))

    def finish(self) -> None:
        """One drag is one undo."""
        self._scrub.commit()

    def cancel(self) -> None:
        """The number is as it was."""
        self._scrub.cancel()


class MoveNodeGesture:
    """Move a node; it lines up with others when it comes near their row or column."""

    def __init__(
        self,
        session: Session,
        place: NodePlace,
        center: Point,
        others: Iterable[Point],
        point: QPointF,
        view: ViewTransform,
        stretch: Stretch,
    ) -> None:
        self._session, self._place, self._stretch = session, place, stretch
        self._document = session.document
        self._view, self._from, self._center = view, point, center
        self._columns = [other.x for other in others]
        self._rows = [other.y for other in others]
        name = self._document.experiment.network.node_name(place)
        self._name = f"Move {name}"

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The node follows the pointer; with Ctrl it does not line up."""
        zoom = self._view.zoom
        x = self._center.x + (point.x() - self._from.x()) / zoom
        y = self._center.y + (point.y() - self._from.y()) / zoom
        if not modifiers & Qt.KeyboardModifier.ControlModifier:
            x, y = _snapped(x, self._columns, zoom), _snapped(y, self._rows, zoom)
        where = Point(x / self._stretch.across, y / self._stretch.down)
        moved = edits.move_node(self._document, self._place, where)
        self._session.preview(self._name, moved)

    def finish(self) -> None:
        """One move is one undo."""
        self._session.commit(self._name)

    def cancel(self) -> None:
        """The node is where it was."""
        self._session.cancel()


def _snapped(value: float, lines: Iterable[float], zoom: float) -> float:
    nearest = min(lines, key=lambda line: abs(line - value), default=value)
    return nearest if abs(nearest - value) * zoom < _SNAP_PIXELS else value


class PanGesture:
    """Shift the drawing in the window."""

    def __init__(
        self, view: ViewTransform, point: QPointF, show: Callable[[ViewTransform], None]
    ) -> None:
        self._view, self._from, self._show = view, point, show

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The drawing follows the pointer."""
        way = point - self._from
        self._show(self._view.panned(way.x(), way.y()))

    def finish(self) -> None:
        """The drawing stays where it is."""

    def cancel(self) -> None:
        """The drawing is where it was."""
        self._show(self._view)


class RubberBandGesture:
    """Select the weights in a frame; `show` draws the frame, `choose` gets the last one."""

    def __init__(
        self, point: QPointF, show: Callable[[Box | None], None], choose: Callable[[Box], None]
    ) -> None:
        self._from, self._show, self._choose = point, show, choose
        self._box: Box | None = None

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The frame reaches from where it began to the pointer."""
        x, y, at_x, at_y = self._from.x(), self._from.y(), point.x(), point.y()
        self._box = Box(min(x, at_x), min(y, at_y), max(x, at_x), max(y, at_y))
        self._show(self._box)

    def finish(self) -> None:
        """What lies in the frame is selected."""
        self._show(None)
        if self._box is not None:
            self._choose(self._box)

    def cancel(self) -> None:
        """Nothing was selected."""
        self._show(None)
