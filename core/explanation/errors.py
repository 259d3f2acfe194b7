"""How a row's error enters the loss, and how the loss leans on a prediction.

Each loss's formula is written out as it stands in `core.losses`, with the numbers in.
"""

from collections.abc import Callable

import numpy as np

from core.explanation.quantities import Quantities
from core.explanation.terms import Equation, RowTable, shortened
from core.nn.arrays import Array, read_only
from core.nn.expressions import (
    Expression,
    Term,
    absolute,
    added,
    divided,
    minus_logarithm,
    multiplied,
    sign_of,
    squared,
    subtracted,
)
from core.nn.losses import (
    CROSS_ENTROPY,
    HALF_MEAN_SQUARED_ERROR,
    HUBER,
    LOG_LOSS,
    MEAN_ABSOLUTE_ERROR,
    MEAN_SQUARED_ERROR,
    SUM_OF_SQUARED_ERRORS,
)
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Kind, Quantity, node_value

_TWO, _ONE, _HALF = Term(2.0), Term(1.0), Term(0.5)
Formula = Callable[[Term], Expression]


def error_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """Error = predicted − actual = 16 − 5 = 11."""
    predicted, target = node_value(node, row), Quantity(Kind.TARGET, node=node, row=row)
    left = Term(numbers.value(predicted), predicted, "predicted")
    right = Term(numbers.value(target), target, "actual")
    return _to(numbers, "error", Quantity(Kind.ERROR, node=node, row=row), subtracted(left, right))


def own_error_equations(numbers: Quantities, node: NodePlace, row: int) -> tuple[Equation, ...]:
    """The error in the target's own units = 0.26 × 4.8 = 1.25; none where nothing is scaled."""
    scaling = numbers.experiment.dataset.target_scaling
    if not scaling.is_on:
        return ()
    quantity = Quantity(Kind.ERROR, node=node, row=row)
    error, factor = _error(numbers, node, row, "error"), Term(scaling.factors[node.node])
    result = Term(error.value * factor.value, quantity)
    return (Equation("error in own units", quantity, (multiplied(error, factor), result)),)


def share_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """What the error adds before the mean or sum is taken: squared error = 11² = 121."""
    quantity = Quantity(Kind.SHARE, node=node, row=row)
    key = numbers.experiment.loss.key
    if key in _SURPRISES:
        made_of = _SURPRISES[key](*_predicted_and_target(numbers, node, row))
    else:
        made_of = _SHARES[key](_error(numbers, node, row, ""))
    return _to(numbers, _SHARE_NAMES[key], quantity, made_of)


def loss_slope_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """The slope of the row's loss along its prediction = 2 × 11 = 22.

    Along the sum that a probability is made of it is probability − target.
    """
    quantity = Quantity(Kind.LOSS_SLOPE, node=node, row=row)
    if numbers.experiment.loss.of_sums is not None:
        slope = _probability_slope(numbers, node, row)
    else:
        error = _error(numbers, node, row, "error")
        slope = _SLOPES[numbers.experiment.loss.key](error)
    outputs = numbers.experiment.loss.divisor(1, numbers.network.sizes[-1])
    if outputs > 1:
        slope = divided(slope, Term(float(outputs), caption="outputs"))
    name = f"loss slope at {numbers.network.node_name(node)}"
    return _to(numbers, name, quantity, slope)


def loss_equation(numbers: Quantities) -> Equation:
    """How the shares of all rows and outputs become the loss: (1 + 4 + 9) / 3 = 4.67.

    Of classes a row has one share, that of its true class.
    """
    last, outputs = len(numbers.network.layers) - 1, numbers.network.sizes[-1]
    loss, shares = numbers.experiment.loss, numbers.evaluation.shares
    if loss.by_row:
        shares = shares.sum(axis=0, keepdims=True)
        targets = np.array(numbers.experiment.dataset.targets)

    def share(at: int) -> Quantity:
        row, output = divmod(at, outputs)
        if loss.by_row:
            row, output = at, int(targets[:, at].argmax())
        return Quantity(Kind.SHARE, node=NodePlace(last, output), row=row)

    shares = shares.T
    divisor = loss.divisor(numbers.rows, outputs)
    return average_equation(numbers, Equation("loss", LOSS, ()), shares, share, divisor)


def average_equation(
    numbers: Quantities,
    unsolved: Equation,
    parts: Array,
    part: Callable[[int], Quantity],
    divisor: int,
) -> Equation:
    """The mean of the parts, or their sum where the loss is a sum.

    Args:
        numbers: of the experiment.
        unsolved: what is to be explained, without steps.
        parts: the numbers that are averaged, of any shape.
        part: what each of them is, in their order.
        divisor: what their sum is divided by; 1 where the loss is a sum.
    """
    values: list[float] = parts.ravel().tolist()
    if len(values) == 1:
        result = Term(numbers.value(unsolved.quantity), unsolved.quantity)
        only = "of the only row" if numbers.rows == 1 else "of one row"
        return Equation(f"{unsolved.name} {only}", unsolved.quantity, (result,))
    made_of = added(*shortened(values, lambda at: Term(values[at], part(at))))
    if divisor > 1:
        made_of = divided(made_of, Term(float(divisor)))
    return _to(numbers, unsolved.name, unsolved.quantity, made_of)


