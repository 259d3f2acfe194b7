"""The viewport: the picture of the present, its zoom and shift, and what is selected in it."""

from PySide6.QtCore import QObject, QSizeF, Signal

from core.nn.network import NodePlace
from core.nn.quantity import OF_WEIGHTS, Quantity, QuantityKind
from core.response.maps import Maps
from gui.canvas.display_options import Display, options_of
from gui.canvas.input.navigation import Stop
from gui.canvas.labels.text_sizes import READABLE
from gui.canvas.paint.fonts import TextMeasure
from gui.canvas.paint.painting import Highlights
from gui.canvas.scene.layout import Wiring
from gui.canvas.scene.maps.node_maps import NodeMaps
from gui.canvas.scene.picture import Picture
from gui.canvas.scene.picture_builder import PictureBuilder
from gui.canvas.scene.room import Stretch
from gui.canvas.scene.sight import Window
from gui.canvas.scene.unshown import selected_box
from gui.canvas.view_transform import ViewTransform, fitting, kept_in_sight
from gui.geometry import Box
from gui.operations import numbers
from gui.operations.numbers import Editable
from gui.session.session import Session
from gui.session.shown import shown_of
from gui.session.snapshot import Focus, Present
from gui.style.theme import Theme
from gui.widgets.clocks import RestTimer

_LARGEST_FIT = 1.6  # times the text size that was asked for
_ZOOM_STEP, _CLOSE = 1.25, 2.4
_REST = 120  # milliseconds until maps are looked at more closely


