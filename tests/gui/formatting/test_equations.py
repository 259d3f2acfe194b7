"""What explanations say is true of the numbers that they show."""

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.explanation.quantities import Quantities
from core.explanation.terms import Equation, Remark
from core.explanation.whole_explanations import about_node, about_weight
from core.nn.activations import ACTIVATIONS, SOFTMAX
from core.nn.expressions import (
    Expression,
    Operator,
    Term,
    absolute,
    added,
    divided,
    log_cosh,
    minus_logarithm,
    multiplied,
    powered,
    sign_of,
    square_root,
    squared,
    subtracted,
)
from core.nn.losses import LOSSES
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from core.nn.network import INPUT_LAYER, Layer, NodePlace, assemble
from core.nn.quantity import LOSS
from core.text.numbers import MINUS
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.formatting.equations import EquationWriter, plain
from gui.formatting.numerals import Numerals, show
from tests.core import by_hand
from tests.core.builders import bank, build_experiment, sized_experiment

Interval = tuple[float, float]
PREDICTION = NodePlace(1, 0)


def equations(experiment: Experiment) -> list[Equation]:
    """Every equation about every node and weight, for every row."""
    numbers = Quantities(experiment, evaluate(experiment))
    network = experiment.network
    nodes = [
        NodePlace(layer, node)
        for layer, size in enumerate(network.sizes, start=INPUT_LAYER)
        for node in range(size)
    ]
    abouts = [
        about
        for row in range(numbers.rows)
        for about in (
            *(about_node(numbers, node, row) for node in nodes),
            *(about_weight(numbers, index, row) for index in range(network.parameters.size)),
        )
    ]
    return [line for about in abouts for line in about.lines if isinstance(line, Equation)]


def lines(experiment: Experiment, *, node: NodePlace | None = None, weight: int = 0) -> list[str]:
    numbers = Quantities(experiment, evaluate(experiment))
    about = about_node(numbers, node, 0) if node else about_weight(numbers, weight, 0)
    writer = EquationWriter()
    return [
        line.text if isinstance(line, Remark) else plain(writer.write(line)) for line in about.lines
    ]


def test_the_banks_prediction_in_the_words_of_the_course() -> None:
    assert lines(bank(), node=NodePlace(0, 0)) == [
        "hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8",
        "loss slope at hidden 1 = 2 weight × 22 loss slope at prediction × 1 identity slope = 44",
    ]
    assert lines(bank(), node=PREDICTION) == [
        "prediction = 8 × 2 + 0 × 2 = 16",
        "error = 16 predicted − 5 actual = 11",
        "squared error = 11² = 121",
        "loss slope at prediction = 2 × 11 error = 22",
    ]


def test_the_banks_first_weight() -> None:
    assert lines(bank()) == [
        "more of it means more loss, so descent will lower it",
        "slope = 3 input value × 44 loss slope at hidden 1 × 1 ReLU slope = 132",
        "new weight = 2 − 0.01 learning rate × 132 slope = 0.68",
    ]


def test_several_rows_give_the_mean_of_the_products() -> None:
    experiment = build_experiment(
        [[[1.0]], [[1.0]]], ["relu", "identity"], [[-1], [2], [-3], [4]], [0, -1, 0, -1]
    )
    assert lines(experiment)[1:3] == [
        "slope on row 1 = −1 input value × 0 loss slope at hidden 1 × 0 ReLU slope = 0",
        "slope = (0 + 12 + 0 + 40) / 4 = 13",
    ]


def test_a_long_sum_says_what_the_rest_of_it_comes_to() -> None:
    experiment = build_experiment([[[1.0] * 9]], ["identity"], [[1] * 9], [0])
    assert lines(experiment, node=NodePlace(0, 0))[0] == (
        "prediction = 1 × 1 + 1 × 1 + 1 × 1 + 1 × 1 + 1 × 1 + 4 from 4 more = 9"
    )


def test_fractions_and_full_precision_on_demand() -> None:
    experiment = build_experiment([[[1 / 3]]], ["identity"], [[0.1]], [0])
    numbers = Quantities(experiment, evaluate(experiment))
    value = next(
        line for line in about_node(numbers, NodePlace(0, 0), 0).lines if isinstance(line, Equation)
    )
    assert plain(EquationWriter(Numerals.SHORT).write(value)) == (
        "prediction ≈ 0.1 × 0.3333 ≈ 0.03333"
    )
    assert plain(EquationWriter(Numerals.FRACTIONS).write(value)) == (
        "prediction = 1/10 × (1/3) = 1/30"
    )
    assert plain(EquationWriter(Numerals.FULL).write(value)) == (
        "prediction = 0.1 × 0.3333333333333333 = 0.03333333333333333"
    )


