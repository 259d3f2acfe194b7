"""The fan of futures on screen: several learning rates, some updates ahead of the present."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from core.landscape.futures import Future, LookAhead, usual_fan
from core.text.numbers import without_noise
from core.training.experiment import Experiment
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.widgets.clocks import RestTimer

STEPS = (10, 20, 50, 100, 200)
_USUAL_STEPS = 20
_REST = 40  # milliseconds without a change until it is looked ahead
_SLICE = 0.004  # seconds


def present_rate(experiment: Experiment) -> float:
    """The learning rate of the next step, as the rates of a fan are rounded."""
    return without_noise(experiment.learning_rate)


class Futures(QObject):
    """The fan of one session; while it is switched on, it looks ahead in short slices.

    `changed` comes when there is another fan to show, or none.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.is_on = False
        self.steps = _USUAL_STEPS
        self.fan: tuple[Future, ...] = ()
        self._begun_at = 0
        self._rates: tuple[float, ...] = ()
        self._waiting: list[LookAhead] = []
        self._pace = 1
        self._rest = RestTimer(self, _REST, self._begin)
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._go_on)
        session.changed.connect(self._on_changed)
        session.running_changed.connect(self._on_running_changed)

    @property
    def first_step(self) -> int:
        """The count of updates that the fan begins at."""
        return self._begun_at

    def switch(self, on: bool) -> None:
        """Show the fan, or put it away."""
        self.is_on = on
        self._renew()
        self.changed.emit()

    def set_steps(self, steps: int) -> None:
        """Choose how far ahead to look."""
        self.steps = steps
        self._renew()

    def _on_changed(self, present: Present) -> None:
        if self.is_on:
            self._renew()

    def _on_running_changed(self, running: bool) -> None:
        if self.is_on and not running:
            self._renew()

    def _renew(self) -> None:
        self._clock.stop()
        self._show(())
        if self.is_on:
            self._rest.start()
        else:
            self._rest.stop()

    def _begin(self) -> None:
        session = self._session
        if session.is_running or session.present.is_preview:
            return
        experiment = session.document.experiment
        self._begun_at = experiment.updates
        self._waiting = [LookAhead(experiment, rate) for rate in self._rates_around(experiment)]
        self._clock.start()

    def _rates_around(self, experiment: Experiment) -> tuple[float, ...]:
        """The rates of the fan; they stay as long as the present rate is one of them."""
        rate = present_rate(experiment)
        if rate not in self._rates:
            self._rates = usual_fan(rate)
        return self._rates

    def _go_on(self) -> None:
        """Take a slice of the updates of the first future that is not finished."""
        until = time.perf_counter() + _SLICE
        for ahead in self._waiting:
            while not ahead.is_over and ahead.steps < self.steps:
                begun = time.perf_counter()
                if begun > until:
                    return
                count = min(self._pace, self.steps - ahead.steps)
                ahead.go_on(count)
                taken = max(time.perf_counter() - begun, 1e-7)
                self._pace = max(1, min(4 * count, int(count * _SLICE / 2 / taken)))
        self._clock.stop()
        waiting, self._waiting = self._waiting, []
        self._show(tuple(ahead.future for ahead in waiting))

    def _show(self, fan: tuple[Future, ...]) -> None:
        if fan or self.fan:
            self.fan = fan
            self.changed.emit()
