"""Equations of the errors and the loss: error, share, loss, and its slope at a prediction.

Each loss's formula is written out as its entry in `core.nn.losses` puts it together.
"""

from collections.abc import Callable

import numpy as np

from core.explanation.quantities import Quantities
from core.explanation.terms import Equation, RowTable, shortened
from core.nn.arrays import Array, read_only
from core.nn.expressions import (
    Expression,
    Term,
    added,
    divided,
    multiplied,
    squared,
    subtracted,
)
from core.nn.loss import Leaves
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind, node_value


def error_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """Error = predicted − actual = 16 − 5 = 11."""
    predicted, target = node_value(node, row), Quantity(QuantityKind.TARGET, node=node, row=row)
    left = Term(numbers.value(predicted), predicted, "predicted")
    right = Term(numbers.value(target), target, "actual")
    return _to(
        numbers, "error", Quantity(QuantityKind.ERROR, node=node, row=row), subtracted(left, right)
    )


def own_error_equations(numbers: Quantities, node: NodePlace, row: int) -> tuple[Equation, ...]:
    """The error in the target's own units = 0.26 × 4.8 = 1.25; none where nothing is scaled."""
    scaling = numbers.experiment.dataset.target_scaling
    if not scaling.is_on:
        return ()
    quantity = Quantity(QuantityKind.ERROR, node=node, row=row)
    error = _leaves(numbers, node, row, captioned=True).error
    factor = Term(scaling.factors[node.node])
    result = Term(error.value * factor.value, quantity)
    return (Equation("error in own units", quantity, (multiplied(error, factor), result)),)


def share_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """What the error adds before the mean or sum is taken: squared error = 11² = 121."""
    loss = numbers.experiment.loss
    quantity = Quantity(QuantityKind.SHARE, node=node, row=row)
    return _to(numbers, loss.share_words, quantity, loss.share_terms(_leaves(numbers, node, row)))


def loss_slope_equation(numbers: Quantities, node: NodePlace, row: int) -> Equation:
    """The slope of the row's loss along its prediction = 2 × 11 = 22.

    Along the sum that a probability is made of it is probability − target.
    """
    loss, outputs = numbers.experiment.loss, numbers.network.sizes[-1]
    quantity = Quantity(QuantityKind.LOSS_SLOPE, node=node, row=row)
    slope = loss.slope_terms(_leaves(numbers, node, row, captioned=True))
    parts = loss.divisor(1, outputs)
    if parts > 1:
        slope = divided(slope, Term(float(parts), caption="outputs"))
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
        return Quantity(QuantityKind.SHARE, node=NodePlace(last, output), row=row)

    parts, divisor = shares.T, loss.divisor(numbers.rows, outputs)
    costs = penalty_terms(numbers)
    return average_equation(numbers, Equation("loss", LOSS, ()), parts, share, divisor, costs)


def penalty_terms(numbers: Quantities) -> Expression | None:
    """λ/2 × Σ weight², what the weights cost; None where they cost nothing."""
    penalty = numbers.experiment.l2_penalty
    if not penalty:
        return None
    weights = numbers.network.parameters[numbers.network.is_weight].tolist()
    squares = added(
        *shortened(
            [weight**2 for weight in weights],
            lambda at: squared(_weight_term(numbers, weights, at)),
        )
    )
    return multiplied(divided(Term(penalty, caption="λ"), Term(2.0)), squares)


def _weight_term(numbers: Quantities, weights: list[float], at: int) -> Term:
    parameter = int(np.flatnonzero(numbers.network.is_weight)[at])
    return Term(weights[at], Quantity(QuantityKind.WEIGHT, parameter=parameter))


def average_equation(
    numbers: Quantities,
    unsolved: Equation,
    parts: Array,
    part: Callable[[int], Quantity],
    divisor: int,
    costs: Expression | None = None,
) -> Equation:
    """The mean of the parts, or their sum where the loss is a sum.

    Args:
        numbers: of the experiment.
        unsolved: what is to be explained, without steps.
        parts: the numbers that are averaged, of any shape.
        part: what each of them is, in their order.
        divisor: what their sum is divided by; 1 where the loss is a sum.
        costs: what the penalty adds.
    """
    values = parts.ravel()
    if values.size == 1 and costs is None:
        result = Term(numbers.value(unsolved.quantity), unsolved.quantity)
        only = "of the only row" if numbers.rows == 1 else "of one row"
        return Equation(f"{unsolved.name} {only}", unsolved.quantity, (result,))
    made_of = added(*shortened(values, lambda at: Term(float(values[at]), part(at))))
    if divisor > 1:
        made_of = divided(made_of, Term(float(divisor)))
    if costs is not None:
        made_of = added(made_of, costs)
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
    kinds = (QuantityKind.ACTIVATION, QuantityKind.TARGET, QuantityKind.ERROR, QuantityKind.SHARE)
    return RowTable(
        columns=("prediction", "target", "error", numbers.experiment.loss.share_name),
        quantities=tuple(Quantity(kind, node=node) for kind in kinds),
        values=read_only(np.column_stack(columns)),
        notes=("",) * numbers.rows,
    )


def _leaves(numbers: Quantities, node: NodePlace, row: int, *, captioned: bool = False) -> Leaves:
    """What the arithmetic of a loss is put together from, for one prediction of one row."""

    def term(quantity: Quantity, caption: str) -> Term:
        return Term(numbers.value(quantity), quantity, caption if captioned else "")

    total = float(sum(column[row] for column in numbers.experiment.dataset.targets))
    return Leaves(
        predicted=term(node_value(node, row), "probability"),
        target=term(Quantity(QuantityKind.TARGET, node=node, row=row), "target"),
        error=term(Quantity(QuantityKind.ERROR, node=node, row=row), "error"),
        total=Term(total, caption="sum of targets"),
    )


def _to(numbers: Quantities, name: str, quantity: Quantity, made_of: Expression) -> Equation:
    return Equation(name, quantity, (made_of, Term(numbers.value(quantity), quantity)))