class Viewport(QObject):
    """The view of a canvas on the session; it makes a picture when one is asked for.

    While it `fits`, until the user zooms or pans, the drawing is fitted into the window. It has one
    text size in its own units; the user's text size only lets it be fitted that much larger.

    `updated` comes whenever there is something new to paint, `rearranged` when labels may have
    moved although the document is the same.
    """

    updated = Signal()
    rearranged = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._theme = theme
        self._builder = PictureBuilder(TextMeasure(theme.font()))
        self._picture: Picture | None = None
        self._size = QSizeF(1, 1)
        self._view = ViewTransform()
        self.fits = True
        self._fitted: Box | None = None
        self._fitted_wiring: Wiring | None = None
        self._held = False
        self._display = Display()
        self._maps = NodeMaps()
        self._rest = RestTimer(self, _REST, self.updated.emit)
        self._hovered: int | None = None
        self._lit: NodePlace | None = None
        self._target: int | None = None
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.pointed_changed.connect(self._on_pointed_changed)
        theme.changed.connect(self._on_theme_changed)

    # The picture

    @property
    def picture(self) -> Picture:
        """The picture of the present; made when needed, once for each change."""
        if self._picture is None:
            session = self.session
            options = options_of(session, self._display, self._hovered, self._window)
            shown = shown_of(session.present, session.focus)
            self._picture = self._builder.draw(shown.document, shown.evaluation, options)
            self._keep_fitting(self._picture)
            return self.picture  # another one, if other parts of a deep network are seen now
        return self._picture

    @property
    def wiring(self) -> Wiring:
        """Which parameter joins which nodes."""
        return self._builder.wiring_of(self.session.document, self.session.focus)

    @property
    def stretch(self) -> Stretch:
        """How much closer nodes stand here than in the open."""
        return self._builder.stretch_of(self.session.document, self.session.focus)

    @property
    def maps(self) -> Maps | None:
        """The outputs of all nodes over the inputs, if the picture has room for them."""
        if not self.picture.has_maps:
            return None
        session = self.session
        moving = session.is_running or session.present.is_preview or self._rest.isActive()
        return self._maps.of(session.document.experiment, moving=moving)

    @property
    def display(self) -> Display:
        """What is switched on."""
        return self._display

    def show_display(self, display: Display) -> None:
        """Switch on and off what is shown."""
        if display != self._display:
            self._display = display
            self._rearrange()

    @property
    def hovered(self) -> int | None:
        """The weight that is emphasised."""
        return self._hovered

    def hover(self, parameter: int | None) -> None:
        """Emphasise a weight, and show its number even where there is no room for it."""
        if parameter != self._hovered:
            self._hovered = parameter
            self._renew()
            one = None if parameter is None else Quantity(QuantityKind.WEIGHT, parameter=parameter)
            self.session.point_at(one)

    def _rearrange(self) -> None:
        self._renew()
        self.rearranged.emit()

    def _renew(self) -> None:
        self._picture = None
        self.updated.emit()

    def _on_changed(self, present: Present) -> None:
        if self._display.maps:
            self._rest.start()
        count = present.document.experiment.network.parameters.size
        if self._hovered is not None and self._hovered >= count:
            self._hovered = None
        self._leave_target()
        self._renew()

    def _on_focus_changed(self, focus: Focus) -> None:
        self._leave_target()
        self._rearrange()

    def _leave_target(self) -> None:
        """Ring a target no longer than its prediction is selected."""
        network = self.session.document.experiment.network
        if self.session.focus.node != NodePlace(len(network.layers) - 1, self._target or 0):
            self._target = None

    def _on_pointed_changed(self, quantity: Quantity | None) -> None:
        """Light up the edge or the node of a number that is pointed at in an explanation."""
        weight = quantity is not None and quantity.kind in OF_WEIGHTS
        pointed = quantity.parameter if quantity is not None and weight else None
        if pointed != self._hovered:
            self._hovered = pointed
            self._renew()
        self._lit = quantity.node if quantity is not None and not weight else None
        self.updated.emit()

    def _on_theme_changed(self) -> None:
        self._builder = PictureBuilder(TextMeasure(self._theme.font()))
        self._share_room()
        self._fitted = None
        self._renew()

    # How it lies in the window

    @property
    def view(self) -> ViewTransform:
        """Zoom and shift."""
        if self.fits:
            self._keep_fitting(self.picture)
        return self._view

    def show_view(self, view: ViewTransform) -> None:
        """Zoom or pan by hand; from now on the drawing stays where it is."""
        self.fits = False
        self._look(kept_in_sight(view, self.picture.bounds, *self._size.toTuple()))
        self.updated.emit()

    def fit(self) -> None:
        """Show the whole drawing, and keep doing so."""
        self.fits, self._fitted = True, None
        self.updated.emit()

    def zoom(self, steps: float, x: float, y: float) -> None:
        """Zoom in, or out with a negative number, about a pixel."""
        self.show_view(self.view.zoomed(_ZOOM_STEP**steps, x, y))

    def zoom_to_selected(self) -> None:
        """Bring what is selected close, and into the middle."""
        box, largest = selected_box(self.picture, self.session.focus), _CLOSE * self._theme.scale
        if box is not None:
            self.show_view(fitting(box.grown(12), *self._size.toTuple(), largest))

    def resize(self, size: QSizeF) -> None:
        """The window has another size."""
        if not self.fits:
            change = size - self._size
            self._view = self._view.panned(change.width() / 2, change.height() / 2)
        self._size, self._fitted = size, None
        self._share_room()
        self._picture = None

    def _share_room(self) -> None:
        """Let the drawing use the window, with text in the size that was asked for."""
        scale = self._theme.scale
        self._builder.room = (self._size.width() / scale, self._size.height() / scale)

    def hold(self, held: bool) -> None:
        """Keep still under the pointer while something is dragged."""
        self._held = held
        if not held:
            self.updated.emit()

    def reveal(self, box: Box) -> None:
        """Shift the drawing as little as possible so that a box of it is seen."""
        seen = self.view.box_to_pixels(box).grown(12)
        width, height = self._size.width(), self._size.height()
        dx = max(0.0, -seen.left) - max(0.0, seen.right - width)
        dy = max(0.0, -seen.top) - max(0.0, seen.bottom - height)
        if dx or dy:
            self.show_view(self.view.panned(dx, dy))

    def _keep_fitting(self, picture: Picture) -> None:
        """Fit anew when the structure is another, or when something would be cut off."""
        same = self._fitted_wiring is self.wiring and self._fitted is not None
        inside = same and self._fitted is not None and self._fitted.encloses(picture.bounds)
        if not self.fits or inside or (same and self._held):
            return
        largest = _LARGEST_FIT * self._theme.scale
        self._fitted, self._fitted_wiring = picture.bounds, self.wiring
        self._look(fitting(picture.bounds, *self._size.toTuple(), largest))

    def _look(self, view: ViewTransform) -> None:
        self._view = view
        if self._builder.sight is not None and not self._builder.sight.suits(self._window):
            self._picture = None

    @property
    def _window(self) -> Window:
        return self._view.window(self._size.width(), READABLE * self._theme.scale)

    # What is chosen

    @property
    def marks(self) -> Highlights:
        """What is ringed and emphasised."""
        focus = self.session.focus
        nodes = frozenset(() if self._target is not None else focus.nodes)
        number = self.ringed if self._target is not None else None
        return Highlights(frozenset(focus.parameters), nodes, number, self._hovered, self._lit)

    @property
    def stop(self) -> Stop:
        """Where the arrow keys start from."""
        focus = self.session.focus
        if self._target is not None:
            return Stop(target=self._target)
        if focus.parameters:
            return Stop(parameter=focus.parameters[-1])
        return Stop(node=focus.nodes[-1] if focus.nodes else None)

    @property
    def ringed(self) -> Editable | None:
        """The number that typing changes, or None if there is none or it is computed."""
        return self.number_at(self.stop)

    def number_at(self, stop: Stop) -> Editable | None:
        """The number at a stop that can be edited."""
        row = self.session.focus.row
        if stop.target is not None:
            return numbers.target_cell(stop.target, row)
        if stop.parameter is not None:
            return numbers.parameter(stop.parameter)
        experiment = self.session.document.experiment
        return stop.node and numbers.input_number(experiment, stop.node, row)

    def choose(self, stop: Stop, *, is_passing: bool = False) -> None:
        """Select what is at a stop, perhaps only in passing; a target belongs to its prediction."""
        parameters = () if stop.parameter is None else (stop.parameter,)
        nodes = () if stop.node is None else (stop.node,)
        if stop.target is not None:
            nodes = (NodePlace(len(self.wiring.sizes) - 2, stop.target),)
        self._target = stop.target
        self.session.select(parameters, nodes, is_passing=is_passing)
        self.updated.emit()

    def box_of(self, stop: Stop) -> Box | None:
        """Where a stop is in the drawing."""
        number = self.number_at(stop)
        if number is not None:
            return self.picture.pill_of(number)
        node = None if stop.node is None else self.picture.node_at(stop.node)
        return None if node is None else node.number_box
