"""Gradient descent: one update, or many with the same engine."""

import math

import numpy as np
from msgspec import Struct

from core.data.batches import rows_of_step, turn
from core.data.classification import tells_classes
from core.data.scaling import is_wide
from core.nn.arrays import Array, read_only
from core.text.numbers import number_text
from core.training.batch_slopes import BatchSlopes
from core.training.ends.until import End
from core.training.ends.watch import Watch
from core.training.evaluation import Evaluation, evaluation_of
from core.training.experiment import Experiment
from core.training.propagation import Propagation
from core.training.rules.optimizer import Update, norm_of, state_in
from core.training.rules.schedules import CONSTANT
from core.training.trace import Trace

_CHUNK_BYTES = 2**20


class Step(Struct, frozen=True, eq=False):
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


class Refusal(Struct, frozen=True):
    """A step that was not taken, because what it leads to is not a finite number.

    Attributes:
        what: what would not be finite: "the loss", "a weight" or "what the optimizer remembers".
        learning_rate: the rate at which the step was tried.
        updates: how many updates had been made before it.
        already: whether the loss or a slope was too large before the step, whatever the rate.
        wide: whether targets are so large, and not scaled, that this is the likely cause.
    """

    what: str
    learning_rate: float
    updates: int
    already: bool = False
    wide: bool = False

    @property
    def message(self) -> str:
        """The reason, as a sentence."""
        if self.already:
            return (
                f"Step {self.updates + 1} was not taken: the loss or a slope is too large to be a"
                " number as it is. Make weights, inputs or targets smaller."
            )
        cure = " Scale the targets, or take a smaller rate." if self.wide else ""
        return (
            f"Step {self.updates + 1} was not taken: at a learning rate of"
            f" {number_text(self.learning_rate)} it would make {self.what} too large to be a"
            f" number.{cure}"
        )


