"""How many digits it takes to tell what a sum or a product comes to."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.explanation.quantities import Quantities
from core.explanation.terms import Equation
from core.explanation.whole_explanations import about_node
from core.nn.expressions import Expression, Term, multiplied, squared, subtracted
from core.nn.network import NodePlace
from core.text.numbers import MINUS
from core.training.evaluation import evaluate
from gui.formatting.equations import EquationWriter, plain, telling_digits
from gui.formatting.numbers import number, precise
from tests.core.builders import build_experiment

Combine = Callable[[Fraction, Fraction], Fraction]
NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False)


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (-9.225e-9, "error ≈ 4.99999999077 predicted − 5 actual ≈ −9.225e−9"),
        (1e-4, "error = 5.0001 predicted − 5 actual ≈ 1e−4"),
        (1.2345e-3, "error ≈ 5.00123 predicted − 5 actual ≈ 0.0012345"),
        (0.0, "error = 5 predicted − 5 actual = 0"),
    ],
)
def test_a_difference_is_told_with_the_digits_that_make_it_true(offset: float, said: str) -> None:
    experiment = build_experiment([[[5 + offset]]], ["identity"], [[1]], [5])  # ŷ = w·x, x = 1
    about = about_node(Quantities(experiment, evaluate(experiment)), NodePlace(0, 0), 0)
    written = [plain(EquationWriter().write(x)) for x in about.lines if isinstance(x, Equation)]
    assert said in written


def told(value: float, digits: int) -> Fraction:
    """What is written, to the last digit."""
    text = precise(value, digits) if digits else number(value)
    return Fraction(text.replace(MINUS, "-"))


def is_true(made: Fraction, result: Fraction) -> bool:
    return not result or abs(made - result) <= abs(result) / 100


@given(NUMBERS, st.integers(-16, 3), st.floats(1, 10))
def test_the_digits_are_the_first_that_come_true_in_fractions(
    one: float, power: int, size: float
) -> None:
    other = one - size * 10.0**power
    difference, product = one - other, one * other
    cases: tuple[tuple[Expression, float, Combine], ...] = (
        (subtracted(Term(one), Term(other)), difference, lambda a, b: a - b),
        (multiplied(Term(one), Term(other)), product, lambda a, b: a * b),
        (squared(Term(one)), one * one, lambda a, _: a * a),
    )
    for made, result, combined in cases:
        wanted = (
            digits
            for digits in (0, 6, 8, 10, 12, 14, 17)
            if is_true(combined(told(one, digits), told(other, digits)), told(result, 0))
        )
        assert telling_digits((made, Term(result))) == next(wanted, 0)
