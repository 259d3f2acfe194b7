"""Slips on the way from a prediction to the loss."""

import math
from functools import cached_property

from typing_extensions import override

from core.nn.arrays import Array
from core.slips.slip import Slip
from core.training.experiment import Experiment


class ActualMinusPredicted(Slip):
    """The error is taken the other way round."""

    says = "for actual − predicted; an error is predicted − actual"

    @cached_property
    @override
    def errors(self) -> Array:
        return self.targets - self.values[-1]

    @override
    def slope_at_predictions(self) -> Array:
        slopes = super().slope_at_predictions()
        return -slopes if self.experiment.loss.is_from_logits else slopes


class ErrorsForShares(Slip):
    """The errors themselves are put together."""

    says = "for the error in the place of its {slip.experiment.loss.share_words}"

    @cached_property
    @override
    def shares(self) -> Array:
        return self.errors


class SizesForShares(Slip):
    """The sizes of the errors are put together."""

    says = "for the size of the error in the place of its {slip.experiment.loss.share_words}"

    @cached_property
    @override
    def shares(self) -> Array:
        return abs(self.errors)


class SumForMean(Slip):
    """Nothing is divided by the number of rows."""

    says = "for the sum; a mean is divided by {slip.divisor}"

    @property
    def divisor(self) -> int | str:
        """What a mean is divided by, where that is the same for the loss and its slopes."""
        outputs, rows = self.targets.shape
        divisor = self.experiment.loss.divisor(rows, outputs)
        is_one = self.experiment.batch is None and divisor == rows
        return divisor if is_one else "how many there are"

    @cached_property
    @override
    def loss(self) -> float:
        return float(self.shares.sum()) + self._penalty

    @override
    def put_together(self, products: Array) -> Array:
        found = super().put_together(products)
        batch = self.experiment.batch
        rows = self.targets.shape[1] if batch is None else batch.size
        return found * rows if self.experiment.loss.averages else found


class RootOfLoss(Slip):
    """The root of the mean square is taken."""

    @classmethod
    @override
    def is_possible(cls, experiment: Experiment) -> bool:
        return experiment.loss.power == 2

    says = "for the root of it; {slip.experiment.loss.name} takes none"

    @cached_property
    @override
    def loss(self) -> float:
        return math.sqrt(super().loss)


LOSS_SLIPS: tuple[type[Slip], ...] = (
    ActualMinusPredicted,
    ErrorsForShares,
    SizesForShares,
    SumForMean,
    RootOfLoss,
)
