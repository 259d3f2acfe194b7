"""The hill over a plane from above, with a ball to drag."""

from collections.abc import Hashable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.nn.quantity import Quantity, QuantityKind
from gui.formatting.nudges import step_of, stepped
from gui.formatting.numbers import number
from gui.panels.two_weights.contour_painting import ContourPainting
from gui.panels.two_weights.ground_plot import GroundPlot
from gui.panels.two_weights.plane.plane_drag import PlaneDrag
from gui.panels.two_weights.plane.plane_scene import PlaneScene
from gui.panels.two_weights.plane.plane_view import PlaneView
from gui.plotting.handle import Handle
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout
from gui.plotting.scales import round_near
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.style.theme import Theme

_TIP = "Drag the ball, or use the arrow keys; drag the ground and turn the wheel to look elsewhere"


class ContourPlot(GroundPlot):
    """Draws the scene; dragging the ball changes the weights everywhere, and is one undo."""

    def __init__(
        self, session: Session, scene: PlaneScene, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "The hill over two weights, from above", _TIP, parent)
        self._session, self.scene = session, scene
        self._by_hand = scene.by_hand  # the surface shows the same part
        scene.changed.connect(self.look_again)
        session.focus_changed.connect(self.look_again)

    @override
    def describe(self) -> str:
        return self.scene.describe()

    @property
    @override
    def view(self) -> PlaneView | None:
        return self.scene.view

    @override
    def follow(self, ranges: Ranges) -> Ranges:
        return self.home()  # the scene follows the ball

    @override
    def range_key(self) -> Hashable:
        return self.scene.key

    @override
    def on_ranges_chosen(self) -> None:
        self.scene.look_anew()

    @override
    def handle(self) -> "PlaneBall | None":
        return None if self.scene.view is None else PlaneBall(self._session, self.scene.view)

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        """Both coordinates under the pointer, and the loss there."""
        view = self.scene.view
        if view is None or not frame.box.contains(*point):
            return None
        place = _round(frame, point)
        named = zip(view.plane.names, place, strict=True)
        lines = [f"{name} {number(value)}" for name, value in named]
        loss = f"loss {number(self.scene.loss_at(place))}"
        return Readout((*lines, loss), frame.x(place[0]), frame.y(place[1]))

    @override
    def paint_data(self, painter: QPainter, frame: Frame) -> None:
        view, theme = self.view, self._theme
        if view is None:
            return
        network = self._session.document.experiment.network
        index = view.plane.pair[0] if view.plane.pair else 0
        slope = Quantity(QuantityKind.NEW_WEIGHT, parameter=index)
        slopes = visibility_of(network, self._session.focus).shows(slope)
        painting = ContourPainting(painter, theme.colors, frame, dark=theme.is_dark)
        painting.paint(self.picture(view), self.scene.futures if slopes else (), slopes=slopes)


class PlaneBall(Handle):
    """Where the weights are in the plane; moving it changes them, as one undo."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, session: Session, view: PlaneView) -> None:
        self._session, self._view = session, view
        self._shapes = session.document.experiment.network.shapes
        self._drag: PlaneDrag | None = None

    @property
    @override
    def is_over(self) -> bool:
        if self._drag is None:
            return self._session.document.experiment.network.shapes != self._shapes
        return self._drag.is_over

    @override
    def place(self, frame: Frame) -> Pixel:
        x, y = self._view.here.tolist()
        return Pixel(frame.x(x), frame.y(y))

    @override
    def move_to(self, frame: Frame, point: Pixel) -> None:
        if self._drag is None:
            self._drag = PlaneDrag(self._session, self._view.plane)
        self._drag.move_to(_round(frame, point))

    @override
    def commit(self) -> None:
        if self._drag is not None:
            self._drag.commit()

    @override
    def cancel(self) -> None:
        if self._drag is not None:
            self._drag.cancel()

    @override
    def nudge(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> None:
        drag, step = PlaneDrag(self._session, self._view.plane), step_of(modifiers)
        x, y = drag.here
        drag.move_to((stepped(x, right, step), stepped(y, up, step)))
        drag.commit()


def _round(frame: Frame, point: Pixel) -> tuple[float, float]:
    """Round coordinates within about a pixel."""
    x = round_near(frame.step(point.x), 1 / frame.pixels_a_step)
    return x, round_near(frame.height(point.y), 1 / frame.pixels_a_unit)
