"""Until when a run goes on: conditions of which the first that is met ends it."""

import math
from enum import Enum
from typing import NamedTuple

from msgspec import Struct

from core.text.numbers import counted, grouped, number_text
from core.training.rules.setting import Setting


class End(Enum):
    """Which condition ended a run."""

    LOSS = "loss"
    FLAT = "flat"
    PATIENCE = "patience"
    STEPS = "steps"


class Standing(NamedTuple):
    """Where a run stands.

    Attributes:
        taken: how many updates it has taken.
        loss: the loss that is made smaller.
        norm: √(Σ slope²) over all rows, of the parameters that are free; ∞ if not looked at.
        waited: how many updates ago the validation loss was lowest, or the run began.
    """

    taken: int
    loss: float
    norm: float = math.inf
    waited: int = 0


CONDITIONS = (
    Setting("loss", "the loss is below", "The number that descent makes smaller", is_open=True),
    Setting(
        "flat",
        "it is flat: the norm of the slopes is below",
        "√(Σ slope²), over all rows learnt from, of the weights and biases that are free",
        is_open=True,
    ),
    Setting(
        "patience",
        "epochs without a better validation loss",
        "Early stopping: the rows set aside no longer do better",
        least=1,
        is_whole=True,
    ),
    Setting("steps", "steps more", "So many updates from here", least=1, is_whole=True),
    Setting(
        "epochs",
        "epochs more",
        "As many updates as it takes for all rows to have so many turns",
        least=1,
        is_whole=True,
    ),
)


class Until(Struct, frozen=True):
    """Conditions for the end of a run; None for each that is not asked.

    Attributes:
        loss: the loss is below this.
        flat: the norm of the slopes is below this.
        patience: so many epochs have brought no lower validation loss.
        steps: so many steps more are taken.
        epochs: as many steps more as so many epochs have.

    Raises:
        ValueError: a number is out of its condition's range.
    """

    loss: float | None = None
    flat: float | None = None
    patience: int | None = None
    steps: int | None = None
    epochs: int | None = None

    def __post_init__(self) -> None:
        for setting in CONDITIONS:
            if getattr(self, setting.key) is not None:
                setting.check(getattr(self, setting.key))

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked, so that a run would not end by it."""
        return self == NO_END

    def last(self, batches: int) -> int | None:
        """How many steps are taken at most, with so many batches an epoch; None for any number."""
        epochs = None if self.epochs is None else self.epochs * batches
        return min((most for most in (self.steps, epochs) if most is not None), default=None)

    def check(self, at: Standing, batches: int) -> End | None:
        """Tell which condition is met, if one is, with so many batches an epoch."""
        if self.loss is not None and at.loss < self.loss:
            return End.LOSS
        if self.flat is not None and at.norm < self.flat:
            return End.FLAT
        if self.patience is not None and at.waited >= self.patience * batches:
            return End.PATIENCE
        last = self.last(batches)
        return End.STEPS if last is not None and at.taken >= last else None

    def progress(self, begun: Standing, at: Standing, batches: int) -> float:
        """How much of the way to the nearest end lies behind, from 0 to 1.

        The way of a loss and of slopes is counted in factors: half of it from 1 to 0.01 is at 0.1.
        """
        parts = [_way(begun.loss, at.loss, self.loss), _way(begun.norm, at.norm, self.flat)]
        if self.patience is not None:
            parts.append(at.waited / (self.patience * batches))
        last = self.last(batches)
        if last is not None:
            parts.append(at.taken / last)
        return min(max(0.0, *parts), 1.0)

    def reason(self, end: End, at: Standing) -> str:
        """Why a run ended, as half a sentence."""
        if end is End.PATIENCE:
            return f"no better validation loss in {counted(self.patience or 1, 'epoch')}"
        if end is End.STEPS:
            return "one step is taken" if at.taken == 1 else f"{grouped(at.taken)} steps are taken"
        name = next(setting.name for setting in CONDITIONS if setting.key == end.value)
        return f"{name} {number_text(getattr(self, end.value))}"


NO_END = Until()


def _way(begun: float, now: float, end: float | None) -> float:
    """How much of the way from one number down to another lies behind, counted in factors."""
    if end is None or not (math.isfinite(begun) and 0 < now < math.inf and begun > end):
        return 0.0
    return math.log(begun / now) / math.log(begun / end)
