"""The lines beside a prediction: its error, what that adds to the loss, and the slope there."""

import math
import re

import numpy as np
import pytest

from core.data.dataset import from_rows
from core.document.document import Document
from core.explanation.errors import error_equation, loss_slope_equation, share_equation
from core.explanation.hiding import Hiding, Topic
from core.explanation.quantities import Quantities
from core.explanation.terms import without_captions
from core.nn.activations import IDENTITY, SIGMOID, SOFTMAX
from core.nn.loss import Loss
from core.nn.losses import (
    HALF_MEAN_SQUARED_ERROR,
    HUBER,
    LOSSES,
    MEAN_ABSOLUTE_ERROR,
    MEAN_SQUARED_ERROR,
)
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from core.nn.network import Layer, NodePlace, assemble
from core.nn.quantity import Quantity, QuantityKind
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.canvas.scene.picture_builder import Options, PictureBuilder
from gui.formatting.equations import EquationWriter, plain
from gui.formatting.numerals import Numerals
from gui.session.snapshot import NO_FOCUS, Focus
from tests.gui.entries_of_tests import QUARTIC


def experiment_of(loss: Loss, sums: list[float], targets: list[float]) -> Experiment:
    """Predictions made of these sums, by the activation that goes with the loss."""
    layer = Layer(tuple("ŷabc"[: len(sums)]), loss.output_activation or IDENTITY)
    network = assemble(["x"], [layer], [[[z] for z in sums]])
    return Experiment(network, from_rows([[1]], [targets]), loss, GradientDescent(0.1))


def drawn(
    loss: Loss, sums: list[float], targets: list[float], focus: Focus = NO_FOCUS
) -> list[str]:
    """What the drawing says of predictions made of these sums."""
    experiment = experiment_of(loss, sums, targets)
    builder = PictureBuilder(lambda text, size, bold: len(text) * size * 0.6)
    options = Options(slopes=True, focus=focus)
    return builder.draw(Document(experiment, experiment), evaluate(experiment), options).texts()


@pytest.mark.parametrize("loss", [*LOSSES.values(), QUARTIC], ids=lambda it: it.key)
def test_the_drawing_writes_what_the_panel_explains(loss: Loss) -> None:
    sums, targets, node = [1.75, -0.25], [1.0, 0.0], NodePlace(0, 0)
    experiment = experiment_of(loss, sums, targets)
    numbers = Quantities(experiment, evaluate(experiment))
    texts = [text.replace("+", "") for text in drawn(loss, sums, targets)]
    for words, short, equation in (
        ("error", "error", error_equation(numbers, node, 0)),
        (loss.share_words, loss.share_name, share_equation(numbers, node, 0)),
        ("loss slope", "loss slope", loss_slope_equation(numbers, node, 0)),
    ):
        written = plain(EquationWriter().write(without_captions(equation)))
        _, arithmetic = re.split(" [=≈] ", written.removeprefix(equation.name), maxsplit=1)
        line = f"{words} {arithmetic}"
        if len(line) > 48:  # so long that only what comes out of it is drawn
            line = " ".join([short, *line.split(" ")[-2:]])
        assert line.replace("+", "") in texts


def logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


@pytest.mark.parametrize(
    ("loss", "prediction", "expected"),
    [
        (MEAN_SQUARED_ERROR, 11.0, "squared error 11² = 121"),
        (MEAN_SQUARED_ERROR, -4.0, "squared error (−4)² = 16"),
        (MEAN_SQUARED_ERROR, 1 / 3, "squared error 0.3333² ≈ 0.1111"),
        (HALF_MEAN_SQUARED_ERROR, 11.0, "half squared error ½ × 11² = 60.5"),
        (MEAN_ABSOLUTE_ERROR, -11.0, "absolute error |−11| = 11"),
        (HUBER, 11.0, "Huber |11| − ½ = 10.5"),
        (HUBER, 0.5, "Huber ½ × 0.5² = 0.125"),
    ],
)
def test_each_loss_has_its_own_share(loss: Loss, prediction: float, expected: str) -> None:
    assert expected in drawn(loss, [prediction], [0])


