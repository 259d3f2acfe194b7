"""Whether a guess is right, and what is wrong with it.

A guess may be a number, or the factors of a slope: "3 × 44 × 1".
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from core.explanation.hiding import Hiding, Topic
from core.explanation.quantities import Quantities
from core.explanation.terms import Equation
from core.nn.expressions import Expression, Operator, Term
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind
from core.slips.slip import Slip, fits
from core.slips.slips import slip_behind


class Verdict(Struct, frozen=True):
    """What came of a guess.

    Attributes:
        right: whether it is the number.
        hint: what does not fit, as far as it can be told; of a slip, what its number is right for.
        slip: the slip that leads to the number that was guessed.
    """

    right: bool
    hint: str = ""
    slip: Slip | None = None


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
    if fits(product, value):
        return Verdict(True)
    factors = _factors(made_of)
    if len(guess) > 1 and len(guess) == len(factors):
        wrong = [
            factor
            for factor, tried in zip(factors, guess, strict=True)
            if not fits(tried, factor.value)
        ]
        if wrong:
            return Verdict(False, f"{_listed(wrong)} {'does' if len(wrong) == 1 else 'do'} not fit")
    return _near_miss(numbers, equation, product)


def _factors(made_of: Expression) -> list[Term]:
    if isinstance(made_of, Term) or made_of.operator is not Operator.PRODUCT:
        return []
    return [part for part in made_of.parts if isinstance(part, Term)]


def _near_miss(numbers: Quantities, equation: Equation, guess: float) -> Verdict:
    """The slip that leads to this number, if a known one does."""
    slip = slip_behind(numbers.experiment, equation.quantity, guess)
    if slip is not None:
        return Verdict(False, slip.words, slip)
    value = equation.result.value
    signed = value and fits(guess, -value)
    return Verdict(False, "the size is right, the sign is not" if signed else "that is not it")


def _name(factor: Term) -> str:
    return f"the {factor.caption}" if factor.caption else "a factor"


def _listed(factors: Sequence[Term]) -> str:
    return " and ".join(map(_name, factors))
