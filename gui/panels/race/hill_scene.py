"""The hill that all racers walk on: a plane through the start, and which part of it is shown."""

from enum import Enum

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.landscape.planes import Plane
from core.nn.arrays import Array
from gui.operations.race.racing import Racing
from gui.panels.race.hill_paths import HillPath, path_by_hand, path_of, walked
from gui.panels.two_weights.plane.ground_over import ground_over, rows_note
from gui.panels.two_weights.plane.plane_choice import PlaneChoice, plane_for
from gui.panels.two_weights.plane.plane_range import (
    COARSE,
    FINE,
    Span,
    points_while_moving,
    usual_spans,
)
from gui.panels.two_weights.plane.plane_view import PlaneView, loss_range
from gui.panels.two_weights.plane.refining import Refiner
from gui.session.session import Session
from gui.widgets.clocks import RestTimer

_REST = 150  # milliseconds without a step until the hill is looked at closely
_ROOM = 0.4  # of the part in view: so much more is shown where a path leaves it
_NUMBERS = 2_000_000  # that are computed at once; more come in slices
_FEW = 30  # moments of each path, to find a plane by
_FAR = 3.0  # times the loss at the start: what a path does beyond is not looked for
_NOWHERE = np.empty((0, 2))


class HillPlane(Enum):
    """Which plane through the start is shown; the value is what the choice is called."""

    PATHS = "over all paths"
    WEIGHTS = "over two weights"


class HillScene(QObject):
    """Follows the race. What there is to see is computed when it is asked for.

    `changed` comes when there is something else to see.
    """

    changed = Signal()

    def __init__(self, session: Session, racing: Racing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._racing = session, racing
        self.choice = HillPlane.PATHS
        self.is_logarithmic = False
        self.why = ""
        self._plane: Plane | None = None
        self._chosen_at = 0  # rounds of the race
        self._view: PlaneView | None = None
        self.paths: tuple[HillPath, ...] = ()
        self._is_stale = True
        self._refiner = Refiner(self)
        self._refiner.improved.connect(self._on_improved)
        self._rest = RestTimer(self, _REST, self._look_closely)
        racing.begun.connect(self.look_anew)
        racing.advanced.connect(self._on_advanced)

    def choose(self, choice: HillPlane) -> None:
        """Look at another plane."""
        self.choice = choice
        self.look_anew()

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Choose how losses become colours."""
        self.is_logarithmic = logarithmic
        self.look_anew()

    def look_anew(self) -> None:
        """Choose the plane and the part of it once more."""
        self._plane = self._view = None
        self._on_advanced()

    def _on_advanced(self) -> None:
        self._is_stale = True
        self._refiner.cancel()
        self.changed.emit()

    # What there is to see

    @property
    def view(self) -> PlaneView | None:
        """The hill; None where there is none, and `why` says why."""
        if self._is_stale:
            self._is_stale = False
            self._look()
            self._rest.start()  # so far it is a coarse picture
        return self._view

    def _look(self) -> None:
        if self._racing.race is None:
            self._view, self.paths, self.why = None, (), ""
            return
        runs = [self._racing.shown(at) for at in range(len(self._racing.names))]
        has_doubled = self._rounds > 2 * self._chosen_at
        if self._plane is None or (self.choice is HillPlane.PATHS and has_doubled):
            self._plane, self._view, self._chosen_at = self._find_plane(), None, self._rounds
        plane = self._plane
        if plane is None:
            self._view, self.paths = None, ()
            return
        pairs = enumerate(zip(self._racing.names, runs, strict=True))
        self.paths = tuple(path_of(look, name, run, plane) for look, (name, run) in pairs)
        if self._racing.hand is not None:
            self.paths = *self.paths, path_by_hand(self._racing.hand, plane)
        reached = self._reached()
        if self._view is None or not _within(reached, self._view.spans):
            self._view = self._look_at(plane, reached)

    def _find_plane(self) -> Plane | None:
        """The plane as it is chosen now, through the start."""
        self.why, start = "", self._racing.start
        path, choice = _NOWHERE, PlaneChoice.SELECTED
        runs = [self._racing.shown(at) for at in range(len(self._racing.names))]
        goes_on = any(run.refusal is None for run in runs)
        if self.choice is HillPlane.PATHS and self._racing.has_begun and goes_on:
            walks = [walked(run, _FEW)[0] for run in runs if run.refusal is None]
            hand = self._racing.hand
            path = np.vstack(walks if hand is None else [*walks, hand.parameters])
            choice = PlaneChoice.PATH
        try:
            plane = plane_for(choice, start, self._session.focus, path, 0)
        except ValueError as reason:
            self.why = str(reason)
            return None
        return plane.through(start.document.experiment.network.parameters)

    def _reached(self) -> Array:
        """The points of all paths that the part in view has to show, shape (n, 2)."""
        limit = _FAR * abs(self._racing.start.evaluation.loss)
        shown = [path.points[~(path.losses > limit)] for path in self.paths]
        points = np.vstack(shown)
        return points[np.isfinite(points).all(axis=1)]

    def _look_at(self, plane: Plane, reached: Array) -> PlaneView:
        start = self._racing.start
        experiment, loss = start.document.experiment, start.evaluation.loss
        here = plane.coordinates(experiment.network.parameters)
        spans = usual_spans(here, here, reached)
        if self._view is not None:  # where it grows it grows enough for a while
            spans = _grown(spans[0]), _grown(spans[1])
        size = points_while_moving(experiment, plane, _NUMBERS)
        xs, ys = (np.linspace(*span, size) for span in spans)
        losses = ground_over(start, plane).losses(xs, ys)
        return PlaneView(
            plane=plane,
            spans=spans,
            xs=xs,
            ys=ys,
            losses=losses,
            range=loss_range(losses, (loss,), logarithmic=self.is_logarithmic),
            here=here,
            loss=loss,
            after=None,
            loss_after=float("nan"),
            way=np.zeros(2),
            path=_NOWHERE,
            note=rows_note(experiment, plane),
        )

    def _look_closely(self) -> None:
        """Choose the plane over all paths once more where they have gone on; then refine it."""
        if self._view is None or self._racing.is_running:
            return
        if self.choice is HillPlane.PATHS and self._rounds != self._chosen_at:
            self.look_anew()
        else:
            ground = ground_over(self._racing.start, self._view.plane)
            self._refiner.begin(ground, self._view.spans, (COARSE, FINE))

    @property
    def _rounds(self) -> int:
        return 0 if self._racing.race is None else self._racing.race.rounds

    def _on_improved(self, xs: Array, ys: Array, losses: Array) -> None:
        if self._view is not None and not self._is_stale:
            self._view = self._view.refined(xs, ys, losses)
            self.changed.emit()


def _within(points: Array, spans: tuple[Span, Span]) -> bool:
    low, high = np.transpose(spans)
    return bool(((points >= low) & (points <= high)).all())


def _grown(span: Span) -> Span:
    room = _ROOM * (span[1] - span[0])
    return span[0] - room, span[1] + room