@pytest.mark.parametrize(
    ("loss", "predictions", "expected"),
    [
        (MEAN_SQUARED_ERROR, [11.0], "loss slope 2 × 11 = +22"),
        (MEAN_SQUARED_ERROR, [-3.0, 0.0], "loss slope 2 × (−3) / 2 = −3"),
        (HALF_MEAN_SQUARED_ERROR, [11.0], "loss slope = error = +11"),
        (HALF_MEAN_SQUARED_ERROR, [-3.0, 0.0], "loss slope (−3) / 2 = −1.5"),
        (MEAN_ABSOLUTE_ERROR, [-11.0], "loss slope sign of −11 = −1"),
        (HUBER, [11.0, 0.0], "loss slope (sign of 11) / 2 = +0.5"),
        (HUBER, [0.5], "loss slope = error = +0.5"),
    ],
)
def test_each_loss_has_its_own_slope(loss: Loss, predictions: list[float], expected: str) -> None:
    assert expected in drawn(loss, predictions, [0] * len(predictions))


@pytest.mark.parametrize(
    ("probability", "target", "expected"),
    [
        (0.5, 1.0, "log loss −ln(0.5) ≈ 0.6931"),
        (0.25, 0.0, "log loss −ln(1 − 0.25) ≈ 0.2877"),
        (1 - 9.2e-9, 1.0, "log loss −ln(0.9999999908) ≈ 9.2e−9"),
    ],
)
def test_a_probability_has_its_surprise(probability: float, target: float, expected: str) -> None:
    assert SIGMOID is LOG_LOSS.output_activation
    assert expected in drawn(LOG_LOSS, [logit(probability)], [target])


def test_a_line_that_is_too_long_does_not_take_the_room_of_the_others() -> None:
    texts = drawn(LOG_LOSS, [logit(0.5)], [0.25])
    assert "error 0.5 − 0.25 = +0.25" in texts
    assert "log loss ≈ 0.6931" in texts


def test_a_probability_has_the_slope_along_its_sum() -> None:
    texts = drawn(LOG_LOSS, [logit(0.25), 0.0], [0, 1])
    assert "loss slope (0.25 − 0) / 2 = +0.125" in texts
    assert "loss slope (0.5 − 1) / 2 = −0.25" in texts


def test_classes_have_theirs() -> None:
    assert SOFTMAX is CROSS_ENTROPY.output_activation
    texts = drawn(CROSS_ENTROPY, np.log([0.25, 0.75]).tolist(), [1, 0])
    assert "cross-entropy −ln(0.25) ≈ 1.386" in texts
    assert "cross-entropy 0 × −ln(0.75) = 0" in texts
    assert "loss slope 0.25 − 1 = −0.75" in texts
    assert "cross-entropy −ln(1) = 0" in drawn(CROSS_ENTROPY, [900.0, 0.0], [1, 0])


def test_equals_is_said_only_where_what_is_shown_is_exact() -> None:
    assert "error 16 − 5 = +11" in drawn(MEAN_SQUARED_ERROR, [16], [5])
    assert "error 1 − (−2) = +3" in drawn(MEAN_SQUARED_ERROR, [1], [-2])
    assert "error 0.3333 − 1 ≈ −0.6667" in drawn(MEAN_SQUARED_ERROR, [1 / 3], [1])


def test_an_error_is_told_with_the_digits_that_make_it_true() -> None:
    assert "error 4.99999999077 − 5 ≈ −9.225e−9" in drawn(MEAN_SQUARED_ERROR, [5 - 9.225e-9], [5])


def test_what_binary_rounding_leaves_is_not_said_to_be_5_minus_5() -> None:
    assert "error ≈ −8.882e−16" in drawn(MEAN_SQUARED_ERROR, [5 - 2**-50], [5])
    assert "error 5 − 5 = 0" in drawn(MEAN_SQUARED_ERROR, [5], [5])


def test_the_numerals_are_those_that_were_chosen() -> None:
    focus = Focus(numerals=Numerals.FRACTIONS)
    assert "error 1/2 − 1 = −1/2" in drawn(MEAN_SQUARED_ERROR, [1 / 2], [1], focus)


def test_what_was_found_out_does_not_give_away_what_is_hidden() -> None:
    found = Quantity(QuantityKind.LOSS_SLOPE, node=NodePlace(0, 0), row=0)
    hiding = Hiding(frozenset({Topic.ERRORS}), frozenset({found}))
    texts = drawn(MEAN_SQUARED_ERROR, [16], [5], Focus(hiding=hiding))
    assert "error ?" in texts
    assert "loss slope = +22" in texts
    assert not any("11" in text for text in texts)
