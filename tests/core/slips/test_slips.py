"""Slips in the course's networks: what each gives was worked out by hand."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.explanation.quantities import Quantities
from core.nn.activations import SOFTMAX
from core.nn.losses_of_probabilities import CROSS_ENTROPY
from core.nn.network import Layer, NodePlace, assemble
from core.nn.quantity import LOSS, Quantity, QuantityKind
from core.slips.slips import SLIPS, slip_behind
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import bank, build_experiment, build_network

FIRST = [[2, 4], [4, -5]]
RELUS = ["relu", "relu", "identity"]
HIDDEN = build_experiment([FIRST, [[2, 7]]], RELUS[1:], [[3, 5]], [0])
DRAWN = build_experiment([FIRST, [[-1, 2], [1, 2]], [[2, 7]]], RELUS, [[3, 5]], [0])
IN_CODE = build_experiment([FIRST, [[-1, 1], [2, 2]], [[2, 7]]], RELUS, [[3, 5]], [0])
MANY = build_experiment(
    [[[2, 1], [1, 2]], [[1, 1]]],
    ["relu", "relu"],
    [[0, 3], [1, 2], [-1, -2], [4, 0]],
    [1, 3, 5, 7],
)
ONE_LAYER = build_experiment([[[0, 2, 1]]], ["identity"], [[1, 2, 3]], [0])
BIASED = replace(
    build_experiment([[[3]]], ["identity"], [[2]], [0]),
    network=build_network([[[3, 5]]], ["identity"], biased=True),
)


def prediction(experiment: Experiment) -> Quantity:
    last = len(experiment.network.layers) - 1
    return Quantity(QuantityKind.ACTIVATION, node=NodePlace(last, 0))


def error() -> Quantity:
    return Quantity(QuantityKind.ERROR, node=NodePlace(1, 0))


def share() -> Quantity:
    return Quantity(QuantityKind.SHARE, node=NodePlace(1, 0))


def slope(parameter: int) -> Quantity:
    return Quantity(QuantityKind.SLOPE, parameter=parameter)


def new_weight(parameter: int) -> Quantity:
    return Quantity(QuantityKind.NEW_WEIGHT, parameter=parameter)


NO_RELU = "for the network without ReLU"
TWICE = "without the 2: the slope of error² is 2 × error"
INPUTS = "where the second layer gets the inputs, not the values of the first"
OLD = "where the layer behind is updated first; all slopes come from the old weights"


@pytest.mark.parametrize(
    ("experiment", "quantity", "guess", "words"),
    [
        (HIDDEN, prediction(HIDDEN), -39, NO_RELU),
        (HIDDEN, prediction(HIDDEN), 143, "for |sum| in the place of ReLU(sum)"),
        (DRAWN, prediction(DRAWN), -104, NO_RELU),
        (DRAWN, prediction(DRAWN), 105, INPUTS),
        (IN_CODE, prediction(IN_CODE), 116, INPUTS),
        (HIDDEN, prediction(HIDDEN), 99, None),
        (HIDDEN, prediction(HIDDEN), 52, None),
        (BIASED, prediction(BIASED), 6, "without the bias"),
        (bank(), error(), -11, "for actual − predicted; an error is predicted − actual"),
        (bank(), share(), 11, "for the error in the place of its squared error"),
        (MANY, LOSS, 3.5, "for the error in the place of its squared error"),
        (MANY, LOSS, 6, "for the size of the error in the place of its squared error"),
        (MANY, LOSS, 150, "for the sum; a mean is divided by 4"),
        (MANY, LOSS, 6.12, "for the root of it; MSE takes none"),
        (ONE_LAYER, slope(0), 7, TWICE),
        (ONE_LAYER, slope(1), 14, TWICE),
        (ONE_LAYER, slope(2), 21, TWICE),
        (ONE_LAYER, new_weight(0), 0.14, "where the step is added; downhill it is taken off"),
        (ONE_LAYER, new_weight(1), 2.28, "where the step is added; downhill it is taken off"),
        (ONE_LAYER, new_weight(2), 1.42, "where the step is added; downhill it is taken off"),
        (ONE_LAYER, new_weight(0), -14, "without the learning rate"),
        (ONE_LAYER, new_weight(1), -26, "without the learning rate"),
        (ONE_LAYER, new_weight(2), -41, "without the learning rate"),
        (bank(), new_weight(0), 1.8416, OLD),
        (bank(), slope(0), 44, "without the value that goes in"),
        (bank(), slope(0), 3, "without the loss slope at the node it feeds"),
        (bank(), slope(0), 3 * 44 * 8, "with the node's value in the place of its ReLU slope"),
        (bank(), slope(0), -132, "for actual − predicted; an error is predicted − actual"),
    ],
)
def test_the_slip_behind_a_number_is_found(
    experiment: Experiment, quantity: Quantity, guess: float, words: str | None
) -> None:
    slip = slip_behind(experiment, quantity, guess)
    assert (slip and slip.words) == words


OTHERS = build_experiment([[[3, 1], [1, 2]], [[5, 1]]], ["tanh", "identity"], [[0.5, 0.1]], [2])


@pytest.mark.parametrize(
    ("experiment", "quantity", "guess", "words"),
    [
        # Without tanh in the sum 1.6 of hidden 1 it passes 1.6 on.
        (
            OTHERS,
            Quantity(QuantityKind.ACTIVATION, node=NodePlace(0, 0)),
            1.6,
            "for the network without tanh",
        ),
        # tanh(1.6) × 5 + tanh(0.7) = 5.2129, and tanh of that is 0.99994.
        (OTHERS, prediction(OTHERS), 0.99994, "with tanh at the prediction too"),
        # 2 × 3.2129 × 5 = 32.129; tanh′(1.6) is forgotten: 0.5 × 32.129.
        (OTHERS, slope(0), 16.06, "without the tanh slope"),
        # In the place of 5, the 3 of the weight itself: 0.5 × 2 × 3.2129 × 3 × 0.15053.
        (OTHERS, slope(0), 1.4509, "with the weight itself in the place of the next one"),
        # The node's sum, 1.6, in the place of 0.15053.
        (OTHERS, slope(0), 25.70, "with the node's sum in the place of its tanh slope"),
    ],
)
def test_slips_are_reckoned_for_other_activations_too(
    experiment: Experiment, quantity: Quantity, guess: float, words: str
) -> None:
    slip = slip_behind(experiment, quantity, guess)
    assert slip is not None
    assert slip.words == words


@pytest.mark.parametrize("number", [0, 148])
def test_a_right_number_is_no_slip_though_one_leads_to_it(number: int) -> None:
    """Of inputs 0, 0 and 8, 4 the network predicts 0 and 148 with and without ReLU."""
    inputs = [[0, 0]] if number == 0 else [[8, 4]]
    experiment = build_experiment([FIRST, [[2, 7]]], ["relu", "relu"], inputs, [0])
    assert slip_behind(experiment, prediction(experiment), number) is None


def test_a_slip_tells_only_the_numbers_that_it_changes() -> None:
    slip = slip_behind(HIDDEN, prediction(HIDDEN), -39)
    assert slip is not None
    first, second = (Quantity(QuantityKind.ACTIVATION, node=NodePlace(0, k)) for k in range(2))
    assert slip.differing(first) is None
    assert slip.differing(second) == -13
    assert slip.differing(prediction(HIDDEN)) == -39
    assert slip.differing(Quantity(QuantityKind.WEIGHT, parameter=0)) is None


def test_the_sum_over_a_batch_is_not_said_to_be_divided_by_all_rows() -> None:
    batched = replace(MANY, batch_size=2)
    weight = slope(4)
    mean = Quantities(batched, evaluate(batched)).value(weight)
    found = slip_behind(batched, weight, 2 * mean)
    assert found is not None
    assert found.words == "for the sum; a mean is divided by how many there are"


def test_nobody_works_out_a_large_network_by_hand() -> None:
    rows = [[0.0] * 100] * 1001
    large = build_experiment([[[1.0] * 100]], ["identity"], rows, [1.0] * 1001)
    assert slip_behind(large, LOSS, 1001) is None


def test_every_slip_says_in_its_own_words_what_its_numbers_are_right_for() -> None:
    words = [slip(bank()).words for slip in SLIPS]
    assert len(set(words)) == len(SLIPS)
    assert all(words)


def test_actual_minus_predicted_turns_the_slopes_of_classes_round_too() -> None:
    """Sums of ln 3 and 0: probability − target is 0.75 − 1 and 0.25 − 0."""
    layers = [Layer(("red", "blue"), SOFTMAX)]
    network = assemble(["x"], layers, [np.array([[math.log(3)], [0]])])
    two = Experiment(network, from_rows([[1]], [[1, 0]]), CROSS_ENTROPY, GradientDescent(0.01))
    for node, right in enumerate((-0.25, 0.25)):
        asked = Quantity(QuantityKind.LOSS_SLOPE, node=NodePlace(0, node))
        assert Quantities(two, evaluate(two)).value(asked) == pytest.approx(right)
        slip = slip_behind(two, asked, -right)
        assert slip is not None
        assert slip.name() == "actual minus predicted"
