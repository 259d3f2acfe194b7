"""The mouse on the canvas: what a press, a move, a click and a double-click mean."""

from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from core.document.document import Document, Point
from core.nn.network import INPUT_LAYER
from gui.canvas.input.gestures import (
    DRAG_PIXELS,
    Gesture,
    MoveNodeGesture,
    PanGesture,
    RubberBandGesture,
    ScrubGesture,
)
from gui.canvas.input.handles import Handle, handles_near
from gui.canvas.input.hints import SLOPE_IS_COMPUTED, computed, cursor_over
from gui.canvas.input.inline_editing import InlineEditing
from gui.canvas.input.navigation import Stop
from gui.canvas.input.picking import NOTHING, Hit, Target, edges_within, pick
from gui.canvas.scene.picture import LabelKind
from gui.canvas.viewport import Viewport
from gui.geometry import Box
from gui.operations import structure
from gui.session.messages import Message
from gui.session.snapshot import Present

_REACH_PIXELS = 6.0
_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_NODE_LABELS = (LabelKind.NAME, LabelKind.ACTIVATION, LabelKind.NODE_SLOPE)


class _Press(NamedTuple):
    point: QPointF
    hit: Hit
    handle: Handle | None
    modifiers: Qt.KeyboardModifier


def _built(document: Document) -> tuple[object, int]:
    """What numbers there are to take hold of: the shapes of the weights, and how many rows."""
    experiment = document.experiment
    return experiment.network.shapes, experiment.dataset.rows


