"""Weights set by hand as a racer: the edits that lead to the present, against descent."""

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.history.history import History
from core.history.moments import Moment
from core.nn.arrays import Array, read_only
from core.nn.equality import equal
from core.racing.race import Run
from core.training.experiment import Experiment

_UNKNOWN = float("nan")


class ByHand(Struct, frozen=True, eq=False):
    """Edits of weights, one after the other, with no update and no other change between them.

    Edits of names and places alone do not count.

    Attributes:
        begun: the moment before the first of them.
        experiment: where they have led.
        losses: before them and after each, shape (n + 1,): of the rows set aside where there are
            any, else of all rows; NaN where one is not known.
        parameters: the weights at these moments, shape (n + 1, P).
    """

    begun: Moment
    experiment: Experiment
    losses: Array
    parameters: Array

    @property
    def edits(self) -> int:
        """How many edits they are."""
        return len(self.losses) - 1

    @property
    def weights_changed(self) -> int:
        """How many weights and biases any of them changed."""
        return int((np.diff(self.parameters, axis=0) != 0).any(axis=0).sum())

    @property
    def loss(self) -> float:
        """The loss after the last of them."""
        return float(self.losses[-1])


def by_hand(history: History) -> ByHand | None:
    """The edits of weights that lead to the present; None where the last action was none."""
    moments = [history.present]
    last, missing = history.nearest(history.present)
    if missing:
        return None
    reached, after = last.experiment, last.experiment
    states = [after.network.parameters]
    while (origin := _before_edit(history, moments[-1])) is not None:
        document, missing = history.nearest(origin)
        before = document.experiment
        if not missing and equal(before, after):  # names and places change no number
            moments[-1] = history.own(origin)
            continue
        if missing or not _differ_in_weights(before, after):
            break
        moments.append(history.own(origin))
        states.append(before.network.parameters)
        after = before
    if len(moments) == 1:
        return None
    losses = np.array([_judged(history, moment) for moment in moments[::-1]])
    return ByHand(moments[-1], reached, read_only(losses), read_only(np.stack(states[::-1])))


def steps_to(run: Run, loss: float) -> int | None:
    """After how many steps a descent had come down to a loss first; None if it has not yet."""
    series = run.trace.judged.losses()
    with np.errstate(invalid="ignore"):
        found = np.flatnonzero(series.lowest <= loss)
    return int(series.first[found[0]]) if found.size else None


def _before_edit(history: History, moment: Moment) -> Moment | None:
    """The moment before the edit that led to this one; None where an update did, or nothing."""
    line = history.lines[moment.line]
    return line.origin if moment.offset == 0 and line.edit is not None else None


def _differ_in_weights(before: Experiment, after: Experiment) -> bool:
    """Whether two experiments that are not the same differ in weights, and in nothing else."""
    if before.network.shapes != after.network.shapes:
        return False
    network = after.network.with_parameters(before.network.parameters)
    same = replace(after, network=network, memory=before.memory)
    return equal(same, before)


def _judged(history: History, moment: Moment) -> float:
    loss = history.lines[moment.line].trace.judged.loss(moment.offset)
    return _UNKNOWN if loss is None else loss
