"""A watch over one run: looks on from step to step until the run is to end."""

import math
from collections.abc import Callable

from core.training.ends.until import End, Standing, Until
from core.training.experiment import Experiment

_NO_END = 2**62


class Watch:
    """Remembers what conditions need to know of the steps before; of use for one run only.

    Args:
        until: the conditions.
        experiment: where the run begins.
        lowest: the lowest validation loss there has been; a better one has to be below it.

    Attributes:
        until: the conditions.
        begun: how many updates led to where the run begins.
        last: at how many updates it ends at the latest.
        standing: where the run stood when it was looked at last.
        ended: which condition ended it; None as long as none has.
    """

    def __init__(self, until: Until, experiment: Experiment, lowest: float = math.inf) -> None:
        self.until = until
        self.begun = experiment.updates
        self._batches = experiment.turn.batches
        most = until.last(self._batches)
        self.last = _NO_END if most is None else self.begun + most
        self.ended: End | None = None
        self._lowest, self._lowest_at = lowest, self.begun
        self._epoch = -1
        self._first: Standing | None = None
        self.standing = Standing(0, math.inf)

    def look(
        self, updates: int, loss: float, validation: float | None, norm: Callable[[], float]
    ) -> bool:
        """Take in where the run stands; tell whether it ends there.

        `norm` finds the norm of the slopes. In batches, where that takes a pass over all rows, it
        is asked once an epoch.
        """
        if validation is not None and validation < self._lowest:
            self._lowest, self._lowest_at = validation, updates
        found, epoch = math.inf, updates // self._batches
        if self.until.flat is not None and (self._batches == 1 or epoch > self._epoch):
            found, self._epoch = norm(), epoch
        waited = 0 if validation is None else updates - self._lowest_at
        self.standing = Standing(updates - self.begun, loss, found, waited)
        if self._first is None:
            self._first = self.standing
        self.ended = self.until.check(self.standing, self._batches)
        return self.ended is not None

    def progress(self, updates: int) -> float:
        """How much of the way to the nearest end lies behind, from 0 to 1."""
        at = self.standing._replace(taken=updates - self.begun)
        return self.until.progress(self._first or at, at, self._batches)

    @property
    def reason(self) -> str:
        """Why the run ended, as half a sentence; empty if it did not end by a condition."""
        return "" if self.ended is None else self.until.reason(self.ended, self.standing)