def test_classes_in_words() -> None:
    layers = [Layer(("cat", "dog"), SOFTMAX)]
    network = assemble(["x"], layers, [[[0.0], [0.0]]])
    experiment = Experiment(
        network, from_rows([[1]], [[1, 0]]), CROSS_ENTROPY, GradientDescent(0.1)
    )
    assert lines(experiment, node=NodePlace(0, 0)) == [
        "cat = softmax(1 × 0) ≈ e^(0) / (e^(0) + e^(0)) = 0.5",
        "error = 0.5 predicted − 1 actual = −0.5",
        "cross-entropy = −ln(0.5) ≈ 0.6931",
        "loss of the only row ≈ 0.6931",
        "loss slope at cat = 0.5 probability − 1 target = −0.5",
    ]
    assert lines(experiment)[1] == (
        "slope = 1 input value × (−0.5) loss slope at cat × 1 softmax is in it already = −0.5"
    )


@pytest.mark.parametrize(("weight", "sign"), [(0.0, "="), (1.0, "≈"), (400.0, "≈")])
def test_a_curved_function_is_exact_only_where_it_is_a_fraction(weight: float, sign: str) -> None:
    """Tanh 400 is 1 as far as float64 can tell, but not in truth."""
    experiment = build_experiment([[[weight]]], ["tanh"], [[1]], [0])
    assert f") {sign} " in lines(experiment, node=NodePlace(0, 0))[0]


@given(
    st.sampled_from([(2, 2, 1), (1, 3, 2), (3, 1)]),
    st.integers(1, 8),
    st.sampled_from(sorted(ACTIVATIONS)),
    st.sampled_from(sorted(LOSSES)),
    st.integers(0, 1000),
)
def test_what_is_shown_follows_from_what_is_shown(
    sizes: tuple[int, ...], rows: int, activation: str, loss: str, seed: int
) -> None:
    experiment = sized_experiment(sizes, rows, ACTIVATIONS[activation], LOSSES[loss], seed=seed)
    for equation in equations(experiment):
        text = plain(EquationWriter().write(equation))
        for before, after in pairwise(equation.steps):
            made, found = allowed(before), allowed(after)
            assert made[0] <= found[1], text
            assert found[0] <= made[1], text


@given(st.floats(-1e300, 1e300))
def test_a_shown_number_says_itself_or_says_that_it_does_not(value: float) -> None:
    for numerals in Numerals:
        shown = show(value, numerals)
        assert shown.value is not None
        if shown.exact:
            assert float(shown.value) == pytest.approx(value, rel=1e-11, abs=0)
        else:
            assert float(shown.value) != value


# What a reader may conclude: a shown number stands for all that would be shown so.


def allowed(expression: Expression) -> Interval:
    """Between which numbers the result lies, whatever the shown numbers stand for."""
    if isinstance(expression, Term):
        return _stands_for(expression.value)
    parts = [allowed(part) for part in expression.parts]
    if expression.operator is Operator.ACTIVATION:
        if expression.activation is SOFTMAX:
            return 0.0, 1.0
        return _over(by_hand.ACTIVATIONS[expression.activation.key], parts[0])
    low, high = COMBINED[expression.operator](parts)
    room = 1e-9 * max(abs(low), abs(high)) + 1e-300
    return low - room, high + room


def _stands_for(value: float) -> Interval:
    shown = show(value, Numerals.SHORT)
    assert shown.value is not None
    here = float(shown.value)
    if shown.exact:
        return here - 1e-11 * abs(here), here + 1e-11 * abs(here)
    if here == 0:
        return -1e-300, 1e-300
    digits = 4 if abs(here) >= 1e6 else max(4, len(str(int(abs(here)))))
    half = 0.5 * 10.0 ** (math.floor(math.log10(abs(here))) - digits + 1)
    return here - half, here + half


def _over(function: Callable[[float], float], interval: Interval) -> Interval:
    """The values of a function over a short interval; GELU alone has a valley."""
    low, high = interval
    points = [low + (high - low) * at / 64 for at in range(65)]
    values = [function(point) for point in points]
    room = 1e-9 * max(map(abs, values)) + 1e-12
    return min(values) - room, max(values) + room