class Hand(QObject):
    """The mouse of one canvas: it turns mouse events into selections, gestures and edits.

    `activation_wanted` comes with a layer whose activation is to be chosen, and where,
    `unfolding_wanted` with a layer of which a node is looked for that is not drawn.
    """

    activation_wanted = Signal(int, QPointF)
    unfolding_wanted = Signal(int)

    def __init__(self, viewport: Viewport, typing: InlineEditing, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._viewport, self._typing, self._canvas = viewport, typing, canvas
        self._press: _Press | None = None
        self._gesture: Gesture | None = None
        self.band: Box | None = None
        self.handles: list[Handle] = []
        self.handle: Handle | None = None
        self._built = _built(viewport.session.document)
        viewport.session.changed.connect(self._on_changed)
        viewport.rearranged.connect(self._drop_handles)

    @property
    def is_busy(self) -> bool:
        """Whether something is being dragged."""
        return self._gesture is not None

    def hit_at(self, point: QPointF) -> Hit:
        """What lies under a pixel."""
        view = self._viewport.view
        x, y = view.to_drawing(point.x(), point.y())
        return pick(self._viewport.picture, x, y, _REACH_PIXELS / view.zoom)

    def menu_target(self, point: QPointF) -> Target:
        """What a menu at a pixel is about; it is selected, unless it already is with others."""
        hit, selected = self.hit_at(point), self._viewport.session.focus.parameters
        target = hit.target
        if target.parameters and target.parameters[0] in selected:
            return Target(parameters=selected)
        self._viewport.choose(hit.stop)
        return target

    # Events

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        point, modifiers = event.position(), event.modifiers()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._begin(PanGesture(self._viewport.view, point, self._viewport.show_view))
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press = _Press(point, self.hit_at(point), self._handle_at(point), modifiers)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        point, modifiers = event.position(), event.modifiers()
        if self._gesture is not None:
            self._gesture.move(point, modifiers)
        elif self._press is not None:
            if (point - self._press.point).manhattanLength() >= DRAG_PIXELS:
                press, self._press = self._press, None
                if press.handle is None:
                    gesture = self._gesture_from(press)
                    self._begin(gesture)
                    gesture.move(point, modifiers)
        else:
            self._hover(point)

    def release(self) -> None:
        """The button went up: the end of a gesture, or a click."""
        gesture, self._gesture = self._gesture, None
        press, self._press = self._press, None
        if gesture is not None:
            gesture.finish()
            self._viewport.hold(False)
        elif press is not None:
            self._click(press)

    def leave(self) -> None:
        """The pointer left the canvas."""
        self.handles, self.handle = [], None
        self._viewport.hover(None)
        self._viewport.updated.emit()

    def cancel(self) -> bool:
        """Put back what is being dragged; says whether there was anything."""
        gesture, self._gesture = self._gesture, None
        busy = gesture is not None or self._press is not None
        self._press = None
        if gesture is not None:
            gesture.cancel()
            self._viewport.hold(False)
        return busy

    def double_click(self, event: QMouseEvent) -> None:
        """Edit what is under the pointer, or fit the drawing."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        hit = self.hit_at(point)
        if self._handle_at(point) is not None:
            self.press(event)
        elif hit.number is not None:
            self.edit_number(hit)
        elif hit.label is LabelKind.NAME and hit.target.node is not None and hit.box is not None:
            self._typing.open_name(hit.target.node, self.pixels_of(hit.box))
        elif hit.target.parameters:
            self._edit_weight(hit)
        elif hit.target == NOTHING.target:
            self._viewport.fit()
        else:
            self._double_click_layer_or_node(hit, point)

    def _on_changed(self, present: Present) -> None:
        """Let go where something else has changed what was in the hand."""
        self._drop_handles()
        built = _built(present.document)
        if built != self._built:
            self._built, self._press = built, None  # what was pressed may be gone
        changes = isinstance(self._gesture, ScrubGesture | MoveNodeGesture)
        if changes and not present.is_preview:
            self._gesture = None
            self._viewport.hold(False)

    def _drop_handles(self) -> None:
        """What stands where has changed: the handles come again when the pointer moves."""
        self.handles, self.handle = [], None

    # Clicks

    def _click(self, press: _Press) -> None:
        if press.handle is not None:
            self._use(press.handle)
            return
        hit = press.hit
        if hit.label is LabelKind.FOLD and hit.target.layer is not None:
            self.unfolding_wanted.emit(hit.target.layer)
        elif press.modifiers & _ADDING:
            if hit.target.parameters:
                self._toggle(hit.target.parameters)
        else:
            self._viewport.choose(hit.stop)

    def _toggle(self, parameters: tuple[int, ...]) -> None:
        """Add weights to those selected, or take them out if they all are."""
        session = self._viewport.session
        selected = session.focus.parameters
        if set(parameters) <= set(selected):
            session.select(tuple(index for index in selected if index not in parameters))
        else:
            new = tuple(index for index in parameters if index not in selected)
            session.select((*selected, *new))

    def _use(self, handle: Handle) -> None:
        session = self._viewport.session
        if handle.layer is not None:
            structure.add_node(session, handle.layer)
        elif handle.node is not None:
            structure.remove_node(session, handle.node)
        elif handle.at is not None:
            structure.insert_layer(session, handle.at)
        self.handles, self.handle = [], None
        self._viewport.updated.emit()

    def edit_number(self, hit: Hit) -> None:
        """Open an editor over a number."""
        if hit.number is not None and hit.box is not None:
            self._viewport.choose(hit.stop)
            self._typing.open_number(hit.number, self.pixels_of(hit.box))

    def _edit_weight(self, hit: Hit) -> None:
        """A double-click on an edge edits its weight; a slope cannot be edited."""
        stop = hit.stop
        self._viewport.choose(stop)
        number, box = self._viewport.number_at(stop), self._viewport.box_of(stop)
        if hit.is_value:
            self._viewport.session.tell(Message(SLOPE_IS_COMPUTED))
        elif number is not None and box is not None:
            self._typing.open_number(number, self.pixels_of(box))

    def _double_click_layer_or_node(self, hit: Hit, point: QPointF) -> None:
        place, layer = hit.target.node, hit.target.layer
        if hit.label is LabelKind.ACTIVATION and place is not None:
            layer = place.layer
        if layer is not None:
            if layer != INPUT_LAYER:
                self.activation_wanted.emit(layer, point)
        elif place is not None:
            session = self._viewport.session
            session.select(nodes=(place,))
            if said := computed(session.document, place):
                session.tell(Message(said))

    def pixels_of(self, box: Box) -> QRect:
        """Where a box of the drawing lies on the canvas."""
        seen = self._viewport.view.box_to_pixels(box)
        return QRect(round(seen.left), round(seen.top), round(seen.width), round(seen.height))

    # Gestures

    def _begin(self, gesture: Gesture) -> None:
        self._gesture = gesture
        self._viewport.hold(True)
        self._viewport.hover(None)
        self.handles, self.handle = [], None

    def _gesture_from(self, press: _Press) -> Gesture:
        hit, viewport, session = press.hit, self._viewport, self._viewport.session
        if hit.number is not None:
            viewport.choose(hit.stop)
            return ScrubGesture(session, hit.number, press.point, press.modifiers)
        place = hit.moves_node
        if place is not None and (hit.label is None or hit.label in _NODE_LABELS):
            viewport.choose(Stop(node=place))
            nodes = viewport.picture.nodes
            center = next(Point(node.x, node.y) for node in nodes if node.place == place)
            others = [Point(node.x, node.y) for node in nodes if node.place != place]
            return MoveNodeGesture(
                session, place, center, others, press.point, viewport.view, viewport.stretch
            )
        if press.modifiers & _ADDING:
            return RubberBandGesture(press.point, self._show_band, self._choose_band)
        return PanGesture(viewport.view, press.point, viewport.show_view)

    def _show_band(self, band: Box | None) -> None:
        self.band = band
        self._viewport.updated.emit()

    def _choose_band(self, band: Box) -> None:
        inside = edges_within(self._viewport.picture, self._viewport.view.box_to_drawing(band))
        self._viewport.session.select(inside)

    # Hovering

    def _hover(self, point: QPointF) -> None:
        viewport = self._viewport
        hit = self.hit_at(point)
        x, y = viewport.view.to_drawing(point.x(), point.y())
        handles = [] if viewport.session.is_running else handles_near(viewport.picture, x, y)
        handle = next((h for h in handles if h.contains(x, y)), None)
        if handles != self.handles or handle != self.handle:
            self.handles, self.handle = handles, handle
            viewport.updated.emit()
        over = hit.target.parameters
        viewport.hover(over[0] if over and handle is None else None)
        self._canvas.setCursor(cursor_over(hit, handle))

    def _handle_at(self, point: QPointF) -> Handle | None:
        x, y = self._viewport.view.to_drawing(point.x(), point.y())
        return next((handle for handle in self.handles if handle.contains(x, y)), None)
