"""What is chosen for the learning: layers, loss, rate, rows set aside, scaling."""

from argparse import ArgumentTypeError

from msgspec import Struct

from core.cli.arguments import layer_sizes
from core.columns.prepared import Prepared
from core.data.scaling import Scale
from core.nn.activation import Activation
from core.nn.activations import RELU
from core.nn.loss import Loss
from core.opening.from_table import Learning, suited_target_scale, usual_loss
from core.tables.problems import SpreadsheetError
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import GradientDescent
from gui.formatting.typed_numbers import parse_number

_SOME_ROWS = 50  # from which on some are set aside
_MANY_ROWS = 200  # from which on a step does not use all
_SUITED_ASIDE = 20
_SUITED_BATCH = 32


class LearningChoices(Struct, frozen=True):
    """How to learn, as it was chosen; None where what suits is taken.

    Attributes:
        hidden: the sizes of the hidden layers as they were typed.
        activation: of the hidden layers.
        loss: what is made smaller.
        optimizer: the rule by which it is made smaller, with its usual settings.
        rate: the learning rate as it was typed.
        batch: how many rows a step uses; 0 for all.
        aside: how many of a hundred rows are set aside.
        input_scale: how inputs are scaled.
        target_scale: how targets are.
        seed: where the first weights, the rows set aside and the order of the rows come from.
    """

    hidden: str = "8"
    activation: Activation = RELU
    loss: Loss | None = None
    optimizer: type[Optimizer] = GradientDescent
    rate: str = "0.01"
    batch: int | None = None
    aside: int | None = None
    input_scale: Scale = Scale.STANDARD
    target_scale: Scale | None = None
    seed: int = 0

    def aside_of(self, rows: int) -> int:
        """How many of a hundred rows are set aside, where there are so many."""
        return (_SUITED_ASIDE if rows >= _SOME_ROWS else 0) if self.aside is None else self.aside

    def batch_of(self, rows: int) -> int:
        """How many rows a step uses, where there are so many; 0 for all."""
        return (_SUITED_BATCH if rows > _MANY_ROWS else 0) if self.batch is None else self.batch

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes of the hidden layers.

        Raises:
            SpreadsheetError: they cannot be read.
        """
        try:
            return layer_sizes(self.hidden)
        except ArgumentTypeError:
            raise SpreadsheetError("hidden layers are sizes such as 50, 32; 0 for none") from None

    @property
    def learning_rate(self) -> float:
        """The learning rate.

        Raises:
            SpreadsheetError: it is no number above 0.
        """
        try:
            rate = parse_number(self.rate)
        except ValueError as problem:
            raise SpreadsheetError(str(problem), "learning rate") from problem
        if rate <= 0:
            raise SpreadsheetError("the learning rate has to be above 0")
        return rate

    def learning(self, prepared: Prepared) -> Learning:
        """How to learn these numbers.

        Raises:
            SpreadsheetError: the sizes of the hidden layers or the rate cannot be read.
        """
        rows = prepared.rows.size
        return Learning(
            hidden=self.sizes,
            activation=self.activation,
            loss=self.loss,
            optimizer=self.optimizer,
            learning_rate=self.learning_rate,
            batch_size=self.batch_of(rows),
            validation=self.aside_of(rows) / 100,
            input_scale=self.input_scale,
            target_scale=self.scale_of_targets(prepared),
            seed=self.seed,
        )

    def scale_of_targets(self, prepared: Prepared) -> Scale:
        """How these targets are scaled: classes never are."""
        loss = self.loss or usual_loss(prepared)
        if self.target_scale is None or not scalable(prepared):
            return suited_target_scale(prepared, loss)
        return self.target_scale


USUAL = LearningChoices()


def scalable(prepared: Prepared) -> bool:
    """Whether the targets may be scaled: they are no classes."""
    return not prepared.classes
