"""A loss: how the errors of all rows and outputs become one number; lower is better.

An error is predicted − actual. Each output of each row has a share of its own in the loss, and the
loss is the mean or the sum of the shares.
"""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from core.nn.activation import Activation
from core.nn.arrays import Array
from core.nn.expressions import Expression, Term
from core.text.numbers import counted


class Outputs(NamedTuple):
    """What a loss may be computed from, each of shape (outputs, …, rows)."""

    sums: Array
    predictions: Array
    errors: Array
    targets: Array


class Leaves(NamedTuple):
    """The numbers of one output and row that the arithmetic of a loss is put together from.

    `total` is the sum of the row's targets, over all outputs.
    """

    predicted: Term
    target: Term
    error: Term
    total: Term


class Loss(Struct, frozen=True):
    """How errors become one number.

    Attributes:
        key: how files and the command line name it.
        name: how the window names it, in short.
        title: what it is, in a phrase.
        formula: how it is computed, as a text.
        share_name: the share of an output as a formula: "error²".
        share_words: the same in words: "squared error".
        share: computes what each output adds; writes into its last argument.
        slope: computes the derivative of the share, with respect to the prediction or, for a loss
            of probabilities, to the sum z; writes into its last argument.
        share_terms: the arithmetic of a share, put together from the leaves handed in.
        slope_terms: the arithmetic of a slope.
        share_code: a share in NumPy, of `error`, `target`, `z` and the prediction `p`, outputs
            along the last axis; the last line is what comes out.
        slope_code: a slope likewise.
        torch_code: the whole loss in PyTorch, of `target` and `p` or, for one of probabilities,
            `z`, where it is not `share_code` with `torch` in the place of `np`.
        keras_code: what the mean or the sum is taken of in Keras 3, of the same names, where it is
            not `share_code` with `ops` in the place of `np`.
        averages: whether it is a mean over rows and outputs; else a sum.
        by_row: whether the shares of a row add up, and the mean is over the rows.
        corners: the errors where the slope jumps; there it is taken as 0.
        power: where a share is factor × |error| to a power, the power, else 0.
        factor: the factor then.
        output_activation: of a loss of probabilities, the activation that makes them.
    """

    key: str
    name: str
    title: str
    formula: str
    share_name: str
    share_words: str
    share: Callable[[Outputs, Array], object]
    slope: Callable[[Outputs, Array], object]
    share_terms: Callable[[Leaves], Expression]
    slope_terms: Callable[[Leaves], Expression]
    share_code: str
    slope_code: str
    averages: bool = True
    by_row: bool = False
    corners: tuple[float, ...] = ()
    power: int = 0
    factor: float = 1.0
    output_activation: Activation | None = None
    torch_code: str = ""
    keras_code: str = ""

    @property
    def is_from_logits(self) -> bool:
        """Whether it is one of probabilities, computed from the sums that they are made of."""
        return self.output_activation is not None

    @property
    def square_share(self) -> float:
        """Where the share is a multiple of error², the factor, else 0."""
        return self.factor if self.power == 2 else 0.0

    def divisor(self, rows: int, outputs: int) -> int:
        """What the sum of all shares is divided by."""
        if not self.averages:
            return 1
        return rows if self.by_row else rows * outputs

    def fits(self, activation: Activation) -> bool:
        """Whether the loss can be one of predictions with this activation."""
        if self.output_activation is not None:
            return activation is self.output_activation
        return not activation.is_joint

    def reduction(self, rows: int, outputs: int) -> str:
        """How the shares become the loss, as a phrase: "mean over 4 rows × 2 outputs"."""
        over = counted(rows, "row")
        if outputs > 1 and not self.by_row:
            over += f" × {outputs} outputs"
        return f"{'mean' if self.averages else 'sum'} over {over}"
