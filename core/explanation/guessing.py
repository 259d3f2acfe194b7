"""Whether a guess is right, and what is wrong with it.

A guess may be a number, or the factors of a slope: "3 × 44 × 1".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.explanation.hiding import Hiding, Topic
from core.explanation.quantities import Quantities
from core.explanation.terms import Equation
from core.nn.expressions import Expression, Operator, Term
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind

_TOLERANCE = 0.005  # of the number: three digits, rounded, are right


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a guess; `hint` says what does not fit, as far as it can be told."""

    right: bool
    hint: str = ""


def fits(guess: float, value: float) -> bool:
    """Whether a guess is the number, give or take what rounding to three digits does."""
    return math.isclose(guess, value, rel_tol=_TOLERANCE, abs_tol=1e-12)


def to_find(numbers: Quantities, hiding: Hiding, row: int) -> tuple[Quantity, ...]:
    """What of a row there is to find out: values of nodes, errors, shares of the loss and the loss.

    Slopes are counted only where they are hidden for their own sake.
    """
    network, last = numbers.network, len(numbers.network.layers) - 1
    nodes = [NodePlace(at, k) for at, layer in enumerate(network.layers) for k in range(layer.size)]
    ends = [node for node in nodes if node.layer == last]
    several = numbers.is_put_together or len(ends) > 1
    slopes = range(network.parameters.size if Topic.SLOPES in hiding.hidden else 0)
    every = [
        *(Quantity(QuantityKind.ACTIVATION, node=node, row=row) for node in nodes),
        *(Quantity(QuantityKind.ERROR, node=node, row=row) for node in ends),
        *(Quantity(QuantityKind.SHARE, node=node, row=row) for node in ends if several),
        LOSS,
    ]
    hidden = [quantity for quantity in every if not hiding.shows_kind(quantity.kind)]
    return (*hidden, *(Quantity(QuantityKind.SLOPE, parameter=at) for at in slopes))


def judge(numbers: Quantities, equation: Equation, guess: Sequence[float]) -> Verdict:
    """Compare a guess with what an equation gives.

    Args:
        numbers: of the experiment the equation is about.
        equation: what is guessed.
        guess: one number, or factors that are to be multiplied.
    """
    made_of, value = equation.steps[0], equation.result.value
    product = math.prod(guess)
    factors = _factors(made_of)
    if len(guess) > 1 and len(guess) == len(factors):
        wrong = [
            factor
            for factor, tried in zip(factors, guess, strict=True)
            if not fits(tried, factor.value)
        ]
        if wrong and not _same_numbers(guess, factors):
            return Verdict(False, f"{_listed(wrong)} {'does' if len(wrong) == 1 else 'do'} not fit")
    if fits(product, value):
        return Verdict(True)
    return Verdict(False, _near_miss(numbers, equation, factors, product))


def _factors(made_of: Expression) -> list[Term]:
    if isinstance(made_of, Term) or made_of.operator is not Operator.PRODUCT:
        return []
    return [part for part in made_of.parts if isinstance(part, Term)]


def _same_numbers(guess: Sequence[float], factors: Sequence[Term]) -> bool:
    """Whether the factors are right in another order."""
    ordered = zip(sorted(guess), sorted(factor.value for factor in factors), strict=True)
    return all(fits(tried, value) for tried, value in ordered)


def _near_miss(
    numbers: Quantities, equation: Equation, factors: Sequence[Term], guess: float
) -> str:
    """What mistake leads to this number, if a common one does."""
    value = equation.result.value
    if value and fits(guess, -value):
        return "the size is right, the sign is not"
    for factor in factors:
        if factor.value not in (0, 1) and fits(guess * factor.value, value):
            return f"{_name(factor)} is missing"
    for factor in factors:
        confused = _confused(numbers, equation, factor, guess)
        if confused:
            return confused
    return _missed_reduction(numbers, equation.quantity, guess)


def _confused(numbers: Quantities, equation: Equation, factor: Term, guess: float) -> str:
    """Whether the guess has the error, or a sum, where a slope belongs."""
    quantity = factor.quantity
    if quantity is None or not factor.value:
        return ""
    others = {
        QuantityKind.LOSS_SLOPE: (
            (QuantityKind.ERROR, "the error"),
            (QuantityKind.ACTIVATION, "the node's value"),
        ),
        QuantityKind.ACTIVATION_SLOPE: (
            (QuantityKind.ACTIVATION, "the node's value"),
            (QuantityKind.PREACTIVATION, "the node's sum"),
        ),
    }.get(quantity.kind, ())
    last = len(numbers.network.layers) - 1
    for kind, words in others:
        if kind is QuantityKind.ERROR and quantity.node.layer != last:
            continue
        other = numbers.value(Quantity(kind, node=quantity.node, row=quantity.row))
        if fits(guess, equation.result.value / factor.value * other):
            return f"{_name(factor)} does not fit: {words} stands in its place"
    return ""


def _missed_reduction(numbers: Quantities, quantity: Quantity, guess: float) -> str:
    """Whether a sum was taken where a mean belongs."""
    value = numbers.value(quantity)
    outputs = numbers.network.sizes[-1] if quantity.kind is QuantityKind.LOSS else 1
    count = numbers.experiment.loss.divisor(numbers.rows, outputs)
    shared = quantity.kind in (QuantityKind.LOSS, QuantityKind.SLOPE)
    if shared and numbers.experiment.loss.averages and fits(guess, value * count) and count > 1:
        return f"that is the sum; the loss is a mean, so divide by {count}"
    return "that is not it"


def _name(factor: Term) -> str:
    return f"the {factor.caption}" if factor.caption else "a factor"


def _listed(factors: Sequence[Term]) -> str:
    return " and ".join(map(_name, factors))