def _products(parts: list[Interval]) -> Interval:
    found = (1.0, 1.0)
    for low, high in parts:
        ends = [a * b for a in found for b in (low, high)]
        found = (min(ends), max(ends))
    return found


def _square(parts: list[Interval]) -> Interval:
    low, high = parts[0]
    return (0.0 if low <= 0 <= high else min(low * low, high * high), max(low * low, high * high))


def _absolute(parts: list[Interval]) -> Interval:
    low, high = parts[0]
    return (0.0 if low <= 0 <= high else min(abs(low), abs(high)), max(abs(low), abs(high)))


COMBINED: dict[Operator, Callable[[list[Interval]], Interval]] = {
    Operator.SUM: lambda parts: (sum(low for low, _ in parts), sum(high for _, high in parts)),
    Operator.PRODUCT: _products,
    Operator.DIFFERENCE: lambda parts: (parts[0][0] - parts[1][1], parts[0][1] - parts[1][0]),
    Operator.QUOTIENT: lambda parts: _products([parts[0], (1 / parts[1][1], 1 / parts[1][0])]),
    Operator.SQUARE: _square,
    Operator.ABSOLUTE: _absolute,
    Operator.SIGN: lambda parts: (math.copysign(1, parts[0][0]), math.copysign(1, parts[0][1])),
    Operator.EXPONENTIAL: lambda parts: (math.exp(parts[0][0]), math.exp(parts[0][1])),
    Operator.MINUS_LOGARITHM: lambda parts: (_surprise(parts[0][1]), _surprise(parts[0][0])),
    Operator.SQUARE_ROOT: lambda parts: _over(lambda part: math.sqrt(max(part, 0)), parts[0]),
    Operator.POWER: lambda parts: _over(lambda part: part ** parts[1][0], parts[0]),
    Operator.LOG_COSH: lambda parts: _over(lambda part: math.log(math.cosh(part)), parts[0]),
}


def _surprise(probability: float) -> float:
    return -math.log(probability) if probability > 0 else math.inf


@pytest.mark.parametrize(
    ("arithmetic", "value", "said"),
    [
        (multiplied(subtracted(Term(1), Term(0.25)), Term(2)), 1.5, "(1 − 0.25) × 2 = 1.5"),
        (divided(sign_of(Term(-3)), Term(2)), -0.5, "(sign of −3) / 2 = −0.5"),
        (squared(multiplied(Term(2), Term(3))), 36, "(2 × 3)² = 36"),
        (squared(minus_logarithm(Term(1))), 0, f"({MINUS}ln(1))² = 0"),
        (divided(Term(6), multiplied(Term(2), Term(3))), 1, "6 / (2 × 3) = 1"),
        (subtracted(Term(6), added(Term(2), Term(3))), 1, "6 − (2 + 3) = 1"),
        (squared(absolute(Term(-3))), 9, "|−3|² = 9"),
        (sign_of(subtracted(Term(2), Term(3))), -1, "sign of (2 − 3) = −1"),
        (square_root(added(Term(1), Term(3))), 2, "√(1 + 3) = 2"),
        (divided(Term(3), added(square_root(Term(4)), Term(1))), 1, "3 / (√4 + 1) = 1"),
        (
            divided(Term(3), subtracted(Term(1), powered(Term(0.5), Term(2)))),
            4,
            "3 / (1 − ½^2) = 4",
        ),
        (log_cosh(Term(0)), 0, "ln cosh(0) = 0"),
        (multiplied(Term(0), minus_logarithm(Term(0.25))), 0, f"0 × {MINUS}ln(0.25) = 0"),
    ],
)
def test_parentheses_keep_together_what_is_computed_first(
    arithmetic: Expression, value: float, said: str
) -> None:
    equation = Equation("y", LOSS, (arithmetic, Term(value)))
    assert plain(EquationWriter().write(equation)) == f"y = {said}"


def test_a_target_between_two_classes_weighs_both_surprises() -> None:
    experiment = build_experiment([[[0.0]]], ["sigmoid"], [[1]], [0.25])
    experiment = replace(experiment, loss=LOG_LOSS)
    assert lines(experiment, node=NodePlace(0, 0))[2] == (
        "log loss = 0.25 × −ln(0.5) + (1 − 0.25) × −ln(1 − 0.5) ≈ 0.6931"
    )
