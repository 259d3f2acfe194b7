"""Walking downhill: one update, or many with the same engine."""

import math
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Array, read_only
from core.experiment import Experiment
from core.propagation import Propagation
from core.trace import Trace

_CHUNK_BYTES = 2**20


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What one update did.

    Attributes:
        before: the experiment as it stood.
        after: the experiment with the updated parameters, one update further.
        gradient: the slopes that the update followed, shape (P,), read-only.
        loss_before: the loss of `before`.
        loss_after: the loss of `after`.
    """

    before: Experiment
    after: Experiment
    gradient: Array
    loss_before: float
    loss_after: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step that was not taken, because what it leads to is not a finite number.

    Attributes:
        what: what would not be finite: "the loss" or "a weight".
        learning_rate: the rate at which the step was tried.
        updates: how many updates had been made before it.
        already: whether the loss or a slope was too large before the step, whatever the rate.
    """

    what: str
    learning_rate: float
    updates: int
    already: bool = False

    @property
    def message(self) -> str:
        """The reason, as a sentence."""
        if self.already:
            return (
                f"Step {self.updates + 1} was not taken: the loss or a slope is too large to be a"
                " number as it is. Make weights, inputs or targets smaller."
            )
        return (
            f"Step {self.updates + 1} was not taken: at a learning rate of"
            f" {self.learning_rate:.12g} it would make {self.what} too large to be a number."
        )


class Descent:
    """Gradient descent on one experiment, with its buffers kept from step to step.

    The same updates as `step`, to the last bit.
    """

    def __init__(self, experiment: Experiment) -> None:
        network = experiment.network
        self._begun = experiment
        self._updates = experiment.updates
        self._optimizer = experiment.optimizer
        self._passes = Propagation(network, experiment.dataset, experiment.loss)
        self._parameters = self._passes.parameters
        self._previous = self._parameters.copy()
        self._update = np.empty_like(self._parameters)
        self._locked = np.flatnonzero(network.locked) if network.locked.any() else None
        with np.errstate(all="ignore"):
            self.loss = self._passes.forward()

    @property
    def experiment(self) -> Experiment:
        """The experiment as it stands now."""
        network = self._begun.network.with_parameters(self._parameters)
        return replace(self._begun, network=network, updates=self._updates)

    @property
    def gradient(self) -> Array:
        """The slopes that the latest step followed."""
        return read_only(self._passes.gradient)

    def run(self, limit: int, trace: Trace | None = None) -> Refusal | None:
        """Take up to `limit` steps, recorded in the trace if there is one.

        Returns why a step was not taken, or None. The experiment then stands at the last step
        that was.
        """
        chunk = max(1, _CHUNK_BYTES // (8 * self._parameters.size))
        refusal = None
        with np.errstate(all="ignore"):
            while limit > 0 and refusal is None:
                count = min(limit, chunk)
                refusal = self._run(count, trace) if trace else self._run_unrecorded(count)
                limit -= count
        return refusal

    def _run(self, count: int, trace: Trace) -> Refusal | None:
        losses = np.empty(count)
        vectors = np.empty((count, self._parameters.size))
        for taken in range(count):
            refusal = self._step()
            if refusal is not None:
                trace.extend(losses[:taken], vectors[:taken])
                return refusal
            losses[taken] = self.loss
            vectors[taken] = self._parameters
        trace.extend(losses, vectors)
        return None

    def _run_unrecorded(self, count: int) -> Refusal | None:
        for _ in range(count):
            refusal = self._step()
            if refusal is not None:
                return refusal
        return None

    def _step(self) -> Refusal | None:
        """One update: slopes at the present parameters, then a step against them."""
        passes = self._passes
        passes.backward()
        self._optimizer.update(passes.gradient, self._update)
        if self._locked is not None:
            self._update[self._locked] = 0.0
        self._previous[:] = self._parameters
        np.subtract(self._parameters, self._update, out=self._parameters)
        if not _all_finite(self._parameters):
            return self._refuse("a weight")
        loss = passes.forward()
        if not math.isfinite(loss):
            return self._refuse("the loss")
        self.loss = loss
        self._updates += 1
        return None

    def _refuse(self, what: str) -> Refusal:
        already = not (math.isfinite(self.loss) and _all_finite(self._passes.gradient))
        self._parameters[:] = self._previous
        self._passes.forward()
        return Refusal(what, self._optimizer.learning_rate, self._updates, already)


def _all_finite(vector: Array) -> bool:
    """Whether every number is finite; the sum of squares is so far quicker to look at."""
    return bool(math.isfinite(vector.dot(vector)) or np.isfinite(vector).all())


def step(experiment: Experiment) -> Step | Refusal:
    """Take one gradient-descent step: new weight = weight − learning rate × slope.

    Pure: the same experiment gives the same step, to the last bit. A step that would make the
    loss or a parameter not finite is refused.
    """
    descent = Descent(experiment)
    loss_before = descent.loss
    refusal = descent.run(1)
    if refusal is not None:
        return refusal
    return Step(experiment, descent.experiment, descent.gradient, loss_before, descent.loss)