def error_table(numbers: Quantities, node: NodePlace) -> RowTable:
    """Prediction, target, error and share of every row, for one output."""
    evaluation, output = numbers.evaluation, node.node
    columns = (
        evaluation.predictions[output],
        numbers.experiment.dataset.targets[output],
        evaluation.errors[output],
        evaluation.shares[output],
    )
    kinds = (Kind.ACTIVATION, Kind.TARGET, Kind.ERROR, Kind.SHARE)
    return RowTable(
        columns=("prediction", "target", "error", numbers.experiment.loss.share_name),
        quantities=tuple(Quantity(kind, node=node) for kind in kinds),
        values=read_only(list(zip(*columns, strict=True))),
        notes=("",) * numbers.rows,
    )


def _predicted_and_target(
    numbers: Quantities, node: NodePlace, row: int, captions: tuple[str, str] = ("", "")
) -> tuple[Term, Term]:
    quantities = node_value(node, row), Quantity(Kind.TARGET, node=node, row=row)
    predicted, target = (
        Term(numbers.value(quantity), quantity, caption)
        for quantity, caption in zip(quantities, captions, strict=True)
    )
    return predicted, target


def _probability_slope(numbers: Quantities, node: NodePlace, row: int) -> Expression:
    """Probability − target; the targets of a row that do not add up to 1 scale the first."""
    pair = _predicted_and_target(numbers, node, row, ("probability", "target"))
    probability: Expression = pair[0]
    dataset = numbers.experiment.dataset
    total = float(sum(column[row] for column in dataset.targets))
    if numbers.experiment.loss.by_row and total != 1:
        probability = multiplied(pair[0], Term(total, caption="sum of targets"))
    return subtracted(probability, pair[1])


def _log_loss(predicted: Term, target: Term) -> Expression:
    """−ln p for a target of 1, −ln(1 − p) for 0, and a part of each between."""
    yes, no = minus_logarithm(predicted), minus_logarithm(subtracted(_ONE, predicted))
    if target.value in (0.0, 1.0):
        return yes if target.value else no
    return added(multiplied(target, yes), multiplied(subtracted(_ONE, target), no))


def _cross_entropy(predicted: Term, target: Term) -> Expression:
    """−ln p of the row's class; nothing for the others."""
    surprise = minus_logarithm(predicted)
    return surprise if target.value == 1 else multiplied(target, surprise)


def _error(numbers: Quantities, node: NodePlace, row: int, caption: str) -> Term:
    quantity = Quantity(Kind.ERROR, node=node, row=row)
    return Term(numbers.value(quantity), quantity, caption)


def _to(numbers: Quantities, name: str, quantity: Quantity, made_of: Expression) -> Equation:
    return Equation(name, quantity, (made_of, Term(numbers.value(quantity), quantity)))


def _twice(error: Term) -> Expression:
    return multiplied(_TWO, error)


def _half_square(error: Term) -> Expression:
    return multiplied(_HALF, squared(error))


def _huber(error: Term) -> Expression:
    """½ e² up to an error of 1, |e| − ½ beyond."""
    return _half_square(error) if abs(error.value) <= 1 else subtracted(absolute(error), _HALF)


def _huber_slope(error: Term) -> Expression:
    """E up to an error of 1, its sign beyond."""
    return error if abs(error.value) <= 1 else sign_of(error)


_SHARES: dict[str, Formula] = {
    MEAN_SQUARED_ERROR.key: squared,
    HALF_MEAN_SQUARED_ERROR.key: _half_square,
    SUM_OF_SQUARED_ERRORS.key: squared,
    MEAN_ABSOLUTE_ERROR.key: absolute,
    HUBER.key: _huber,
}
_SHARE_NAMES = {
    MEAN_SQUARED_ERROR.key: "squared error",
    HALF_MEAN_SQUARED_ERROR.key: "half the squared error",
    SUM_OF_SQUARED_ERRORS.key: "squared error",
    MEAN_ABSOLUTE_ERROR.key: "absolute error",
    HUBER.key: "Huber",
    LOG_LOSS.key: "log loss",
    CROSS_ENTROPY.key: "cross-entropy",
}
_SURPRISES: dict[str, Callable[[Term, Term], Expression]] = {
    LOG_LOSS.key: _log_loss,
    CROSS_ENTROPY.key: _cross_entropy,
}
_SLOPES: dict[str, Formula] = {
    MEAN_SQUARED_ERROR.key: _twice,
    HALF_MEAN_SQUARED_ERROR.key: lambda error: error,
    SUM_OF_SQUARED_ERRORS.key: _twice,
    MEAN_ABSOLUTE_ERROR.key: sign_of,
    HUBER.key: _huber_slope,
}
