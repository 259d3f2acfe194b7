"""The slips that are known, and which of them leads to a number."""

from collections.abc import Iterator
from functools import lru_cache

from core.nn.quantity import Quantity
from core.slips.forward_slips import FORWARD_SLIPS
from core.slips.loss_slips import LOSS_SLIPS
from core.slips.slip import Slip, fits
from core.slips.slope_slips import SLOPE_SLIPS
from core.slips.step_slips import STEP_SLIPS
from core.text.names import likely
from core.training.experiment import Experiment

_LARGEST = 100_000  # products of a row and a parameter; nobody works out more by hand

# Of two that lead to the same number, the one nearer to it is the likelier.
SLIPS = (*STEP_SLIPS, *SLOPE_SLIPS, *LOSS_SLIPS, *FORWARD_SLIPS)
_BY_NAME = {slip.name(): slip for slip in SLIPS}


def slip_named(name: str, experiment: Experiment) -> Slip:
    """The slip of a name, made in a calculation.

    Raises:
        ValueError: there is no such slip, or it cannot be made here.
    """
    kind = _BY_NAME.get(name)
    if kind is None:
        known = ", ".join(_BY_NAME)
        raise ValueError(f"no slip is called “{name}”; there are {known}{likely(name, _BY_NAME)}")
    if not kind.is_possible(experiment):
        raise ValueError(f"the slip “{name}” cannot be made in this network")
    return kind(experiment)


def slips_of(experiment: Experiment) -> Iterator[Slip]:
    """Every slip that can be made in a calculation small enough for paper, the last part first."""
    if experiment.network.parameters.size * experiment.dataset.rows > _LARGEST:
        return
    yield from _made(experiment)


# One guess follows another: those of two moments, before a step and after it, are worked out once.
@lru_cache(maxsize=2)
def _made(experiment: Experiment) -> tuple[Slip, ...]:
    return tuple(slip(experiment) for slip in SLIPS if slip.is_possible(experiment))


def slip_behind(experiment: Experiment, quantity: Quantity, guess: float) -> Slip | None:
    """The slip that gives this number in the place of a quantity, if a known one does."""
    for slip in slips_of(experiment):
        value = slip.differing(quantity)
        if value is not None and fits(guess, value):
            return slip
    return None
