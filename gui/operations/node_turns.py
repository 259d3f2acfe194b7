"""Finding where nodes fell asleep, levelled off or woke: at rest, in short slices."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from core.history.moments import Moment
from core.history.node_turns import NodeTurns, Turn
from core.nn.quantity import QuantityKind
from core.text.numbers import grouped
from core.training.diagnosis import Sleep
from core.training.experiment import Experiment
from gui.session.session import Session
from gui.session.visibility import visibility_of
from gui.widgets.clocks import RestTimer

_REST = 150  # milliseconds without a change until anything is looked at
_SLICE = 0.004  # seconds
_LARGEST = 1_000_000  # values at nodes: beyond that a look takes longer than a frame has time for
_DOES = {
    Sleep.ASLEEP: "fell asleep",
    Sleep.ON_THE_CORNER: "came to rest on its corner",
    Sleep.SATURATED: "saturated",
    Sleep.AWAKE: "woke",
}


class TurnFinder(QObject):
    """Knows the turns of the present path, while it is on. `changed` comes when there are others.

    Attributes:
        is_on: whether anything is looked for.
        turns: what is found and may be seen, in order.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.is_on = False
        self.turns: tuple[Turn, ...] = ()
        self._record = NodeTurns(session.history)
        self._missing: Iterator[Moment] = iter(())
        self._rest = RestTimer(self, _REST, self._begin)
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._go_on)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_changed)
        session.focus_changed.connect(self._show)

    def switch(self, on: bool) -> None:
        """Look for turns from now on, or no more."""
        self.is_on = on
        self._on_changed()
        self._show()

    def finish(self) -> None:
        """Find all there is at once."""
        if self._rest.isActive():
            self._rest.stop()
            self._begin()
        while self._clock.isActive():
            self._go_on()

    def _on_changed(self) -> None:
        self._clock.stop()
        session = self._session
        if session.history is not self._record.history:
            self._record = NodeTurns(session.history)
            self._show()
        if self.is_on and not session.is_running and _is_small(session.document.experiment):
            self._rest.start()
        else:
            self._rest.stop()

    def _begin(self) -> None:
        history = self._session.history
        self._missing = self._record.missing(history.past()[::-1] + history.future())
        self._clock.start()

    def _go_on(self) -> None:
        begun = time.perf_counter()
        for moment in self._missing:
            self._record.look(moment)
            if time.perf_counter() >= begun + _SLICE:
                return
        self._clock.stop()
        self._show()

    def _show(self) -> None:
        """Show what is known of the present path, so far as it may be seen."""
        session, found = self._session, list[Turn]()
        visibility = visibility_of(session.document.experiment.network, session.focus)
        kinds = (QuantityKind.PREACTIVATION, QuantityKind.SLOPE)
        if self.is_on and all(map(visibility.shows_kind, kinds)):
            found = self._record.turns(session.history.past() + session.history.future())
        if tuple(found) != self.turns:
            self.turns = tuple(found)
            self.changed.emit()


def _is_small(experiment: Experiment) -> bool:
    return experiment.dataset.rows * sum(experiment.network.sizes) <= _LARGEST


def turn_words(turn: Turn) -> str:
    """What a node did, and when: "hidden 1 fell asleep at step 12"."""
    when = f"at step {grouped(turn.updates)}"
    if not turn.is_exact:
        when = f"between steps {grouped(turn.since)} and {grouped(turn.updates)}"
    return f"{turn.name} {_DOES[turn.state]} {when}"
