"""The slips that are known, and which of them leads to a number."""

from collections.abc import Iterator

from core.nn.quantity import Quantity
from core.slips.forward_slips import FORWARD_SLIPS
from core.slips.loss_slips import LOSS_SLIPS
from core.slips.slip import Slip, fits
from core.slips.slope_slips import SLOPE_SLIPS
from core.slips.step_slips import STEP_SLIPS
from core.training.experiment import Experiment

_LARGEST = 100_000  # products of a row and a parameter; nobody works out more by hand

# Of two that lead to the same number, the one nearer to it is the likelier.
SLIPS = (*STEP_SLIPS, *SLOPE_SLIPS, *LOSS_SLIPS, *FORWARD_SLIPS)


def slips_of(experiment: Experiment) -> Iterator[Slip]:
    """Every slip that can be made in a calculation small enough for paper, the last part first."""
    if experiment.network.parameters.size * experiment.dataset.rows > _LARGEST:
        return
    for slip in SLIPS:
        if slip.is_possible(experiment):
            yield slip(experiment)


def slip_behind(experiment: Experiment, quantity: Quantity, guess: float) -> Slip | None:
    """The slip that gives this number in the place of a quantity, if a known one does."""
    for slip in slips_of(experiment):
        value = slip.differing(quantity)
        if value is not None and fits(guess, value):
            return slip
    return None
