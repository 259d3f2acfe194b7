import pytest
from msgspec.structs import replace

from core.explanation.errors import loss_equation
from core.explanation.forward import value_equation
from core.explanation.guessing import Verdict, judge, to_find
from core.explanation.hiding import Hiding, Topic
from core.explanation.quantities import Quantities
from core.explanation.slopes import row_slope_equation, slope_equation
from core.nn.losses import LOSSES
from core.nn.network import NodePlace
from core.nn.quantity import QuantityKind
from core.slips.slip import fits
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import bank, build_experiment


def guess(experiment: Experiment, parameter: int, *tried: float) -> Verdict:
    numbers = Quantities(experiment, evaluate(experiment))
    return judge(numbers, row_slope_equation(numbers, parameter, 0), tried)


@pytest.mark.parametrize("tried", [(132,), (132.4,), (3, 44, 1), (44, 3, 1), (66, 2), (3, 2, 22)])
def test_a_right_guess_is_right_however_it_is_written(tried: tuple[float, ...]) -> None:
    assert guess(bank(), 0, *tried) == Verdict(True)


@pytest.mark.parametrize(
    ("tried", "hint"),
    [
        ((3, 22, 1), "the loss slope at hidden 1 does not fit"),
        ((2, 44, 0), "the input value and the ReLU slope do not fit"),
        ((17,), "that is not it"),
    ],
)
def test_a_wrong_guess_hears_what_does_not_fit(tried: tuple[float, ...], hint: str) -> None:
    assert guess(bank(), 0, *tried) == Verdict(False, hint)


def test_the_slip_behind_a_wrong_guess_is_named() -> None:
    verdict = guess(bank(), 0, 44)
    assert not verdict.right
    assert verdict.hint == "without the value that goes in"
    assert verdict.slip is not None


def test_a_sign_that_no_slip_explains_is_noticed() -> None:
    numbers = Quantities(bank(), evaluate(bank()))
    value = value_equation(numbers, NodePlace(0, 0), 0)
    assert judge(numbers, value, [-8]) == Verdict(False, "the size is right, the sign is not")


def test_a_sum_in_the_place_of_the_mean_is_noticed() -> None:
    experiment = build_experiment([[[2.0]]], ["identity"], [[1], [3]], [1, 2])
    numbers = Quantities(experiment, evaluate(experiment))
    verdict = judge(numbers, slope_equation(numbers, 0), [26])
    assert verdict.hint == "for the sum; a mean is divided by 2"
    assert judge(numbers, slope_equation(numbers, 0), [13]).right


@pytest.mark.parametrize(
    ("topics", "count"),
    [
        ({Topic.VALUES}, 3 + 1 + 1),  # three nodes, one error, the loss
        ({Topic.ERRORS}, 2),
        ({Topic.LOSS}, 1),
        ({Topic.SLOPES}, 6),
        ({Topic.VALUES, Topic.SLOPES}, 11),
        (set(), 0),
    ],
)
def test_what_there_is_to_find_of_the_only_row(topics: set[Topic], count: int) -> None:
    experiment = bank()
    numbers = Quantities(experiment, evaluate(experiment))
    assert len(to_find(numbers, Hiding(frozenset(topics)), 0)) == count


def test_of_several_rows_the_share_of_the_row_is_to_be_found_too() -> None:
    experiment = build_experiment([[[1]]], ["identity"], [[1], [2], [3]], [1, 2, 3])
    numbers = Quantities(experiment, evaluate(experiment))
    wanted = to_find(numbers, Hiding(frozenset({Topic.ERRORS})), 2)
    assert [quantity.kind for quantity in wanted] == [
        QuantityKind.ERROR,
        QuantityKind.SHARE,
        QuantityKind.LOSS,
    ]
    assert wanted[1].row == 2


@pytest.mark.parametrize(
    ("tried", "value", "is_right"),
    [
        (995, 1000, True),
        (994.9, 1000, False),
        (-1000, 1000, False),
        (0.0, 0.0, True),
        (1e-12, 0.0, True),
        (1.1e-12, 0.0, False),
        (0.01, 0.0, False),
    ],
)
def test_three_digits_of_a_number_are_enough(tried: float, value: float, is_right: bool) -> None:
    assert fits(tried, value) is is_right


def test_a_sum_of_errors_is_no_mean_that_was_forgotten() -> None:
    """Of errors 1 and 4 the loss is 1 + 16, and of one row there is nothing to divide by."""
    rows = build_experiment([[[2.0]]], ["identity"], [[1], [3]], [1, 2])
    sums = replace(rows, loss=LOSSES["sse"])
    for experiment, tried in ((sums, 34), (bank(), 242)):
        numbers = Quantities(experiment, evaluate(experiment))
        assert judge(numbers, loss_equation(numbers), [tried]) == Verdict(False, "that is not it")
    numbers = Quantities(rows, evaluate(rows))
    verdict = judge(numbers, loss_equation(numbers), [17])
    assert verdict.hint == "for the sum; a mean is divided by 2"
