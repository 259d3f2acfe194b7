"""A race: descents from the same moment, taken so that none is ahead of the others."""

from collections.abc import Callable, Sequence
from enum import Enum

import numpy as np

from core.nn.arrays import Array
from core.racing.racer import MOST_RACERS, Racer
from core.training.descent import Descent, Refusal
from core.training.experiment import Experiment
from core.training.trace import Trace

STARTS = 5  # of each racer, where its luck with the start is to be seen
_MOST_BYTES = 2**26  # of the traces of all descents together
Clock = Callable[[], float]  # tells seconds


class Pace(Enum):
    """What racers have the same number of; the value is what the choice is called."""

    STEPS = "steps"
    EPOCHS = "epochs"


class Measure(Enum):
    """What the way of a racer is measured in; the value is what the choice is called."""

    STEPS = "steps"
    EPOCHS = "epochs"
    ROWS = "rows seen"


class Run:
    """One descent of a race. It equals the same descent alone, to the last bit.

    Attributes:
        begun: where it begins.
        trace: of all its updates.
        refusal: why it goes no further; None as long as it does.
        seconds: how long its updates took to compute, by the clock of the race.
    """

    def __init__(self, begun: Experiment) -> None:
        self.begun = begun
        self._descent = descent = Descent(begun)
        losses = descent.loss, descent.validation_loss
        self.trace = Trace(begun.network.parameters, *losses, begun.memory)
        self.refusal: Refusal | None = None
        self.seconds = 0.0

    @property
    def steps(self) -> int:
        """How many updates it has taken."""
        return self.trace.last

    @property
    def experiment(self) -> Experiment:
        """Where it stands: at the last moment that is a number."""
        return self._descent.experiment

    @property
    def loss(self) -> float:
        """The loss of all rows learnt from."""
        return self._descent.loss

    @property
    def validation_loss(self) -> float | None:
        """The loss of the rows set aside; None if there are none."""
        return self._descent.validation_loss

    def go_to(self, steps: int, most_bytes: int, clock: Clock) -> None:
        """Take updates until there are so many, unless one is refused.

        The trace keeps fewer moments once it takes more than so many bytes.
        """
        if self.refusal is None and steps > self.steps:
            begun = clock()
            self.refusal = self._descent.run(steps - self.steps, self.trace)
            self.seconds += clock() - begun
            while self.trace.nbytes > most_bytes and self.trace.thin():
                pass


class Race:
    """Racers and their descents, one each or several from different starts.

    A round is one step of each racer, or as long a part of an epoch as one step of the racer with
    the smallest batches.

    Args:
        experiment: the moment at which it begins.
        racers: one to six.
        starts: from how many starts each racer begins; more than one are drawn.
        pace: what all racers have the same number of.
        clock: by which it is known how long updates take; without one it is not.

    Attributes:
        runs: for each racer its descents, one for each start.
        rounds: how many have been taken.

    Raises:
        ValueError: there are too few or too many racers, or one has a batch size below 0.
    """

    def __init__(
        self,
        experiment: Experiment,
        racers: Sequence[Racer],
        starts: int = 1,
        pace: Pace = Pace.STEPS,
        clock: Clock = float,
    ) -> None:
        if not 1 <= len(racers) <= MOST_RACERS:
            raise ValueError(f"a race has 1 to {MOST_RACERS} racers, not {len(racers)}")
        self.experiment, self.racers, self.pace = experiment, tuple(racers), pace
        self.runs = tuple(
            tuple(Run(each.begin(experiment)) for each in _entries(racer, experiment, starts))
            for racer in racers
        )
        self._clock = clock
        self._most_bytes = _MOST_BYTES // (len(racers) * starts)
        self._batches = [runs[0].begun.turn.batches for runs in self.runs]
        self.rounds = 0

    @property
    def starts(self) -> int:
        """From how many starts each racer begins."""
        return len(self.runs[0])

    @property
    def rounds_of_a_unit(self) -> int:
        """How many rounds make a step, or an epoch, of all racers."""
        return 1 if self.pace is Pace.STEPS else max(self._batches)

    @property
    def is_over(self) -> bool:
        """Whether no racer goes any further."""
        return all(run.refusal is not None for runs in self.runs for run in runs)

    def run(self, rounds: int) -> None:
        """Have all racers take so many rounds; those that are out stay where they are."""
        self.rounds += rounds
        for runs, batches in zip(self.runs, self._batches, strict=True):
            for run in runs:
                steps = self.rounds * batches // self._rounds_for(batches)
                run.go_to(steps, self._most_bytes, self._clock)

    def _rounds_for(self, batches: int) -> int:
        """How many rounds a racer takes so many steps in."""
        return batches if self.pace is Pace.STEPS else max(self._batches)


def _entries(racer: Racer, experiment: Experiment, starts: int) -> tuple[Racer, ...]:
    if starts == 1:
        return (racer,)
    seed = experiment.seed + 1 if racer.draw is None else racer.draw.seed
    return racer.from_starts(seed, starts)


def measured(begun: Experiment, steps: Array, measure: Measure) -> Array:
    """How far a descent has come after so many steps each, shape (n,).

    With N rows and batches of b, n = ⌈N / b⌉ steps are an epoch. The last one of an epoch has the
    rows that are left.
    """
    batches, rows = begun.turn.batches, begun.dataset.rows
    if measure is Measure.STEPS:
        return steps
    if measure is Measure.EPOCHS:
        return np.asarray(steps / batches)
    size = rows if batches == 1 else begun.batch_size

    def rows_after(updates: Array) -> Array:
        return updates // batches * rows + np.minimum(updates % batches * size, rows)

    first = np.asarray(float(begun.updates))
    return np.asarray(rows_after(first + steps) - rows_after(first))
