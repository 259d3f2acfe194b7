"""The hill over a plane as it stands: which plane, which part of it, and how closely."""

from collections.abc import Hashable

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.landscape.futures import Future
from core.landscape.planes import Plane, PlaneLosses
from core.nn.arrays import Array
from gui.operations.futures import Futures
from gui.panels.one_weight.slice_range import containing
from gui.panels.two_weights.plane.descent_path import descent_path
from gui.panels.two_weights.plane.ground_over import ground_over, rows_note
from gui.panels.two_weights.plane.plane_choice import PlaneChoice, plane_for
from gui.panels.two_weights.plane.plane_range import (
    COARSE,
    FINE,
    MIDDLE,
    Span,
    points_while_moving,
    usual_spans,
)
from gui.panels.two_weights.plane.plane_view import PlaneView, loss_range, stand_on
from gui.panels.two_weights.plane.refining import Refiner
from gui.plotting.plot_frame import Ranges, can_show
from gui.plotting.scales import LossRange
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.widgets.clocks import RestTimer

_REST = 60  # milliseconds without a change until it is looked at more closely
_NOWHERE = np.empty((0, 2))


class PlaneScene(QObject):
    """Follows the session. The picture is computed when it is asked for, once for each change.

    `changed` comes when there is something else to see.
    """

    changed = Signal()

    def __init__(self, session: Session, futures: Futures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._futures = session, futures
        futures.changed.connect(self.changed)
        self.choice = PlaneChoice.SELECTED
        self.is_logarithmic = False
        self.why = ""
        self.selected = 0  # how many weights were, when the plane was chosen
        self._seed = 0
        self._plane: Plane | None = None
        self._spans: tuple[Span, Span] | None = None  # as they were looked at last
        self.by_hand: dict[Hashable, Ranges] = {}
        self._range: LossRange | None = None
        self._view: PlaneView | None = None
        self._is_stale = True
        self._shapes: object = None
        self._history = session.history
        self._refiner = Refiner(self)
        self._refiner.improved.connect(self._on_improved)
        self._rest = RestTimer(self, _REST, self._look_closely)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)
        session.running_changed.connect(self._on_running_changed)
        self._choose_plane()

    # Choosing

    def choose(self, choice: PlaneChoice) -> None:
        """Look at another plane; the same choice again looks anew."""
        if choice is self.choice is PlaneChoice.DOWNHILL:
            self._seed += 1
        self.choice = choice
        self._choose_plane()

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Choose how losses become colours."""
        self.is_logarithmic = logarithmic
        self._range = None
        self._renew()

    def zoom(self, factor: float) -> None:
        """Look closer at the ball, or from further away."""
        if self.view is not None:
            ranges, (x, y) = Ranges(*self.view.spans), self.view.here.tolist()
            closer = ranges.zoomed((x, y), (factor, factor))
            if can_show(*closer.x) and can_show(*closer.y):
                self.by_hand[self.key] = closer
                self.look_anew()

    def fit(self) -> None:
        """Show the usual part again."""
        self.by_hand.pop(self.key, None)
        self.look_anew()

    def look_anew(self) -> None:
        """Show the part that was chosen by hand, or the usual one."""
        self._spans = None
        self._renew()

    @property
    def key(self) -> Hashable:
        """What ranges chosen by hand are remembered for."""
        return self._plane.pair if self._plane and self._plane.pair else self.choice

    def _choose_plane(self) -> None:
        self._shapes = self._session.document.experiment.network.shapes
        self._plane = self._find(descent_path(self._session.history))
        self.look_anew()

    def _find(self, path: Array) -> Plane | None:
        """The plane as it is chosen now; None where there is none, and `why` says why."""
        present, focus = self._session.present, self._session.focus
        self.selected, self.why = len(focus.parameters), ""
        try:
            return plane_for(self.choice, present, focus, path, self._seed)
        except ValueError as reason:
            self.why = str(reason)
            return None

    # Following

    def _on_changed(self, present: Present) -> None:
        network = present.document.experiment.network
        if network.shapes != self._shapes or self._session.history is not self._history:
            self._history = self._session.history
            self.by_hand.clear()
            self._choose_plane()
        elif self._plane is None and not self._is_moving:
            self._choose_plane()
        else:
            self._renew()

    @property
    def _is_moving(self) -> bool:
        """Whether the picture is one of many."""
        return self._session.present.is_preview or self._session.is_running

    def _on_running_changed(self, running: bool) -> None:
        """At the end of a run, look at all of its path, and closely."""
        if running or self._plane is None:
            return
        if self.choice is PlaneChoice.PATH and self.key not in self.by_hand:
            self._choose_plane()
        else:
            self.look_anew()

    def _on_focus_changed(self, focus: Focus) -> None:
        if self.choice is PlaneChoice.SELECTED and focus.parameters:
            pair = self._plane.pair if self._plane else None
            wanted = self._find(_NOWHERE)
            if wanted is not None and wanted.pair != pair:
                self._choose_plane()
                return
        self.changed.emit()

    def _renew(self) -> None:
        self._is_stale = True
        self._refiner.cancel()
        self.changed.emit()

    # What there is to see

    @property
    def view(self) -> PlaneView | None:
        """The picture; None where there is no plane, and `why` says why."""
        if self._is_stale:
            self._is_stale = False
            self._view = None if self._plane is None else self._look(self._plane)
            self._rest.start()  # so far it is a coarse picture
        return self._view

    def describe(self) -> str:
        """What is to be seen, in a sentence."""
        return self.why if self.view is None else self.view.describe()

    def _look(self, plane: Plane) -> PlaneView:
        present, experiment = self._session.present, self._session.document.experiment
        self._plane = plane = plane.through(experiment.network.parameters)
        here, after, loss_after, way = stand_on(present, plane)
        path = plane.coordinates(descent_path(self._session.history))
        spans = self._follow(here, here if after is None else after, path)
        size = points_while_moving(experiment, plane) if self._is_moving else COARSE
        xs, ys = (np.linspace(*span, size) for span in spans)
        losses, loss = ground_over(present, plane).losses(xs, ys), present.evaluation.loss
        if self._range is None or spans != self._spans or not self._is_moving:
            self._range = loss_range(losses, (loss, loss_after), logarithmic=self.is_logarithmic)
        self._spans = spans
        return PlaneView(
            plane=plane,
            spans=spans,
            xs=xs,
            ys=ys,
            losses=losses,
            range=self._range,
            here=here,
            loss=loss,
            after=after,
            loss_after=loss_after,
            way=way,
            path=path,
            note=rows_note(experiment, plane),
        )

    def _follow(self, here: Array, after: Array, path: Array) -> tuple[Span, Span]:
        """The part to show: with the ball well inside once it moves, else as it was chosen."""
        chosen, spans = self.by_hand.get(self.key), self._spans
        if spans is None:
            return usual_spans(here, after, path) if chosen is None else (chosen.x, chosen.y)
        if self._view is not None and (self._view.here == here).all():
            return spans
        x, y = (containing(span, at) for span, at in zip(spans, here.tolist(), strict=True))
        if chosen is None and (x, y) != spans and not self._is_moving:
            return usual_spans(here, after, path)
        return x, y

    def loss_at(self, point: tuple[float, float]) -> float:
        """The loss at a point of the plane, by all rows."""
        assert self._plane is not None
        present = self._session.present
        hill = PlaneLosses(present.document.experiment, present.evaluation, self._plane)
        x, y = np.array(point)[:, np.newaxis]
        return float(hill.losses(x, y)[0, 0])

    @property
    def futures(self) -> list[tuple[Future, Array]]:
        """The fan of futures, each with its path over the plane, shape (k, 2)."""
        plane = self._plane
        if plane is None:
            return []
        return [(future, plane.coordinates(future.path)) for future in self._futures.fan]

    def _look_closely(self) -> None:
        if self._view is not None and not (self._is_stale or self._is_moving):
            ground = ground_over(self._session.present, self._view.plane)
            self._refiner.begin(ground, self._view.spans, (MIDDLE, FINE))

    def _on_improved(self, xs: Array, ys: Array, losses: Array) -> None:
        if self._view is not None and not self._is_stale:
            self._view = self._view.refined(xs, ys, losses)
            self.changed.emit()
