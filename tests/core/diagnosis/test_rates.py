"""Rates that are too large or too small, found on a parabola whose steps are known by hand.

The loss of one weight on one row of 1 is (w − t)²: each step leaves 1 − 2 × rate of the way.
"""

import pytest
from msgspec.structs import replace

from core.document.document import Document
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import open_starter
from core.training.descent import Descent
from core.training.evaluation import evaluate
from core.training.rules.optimizers import Momentum
from tests.core.builders import as_document, bank, build_experiment, sized_experiment
from tests.core.diagnosis.watching import (
    after,
    first_step,
    look,
    remedied,
    the,
    title_of,
    troubles,
    watched,
)


def parabola(rate: float) -> Document:
    return as_document(build_experiment([[[3.0]]], ["identity"], [[1.0]], [1.0], rate))


def wages(rate: float) -> Document:
    document = open_sample(next(sample for sample in SAMPLES if sample.key == "wages"))
    return document.with_experiment(document.experiment.at_rate(rate))


def test_weights_that_bounce_name_how_far_the_rate_is_too_large() -> None:
    """At 0.97 a step leaves −0.94 of the way: the rate is 1.94 times 0.5, which leaves nothing."""
    present, found = after(parabola(0.97), 12)
    bounce = the("The weights bounce", found)
    assert bounce.evidence[0].values == (1.0, 11, 0)
    assert bounce.evidence[1].values[0] == pytest.approx(1.9)
    assert not bounce.is_trouble  # the loss falls all the same
    cured = remedied(bounce, present)
    assert cured.experiment.learning_rate == 0.5
    descent = Descent(cured.experiment)
    descent.run(1)
    assert descent.loss == pytest.approx(0, abs=1e-25)


def test_the_bouncing_starter_is_led_to_its_bottom_in_one_step() -> None:
    """Its loss is (2w − 6)²: the curvature is 8, and the rate 1/8 leaves nothing."""
    present, found = after(open_starter("bouncing"), 30)
    cured = remedied(the("The weights bounce", found), present)
    assert cured.experiment.learning_rate == 0.125


def test_weights_that_bounce_further_each_time_are_in_the_way() -> None:
    """At 1.01 the loss is 1.0404 times as large after each step."""
    _, found = after(parabola(1.01), 12)
    assert troubles(found) == ["The weights bounce"]
    assert the("The weights bounce", found).evidence[0].values == (1.0, 11, 11)


def test_a_smaller_rate_does_not_bounce() -> None:
    assert first_step(parabola(0.9), "The weights bounce") is None


def test_of_more_weights_than_are_looked_back_at_nothing_is_said_to_bounce() -> None:
    document = as_document(sized_experiment((500, 200, 1), 2, learning_rate=1e-7))
    present, found = after(document, 12)
    assert present.experiment.network.parameters.size > 100_000
    assert "The weights bounce" not in map(title_of, found)


def test_a_loss_that_grows_is_found_at_once() -> None:
    """At 1.5 each step doubles the distance to the bottom: the losses are 4, 16, 64."""
    present, found = after(parabola(1.5), 2)
    grown = the("The loss grows: the steps go too far", found)
    assert grown.evidence[0].values == (4.0, 0, 64.0, 2)
    assert grown.stretch == (0, 2)
    cured = remedied(grown, present).experiment
    assert (cured.updates, cured.learning_rate) == (0, 0.1)


@pytest.mark.parametrize("rate", [5.0, 1.0, 0.6])
def test_wages_with_far_too_large_a_rate_are_found_within_ten_steps(rate: float) -> None:
    step = first_step(wages(rate), "The loss grows: the steps go too far", 10, 1)
    assert step is not None


def test_memory_blurs_how_far_a_rate_is_too_large() -> None:
    """Momentum alone makes weights swing: only a loss that does not fall is called bouncing."""
    experiment = parabola(0.1).experiment.with_optimizer(Momentum(0.1, 0.9))
    for _, found in watched(as_document(experiment), 150, 5):
        assert troubles(found) == []


def test_a_rate_that_is_too_small_is_compared_with_a_larger_one() -> None:
    """Forty halves of twenty steps: at r the loss becomes (1 − 2r)^40 of what it was."""
    found = the("The rate is too small", look(parabola(1e-4)))
    steps, usual, fast, factor = found.evidence[0].values
    assert (steps, factor) == (20, 100.0)
    assert usual == pytest.approx(4 * (1 - (1 - 2e-4) ** 40))
    assert fast == pytest.approx(4 * (1 - 0.98**40))
    cured = remedied(found, parabola(1e-4))
    assert cured.experiment.learning_rate == pytest.approx(0.01)
    assert look(cured) == ()


@pytest.mark.parametrize("rate", [1e-5, 1e-4])
def test_wages_with_far_too_small_a_rate_are_found_at_the_start(rate: float) -> None:
    slow = the("The rate is too small", look(wages(rate)))
    assert slow.is_trouble
    assert slow.stretch is None
    _, found = after(wages(rate), 30)
    assert the("The rate is too small", found).stretch == (10, 30)


def test_looking_ahead_is_left_to_moments_of_rest() -> None:
    assert look(parabola(1e-4), ahead=False) == ()


def test_a_plateau_tells_how_little_the_loss_fell() -> None:
    """At 1e−5 it becomes (1 − 2e−5)^100 of what it was in 50 steps: 0.2 % less."""
    present, found = after(parabola(1e-5), 60)
    plateau = the("The loss hardly falls", found)
    back, fell, loss, norm = plateau.evidence[0].values
    assert (back, loss) == (50, evaluate(present.experiment).loss)
    assert fell == pytest.approx(1 - (1 - 2e-5) ** 100)
    assert norm == pytest.approx(2 * (float(present.experiment.network.parameters[0]) - 1))
    assert not plateau.is_trouble
    cured = remedied(plateau, present).experiment
    assert cured.optimizer == Momentum(1e-6)


def test_near_the_largest_of_all_rates_there_is_none_to_look_ahead_with() -> None:
    assert look(parabola(1e308)) is not None
    assert look(as_document(bank(1e308))) is not None


def test_in_batches_every_step_goes_its_own_way() -> None:
    rows = build_experiment([[[3.0]]], ["identity"], [[1.0], [1.0]], [1.0, -1.0], 0.4)
    _, found = after(as_document(replace(rows, batch_size=1)), 30)
    assert found == ()


def test_the_bank_at_a_rate_too_large_is_found_asleep_after_the_first_step() -> None:
    document = as_document(bank(0.03))
    assert first_step(document, "hidden 1 is asleep", 5, 1) == 1
