import numpy as np
import pytest
from msgspec.structs import replace

from core.landscape.futures import Fate, LookAhead, future, usual_fan
from core.nn.losses import MEAN_ABSOLUTE_ERROR
from core.training.descent import Descent
from tests.core.builders import bank, build_experiment, sized_experiment


def test_a_future_is_what_descent_would_do() -> None:
    experiment = sized_experiment((2, 4, 1), 10, learning_rate=0.5)
    seen = future(experiment, 0.02, 7)
    descent = Descent(sized_experiment((2, 4, 1), 10, learning_rate=0.02))
    losses = [descent.loss]
    for _ in range(7):
        descent.run(1)
        losses.append(descent.loss)
    assert seen.losses.tolist() == losses
    assert seen.path[-1].tolist() == descent.experiment.network.parameters.tolist()
    assert seen.path[0].tolist() == experiment.network.parameters.tolist()


@pytest.mark.parametrize(
    ("rate", "fate"),
    [
        (0.001, Fate.CRAWLS),
        (0.3, Fate.CONVERGES),
        (0.97, Fate.BOUNCES),
        (1.1, Fate.EXPLODES),
    ],
)
def test_on_a_parabola_the_rate_decides(rate: float, fate: Fate) -> None:
    """The loss is v²: each step multiplies v by 1 − 2 × rate."""
    experiment = build_experiment([[[1]]], ["identity"], [[1]], [0])
    assert future(experiment, rate, 30).fate is fate


@pytest.mark.parametrize(("rate", "fate"), [(0.001, Fate.CRAWLS), (0.3, Fate.CONVERGES)])
def test_from_a_loss_near_the_largest_number_the_rate_decides_too(rate: float, fate: Fate) -> None:
    experiment = build_experiment([[[1e154]]], ["identity"], [[1]], [0])
    assert future(experiment, rate, 30).fate is fate


def test_a_refused_step_ends_a_future_with_what_was_reached() -> None:
    experiment = build_experiment([[[1]]], ["identity"], [[1]], [0])
    seen = future(experiment, 1e100, 30)
    assert seen.refusal is not None
    assert seen.fate is Fate.EXPLODES
    assert np.isfinite(seen.losses).all()
    assert len(seen.losses) == len(seen.path) < 30


def test_the_bank_gets_stuck_above_0_01399() -> None:
    fates = [future(bank(), rate, 40).fate for rate in (0.0001, 0.005, 0.014)]
    assert fates == [Fate.CRAWLS, Fate.CONVERGES, Fate.STUCK]


def test_the_usual_fan_goes_through_the_present_rate() -> None:
    assert usual_fan(0.01) == (0.001, 0.003, 0.01, 0.02, 0.05)


def test_looking_ahead_in_portions_is_the_same() -> None:
    ahead = LookAhead(bank(), 0.005)
    for portion in (1, 4, 5):
        ahead.go_on(portion)
    assert ahead.steps == 10
    assert ahead.future.losses.tolist() == future(bank(), 0.005, 10).losses.tolist()


def test_before_the_first_step_nothing_is_claimed() -> None:
    assert LookAhead(bank(), 0.005).future.losses.tolist() == [121]


def test_a_loss_that_ends_a_little_higher_gets_worse_but_does_not_explode() -> None:
    """ŷ = w x with x = 1 and t = 0 from w = 1: a step turns w into (1 − 2r) w, the loss is w²."""
    experiment = build_experiment([[[1.0]]], ["identity"], [[1.0]], [0.0])
    assert future(experiment, 1.05, 3).fate is Fate.RISES  # 1.1⁶ ≈ 1.8
    assert future(experiment, 1.5, 3).fate is Fate.EXPLODES  # 2⁶ = 64
    assert future(experiment, 0.9, 10).fate is Fate.BOUNCES


def test_steps_on_batches_turn_without_bouncing() -> None:
    experiment = build_experiment([[[1.0]]], ["identity"], [[1.0], [1.0]], [0.0, 1.9])
    batches = replace(experiment, batch_size=1)
    assert future(batches, 0.3, 12).fate is not Fate.BOUNCES


@pytest.mark.parametrize("rate", [5e-324, 1e-323, 1e-300, 1e300, 1.7e308])
def test_a_fan_at_the_ends_of_the_numbers_has_rates_that_can_be_taken(rate: float) -> None:
    rates = usual_fan(rate)
    assert rate in rates
    assert len(set(rates)) == len(rates)
    for each in rates:
        assert future(bank(), each, 3).learning_rate == each


def test_a_future_refused_at_its_first_step_explodes_rather_than_crawls() -> None:
    """The weight 1 − 2 × 1e200 is a number still, the loss, its square, is not."""
    experiment = build_experiment([[[1]]], ["identity"], [[1]], [0])
    seen = future(experiment, 1e200, 5)
    assert seen.refusal is not None
    assert seen.losses.tolist() == [1.0]
    assert seen.fate is Fate.EXPLODES


@pytest.mark.parametrize(("rate", "fate"), [(2.08, Fate.RISES), (2.09, Fate.EXPLODES)])
def test_ten_times_the_loss_is_an_explosion(rate: float, fate: Fate) -> None:
    """One step multiplies the loss by (1 − 2r)²: 3.16² is below 10, 3.18² above."""
    experiment = build_experiment([[[1.0]]], ["identity"], [[1.0]], [0.0])
    assert future(experiment, rate, 1).fate is fate


@pytest.mark.parametrize(("start", "fate"), [(0.9375, Fate.BOUNCES), (1.0625, Fate.CONVERGES)])
def test_a_path_bounces_if_three_of_ten_steps_turn_back(start: float, fate: Fate) -> None:
    """Of |w| every step is 1/8: 7½ or 8½ of them to 0, and then to and fro."""
    experiment = build_experiment([[[start]]], ["identity"], [[1.0]], [0.0])
    experiment = replace(experiment, loss=MEAN_ABSOLUTE_ERROR)
    assert future(experiment, 0.125, 11).fate is fate
