"""The canvas: the widget that draws the network."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.canvas.activation_menu import activation_menu
from gui.canvas.display_options import Display
from gui.canvas.input.accessibility import Accessibility
from gui.canvas.input.editor import InPlaceEditor
from gui.canvas.input.handles import Handle
from gui.canvas.input.inline_editing import InlineEditing
from gui.canvas.input.keyboard import Keyboard
from gui.canvas.input.mouse import Hand
from gui.canvas.input.picking import Target
from gui.canvas.motion import Motion
from gui.canvas.paint.drawing_painting import DrawingPainting
from gui.canvas.paint.overlay import paint_band, paint_ground, paint_handle
from gui.canvas.scene.layout import Wiring
from gui.canvas.scene.picture import Picture
from gui.canvas.view_transform import ViewTransform
from gui.canvas.viewport import Viewport
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.event_filter import EventFilter
from gui.widgets.menus import show_menu
from gui.widgets.painted_file import is_pdf, is_svg
from gui.widgets.texts.described import Described

_WHEEL_STEP = 120.0
_Reason = Qt.FocusReason
_BY_KEYBOARD = (_Reason.TabFocusReason, _Reason.BacktabFocusReason, _Reason.ShortcutFocusReason)


class NetworkCanvas(Described, QWidget):
    """The drawing of the network, in which every number can be selected and changed.

    `menu_requested` comes with the `Target` under the pointer and the global position for a menu,
    `guess_begun` with the first character of an answer, while numbers are hidden,
    `unfolding_wanted` with a layer of which a node is looked for that is not drawn.
    """

    menu_requested = Signal(object, object)
    guess_begun = Signal(str)
    unfolding_wanted = Signal(int)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._viewport = Viewport(session, theme, self)
        self._painting = DrawingPainting(self._viewport, theme)
        self._typing = InlineEditing(session, theme, self)
        self._hand = Hand(self._viewport, self._typing, self)
        self._keyboard = Keyboard(self._viewport, self._typing, self._hand)
        self._telling = Accessibility(self._viewport, self._hand, self)
        self._motion = Motion(session, self)
        self._motion.moved.connect(self.update)
        self._focused_by_key = False
        self._filter = EventFilter(self, self._deal_with)
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 180)
        self.setAccessibleName("Network")
        self._viewport.updated.connect(self.update)
        self._keyboard.guess_begun.connect(self.guess_begun)
        self._hand.activation_wanted.connect(self.choose_activation)
        self._hand.unfolding_wanted.connect(self.unfolding_wanted)
        theme.changed.connect(self._on_theme_changed)

    # For the window around it

    @property
    def display(self) -> Display:
        """What of the drawing is switched on."""
        return self._viewport.display

    def set_display(self, display: Display) -> None:
        """Switch on and off what is shown of the drawing."""
        self._viewport.show_display(display)

    def set_slopes_shown(self, shown: bool) -> None:
        """Show or hide the slopes of weights and nodes."""
        self.set_display(replace(self.display, slopes=shown))

    @property
    def is_moving(self) -> bool:
        """Whether values and slopes travel along the edges in a walkthrough."""
        return self._motion.is_wanted

    def set_moving(self, moving: bool) -> None:
        """Let values and slopes travel along the edges while an update is walked through."""
        self._motion.is_wanted = moving

    def fit(self) -> None:
        """Show the whole network, and keep it fitted until the user zooms or pans."""
        self._viewport.fit()

    def look_like(self, other: "NetworkCanvas") -> None:
        """Show the same as another one, and the same part of it."""
        self.set_display(other.display)
        if not other.is_fitted:
            self._viewport.show_view(other.view)

    @property
    def is_fitted(self) -> bool:
        """Whether the whole network is shown, until the user zooms or pans."""
        return self._viewport.fits

    def zoom_to_selected(self) -> None:
        """Bring the selected nodes and weights close."""
        self._viewport.zoom_to_selected()

    def zoom(self, steps: int) -> None:
        """Make the drawing larger about its middle, or smaller with a negative number."""
        self._viewport.zoom(steps, self.width() / 2, self.height() / 2)

    @property
    def picture(self) -> Picture:
        """What is drawn."""
        return self._viewport.picture

    @property
    def view(self) -> ViewTransform:
        """How the drawing lies on the canvas."""
        return self._viewport.view

    @property
    def editor(self) -> InPlaceEditor | None:
        """The editor that is open over a number or a name."""
        return self._typing.editor

    @property
    def hovered(self) -> int | None:
        """The weight that is emphasised, because it is pointed at here or in an explanation."""
        return self._viewport.hovered

    @property
    def wiring(self) -> Wiring:
        """Which parameter joins which of the nodes drawn."""
        return self._viewport.wiring

    @property
    def handles(self) -> tuple[Handle, ...]:
        """The + and − that are shown where the pointer is."""
        return tuple(self._hand.handles)

    def choose_activation(self, layer: int, where: QPointF) -> None:
        """Open a small menu with the activations a layer can have."""
        show_menu(activation_menu(self._session, layer, self), self.mapToGlobal(where.toPoint()))

    @override
    def describe(self) -> str:
        return self._telling.text()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(680), self._theme.pixels(520))

    # Following

    def _on_theme_changed(self) -> None:
        self._painting.look_again()
        self.update()

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Should painting fail, the painter has to let go of the widget before Qt goes on.
        with QPainter(self) as painter:
            if is_svg(painter) or is_pdf(painter):
                paint_ground(painter, self.rect(), focused=False)
                if is_pdf(painter):
                    self.paint_figure(painter, ground=False)
            else:
                self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        by_key = self._focused_by_key and self.hasFocus()
        is_busy = self._hand.is_busy or self._session.is_running
        self._painting.paint(painter, self, is_busy=is_busy, focused=by_key)
        for handle in self._hand.handles:
            paint_handle(painter, self._theme.colors, handle, handle == self._hand.handle)
        self._motion.paint(painter, self.picture, self.wiring, self._theme.colors)
        painter.resetTransform()
        if self._hand.band is not None:
            paint_band(painter, self._theme.colors, self._hand.band)

    def paint_figure(self, painter: QPainter, *, ground: bool) -> None:
        """Paint the drawing with any painter, without its surface or what the pointer shows."""
        self._painting.paint_figure(painter, self, ground=ground)

    # The mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard.settle()
        self._hand.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.RightButton:
            self._hand.release()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hand.double_click(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hand.leave()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / _WHEEL_STEP
        if steps:
            with self._typing.kept_over(self._viewport):
                self._viewport.zoom(steps / 2, event.position().x(), event.position().y())
        event.accept()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._request_menu_of_selection()
            return
        target = self._hand.menu_target(QPointF(event.pos()))
        self.menu_requested.emit(target, event.globalPos())

    def _request_menu_of_selection(self) -> None:
        focus, box = self._session.focus, self._viewport.box_of(self._viewport.stop)
        where = self.rect().center() if box is None else self._hand.pixels_of(box).center()
        target = Target(parameters=focus.parameters, node=focus.node)
        self.menu_requested.emit(target, self.mapToGlobal(where))

    # The keyboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keyboard.release(event)
        super().keyReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focused_by_key = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard.settle()
        super().focusOutEvent(event)

    # The rest

    def _deal_with(self, event: QEvent) -> bool:
        """Hints, pinches and keys that are kept, which have no handler of their own."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._telling.hint_at(event)
            return True
        is_pinched = isinstance(event, QNativeGestureEvent) and self._pinch(event)
        return is_pinched or self._keyboard.keep(event)

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        at = event.position()
        self._viewport.show_view(self._viewport.view.zoomed(1 + event.value(), at.x(), at.y()))
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._typing.kept_over(self._viewport):
            self._viewport.resize(QSizeF(event.size()))
        super().resizeEvent(event)
