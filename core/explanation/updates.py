"""Equations of the update: how the optimizer makes a new weight of the slope."""

from core.explanation.quantities import Quantities
from core.explanation.terms import Equation
from core.nn.expressions import Term, divided, multiplied
from core.nn.quantity import SLOPE_NORM, Quantity, QuantityKind


def update_equations(numbers: Quantities, parameter: int) -> tuple[Equation, ...]:
    """What is worked out on the way, and the new weight.

    Velocity = 0.9 × 20 + 132 = 150, and new weight = 2 − 0.01 × 150 = 0.5.
    """
    clipped = (_clipped_slope_equation(numbers, parameter),) if numbers.is_clipped else ()
    workings = tuple(
        Equation(working.name, working.quantity, (working.made_of, working.term))
        for working in numbers.arithmetic(parameter).workings
    )
    return (*clipped, *workings, update_equation(numbers, parameter))


def update_equation(numbers: Quantities, parameter: int) -> Equation:
    """New weight = 2 − 0.01 × 132 = 0.68."""
    new = Quantity(QuantityKind.NEW_WEIGHT, parameter=parameter)
    is_bias = numbers.source(parameter) is None
    name = "new bias" if is_bias else "new weight"
    made_of = numbers.arithmetic(parameter).new_weight
    return Equation(name, new, (made_of, Term(numbers.value(new), new)))


def _clipped_slope_equation(numbers: Quantities, parameter: int) -> Equation:
    """Clipped slope = 132 × 1 / 187 = 0.706: the slope, made smaller as all others are."""
    slope = Quantity(QuantityKind.SLOPE, parameter=parameter)
    clipped = Quantity(QuantityKind.CLIPPED_SLOPE, parameter=parameter)
    made_of = divided(
        multiplied(
            Term(numbers.value(slope), slope, "slope"),
            Term(numbers.experiment.max_norm, caption="largest norm"),
        ),
        Term(numbers.value(SLOPE_NORM), SLOPE_NORM, "norm of the slopes"),
    )
    return Equation(clipped.kind.value, clipped, (made_of, Term(numbers.value(clipped), clipped)))