class Descent:
    """Gradient descent on one experiment, with its buffers kept from step to step.

    The same updates as `step`, to the last bit. Where it is known what the experiment shows, both
    passes need not be made again to begin.

    Attributes:
        loss: of all rows, after the latest step whose loss was computed; always that of the last
            one at the end of `run`.
        validation_loss: of the validation rows at the same moment; None if there are none.
        watch: tells when to take no more steps; None for never.
    """

    def __init__(self, experiment: Experiment, known: Evaluation | None = None) -> None:
        network = experiment.network
        self._begun = experiment
        self._updates = experiment.updates
        size = network.parameters.size
        self._state = experiment.state.copy()
        self._previous = self._state.copy()
        before, after = (state_in(vector, size) for vector in (self._previous, self._state))
        rule, max_norm = experiment.optimizer, experiment.max_norm
        self._rate = rule.rate if experiment.schedule == CONSTANT else None
        self._update = Update(rule, network.locked, before, after, max_norm)
        self._parameters = shared = after.parameters
        self._passes = Propagation(experiment, shared)
        self._batches = BatchSlopes(experiment, self._passes)
        self._validation: Propagation | None = None
        if experiment.validation is not None:
            self._validation = Propagation(experiment, shared, experiment.validation)
        self._gradient = self._passes.gradient
        self._is_known = True
        self._good, self._good_updates = self._state.copy(), self._updates
        self._went_back = False
        self.validation_loss: float | None = None
        self.watch: Watch | None = None
        if known is not None:
            self._passes.know(known.full_gradient)
            self.loss, self.validation_loss = known.loss, known.validation_loss
            return
        with np.errstate(all="ignore"):
            self.loss = self._passes.forward()
            self._validate()

    @property
    def experiment(self) -> Experiment:
        """The experiment as it stands now."""
        return self._begun.at_state(self._state, self._updates)

    def evaluate(self, *, hand_over: bool = False) -> Evaluation:
        """What the experiment shows as it stands, to the last bit as `evaluate` finds it.

        `gradient` is from then on that of the step to come. Where buffers are handed over instead
        of copied, no more steps can be taken.
        """
        begun = self._begun
        batch = rows_of_step(self._updates, begun.dataset.rows, begun.batch_size, begun.seed)
        with np.errstate(all="ignore"):
            if not self._passes.has_values:
                self._passes.forward()
            self._passes.backward()
            self._passes.find_shares()
            gradient = None if batch is None else self._batches.gradient(self._updates)
        if hand_over:
            self._passes.freeze()
        return evaluation_of(self._passes, self.loss, batch, gradient, self.validation_loss)

    @property
    def updates(self) -> int:
        """How many updates led to where it stands."""
        return self._updates

    @property
    def is_over(self) -> bool:
        """Whether the watch has ended the run."""
        return self.watch is not None and self.watch.ended is not None

    @property
    def is_end_of_epoch(self) -> bool:
        """Whether every row has had its turn with the latest step."""
        begun = self._begun
        return turn(self._updates, begun.dataset.rows, begun.batch_size).batch == 0

    @property
    def gradient(self) -> Array:
        """The slopes that the latest step followed, shape (P,)."""
        return read_only(self._gradient)

    @property
    def direction(self) -> Array:
        """The direction of the latest step, shape (P,); 0 for what is locked."""
        return read_only(self._update.direction)

    def run(self, limit: int, trace: Trace | None = None) -> Refusal | None:
        """Take up to `limit` steps, recorded in the trace if there is one.

        Returns why a step was not taken, or None. The experiment then stands at the last step
        that was. Where batches are much smaller than the data, the loss of all rows is computed
        every few steps only; the trace has NaN for the others.

        A watch is asked before each step at which the loss is known, however many calls the steps
        are taken in, and no step is taken from where it ends.
        """
        chunk = max(1, _CHUNK_BYTES // (8 * self._state.size))
        stop: Refusal | End | None = None
        watch, end = self.watch, self._updates + limit
        if watch is not None:
            end = min(end, watch.last)
        with np.errstate(all="ignore"):
            while self._updates < end and stop is None:
                count = min(end - self._updates, chunk)
                stop = self._run(count, trace) if trace else self._run_unrecorded(count)
                if self._went_back:  # to where the loss was known: from here, look at every step
                    self._batches.loss_every = 1
                    stop, self._went_back = None, False
            if watch is not None and stop is None and self._updates == watch.last:
                self._look(watch)
        return stop if isinstance(stop, Refusal) else None

    def _look(self, watch: Watch) -> End | None:
        """What ends the run here, if anything does."""
        updates = self._updates
        if updates in (watch.begun, watch.last) or updates % self._batches.loss_every == 0:
            watch.look(updates, self.loss, self.validation_loss, self._norm)
        return watch.ended

    def _norm(self) -> float:
        """√(Σ slope²) over all rows, of the parameters that are free."""
        if not self._batches.is_whole:  # else the loss of this step came from a forward pass
            self._passes.forward()
        self._passes.backward()
        return norm_of(self._passes.gradient[~self._begun.network.locked])

    def _run(self, count: int, trace: Trace) -> Refusal | End | None:
        losses = np.full(count, np.nan)
        validation = np.full(count, np.nan)
        vectors = np.empty((count, self._state.size))
        begun = self._updates
        step = self._watched_step if self.watch else self._step
        for taken in range(count):
            stop = step(is_last=taken == count - 1)
            if stop is not None:
                kept = self._updates - begun
                trace.extend(losses[:kept], vectors[:kept], validation[:kept])
                return stop
            if self._is_known:
                losses[taken] = self.loss
                if self.validation_loss is not None:
                    validation[taken] = self.validation_loss
            vectors[taken] = self._state
        trace.extend(losses, vectors, validation)
        return None

    def _run_unrecorded(self, count: int) -> Refusal | End | None:
        step = self._watched_step if self.watch else self._step
        for taken in range(count):
            stop = step(is_last=taken == count - 1)
            if stop is not None:
                return stop
        return None

    def _watched_step(self, *, is_last: bool) -> Refusal | End | None:
        ended = self.watch and self._look(self.watch)
        return ended or self._step(is_last=is_last)

    def _step(self, *, is_last: bool) -> Refusal | None:
        """One update: slopes at the present parameters, then a step against them."""
        self._gradient = self._batches.gradient(self._updates)
        self._previous[:] = self._state
        rate = self._rate
        if rate is None:
            rate = self._begun.rate_after(self._updates)
        self._update.apply(self._gradient, rate)
        if not _all_finite(self._state):
            is_weight = not _all_finite(self._parameters)
            return self._refuse("a weight" if is_weight else "what the optimizer remembers")
        self._is_known = is_last or (self._updates + 1) % self._batches.loss_every == 0
        if self._is_known:
            loss = self._passes.forward()
            if not math.isfinite(loss):
                return self._refuse("the loss")
            self.loss = loss
            self._validate()
            self._good_updates = self._updates + 1
            if self._batches.loss_every > 1:  # else the step before is where the loss is known
                self._good[:] = self._state
        self._updates += 1
        return None

    def _validate(self) -> None:
        if self._validation is not None:
            self.validation_loss = self._validation.forward()

    def _refuse(self, what: str) -> Refusal:
        already = not (math.isfinite(self.loss) and _all_finite(self._gradient))
        self._state[:] = self._previous
        self.loss = self._passes.forward()
        if not math.isfinite(self.loss) and self._good_updates < self._updates:
            self._state[:], self._updates = self._good, self._good_updates
            self.loss, self._went_back = self._passes.forward(), True
        self._validate()
        wide = not tells_classes(self._begun.loss) and any(map(is_wide, self._passes.targets))
        rate = float(self._begun.rate_after(self._updates))
        return Refusal(what, rate, self._updates, already, wide)


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
