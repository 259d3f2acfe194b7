from itertools import product

import numpy as np
import pytest
from msgspec.structs import replace

from core.landscape.step_size import StepOutcome, StepSizes, step_sizes, usual_rates
from core.nn.activations import ACTIVATIONS
from core.nn.arrays import Array
from core.nn.losses import LOSSES
from core.nn.network import NodePlace
from core.nn.network_edits import set_locked
from core.opening.sample_data import SAMPLES, open_sample
from core.training.descent import Descent, Refusal, step
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from core.training.trace import Trace
from tests.core.builders import bank, build_experiment, sized_experiment


def seen_from(experiment: Experiment, rates: Array | None = None) -> StepSizes:
    evaluation = evaluate(experiment)
    return step_sizes(
        experiment, evaluation, usual_rates(experiment, evaluation, 241) if rates is None else rates
    )


@pytest.mark.parametrize("rate", [5e-324, 1e-300, 1e300, 1.7e308])
def test_rates_of_any_size_are_looked_at(rate: float) -> None:
    experiment = replace(bank(), optimizer=GradientDescent(rate))
    rates = usual_rates(experiment, evaluate(experiment), 61)
    assert (np.diff(rates) >= 0).all()
    assert rates[0] <= rate <= rates[-1]


def test_the_banks_best_rate_is_0_0055_and_above_0_01399_hidden_1_sleeps_for_ever() -> None:
    found = seen_from(bank())
    assert found.best_rate == pytest.approx(0.005503, abs=1e-5)
    assert found.best_loss == pytest.approx(0, abs=1e-6)
    asleep = found.regions[-1]
    assert asleep.outcome is StepOutcome.SLEEP
    assert asleep.low == pytest.approx(0.013986, abs=1e-6)
    assert (asleep.asleep, asleep.for_ever) == ((NodePlace(0, 0),), True)
    np.testing.assert_allclose(found.losses[found.rates > asleep.low], 25, rtol=1e-12)


def test_at_the_bottom_small_steps_change_nothing_and_rounding_is_no_region() -> None:
    experiment = open_sample(next(sample for sample in SAMPLES if sample.key == "line")).experiment
    descent = Descent(experiment)
    descent.run(500, Trace(experiment.network.parameters, descent.loss))
    found = seen_from(descent.experiment)
    assert not found.lowers
    assert len(found.regions) <= 2
    assert found.regions[0].outcome is StepOutcome.NOTHING


def test_the_banks_present_rate_of_0_01_overshoots() -> None:
    found = seen_from(bank(), np.array([0.0001, 0.0055, 0.01, 0.02]))
    assert found.losses[2] == pytest.approx(19.83, abs=0.01)
    assert found.region_at(0.01).outcome is StepOutcome.OVERSHOOTS
    assert found.region_at(0.0055).outcome is StepOutcome.GOOD
    assert found.region_at(0.0001).outcome is StepOutcome.SLOW


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_is_the_one_that_a_step_really_leads_to(loss: str) -> None:
    for activation, rate in product(ACTIVATIONS, (0.001, 0.1, 3.0)):
        experiment = sized_experiment(
            (2, 3, 3, 2), 5, ACTIVATIONS[activation], LOSSES[loss], learning_rate=rate
        )
        found = seen_from(experiment, np.array([rate, 2 * rate]))
        taken = step(experiment)
        assert not isinstance(taken, Refusal)
        expected = pytest.approx(taken.loss_after, rel=1e-9)
        assert found.losses[0] == expected, (activation, rate)


def test_a_locked_weight_takes_no_part() -> None:
    experiment = bank()
    network = set_locked(experiment.network, [0, 1], True)
    locked = Experiment(network, experiment.dataset, experiment.loss, experiment.optimizer)
    found = seen_from(locked, np.array([0.01, 0.02]))
    taken = step(locked)
    assert not isinstance(taken, Refusal)
    assert found.losses[0] == pytest.approx(taken.loss_after, rel=1e-12)
    assert found.fall == pytest.approx(176**2)


def test_the_promise_is_a_straight_line_from_the_present_loss() -> None:
    found = seen_from(bank(), np.array([0.001, 0.002]))
    fall = 132**2 + 88**2 + 176**2
    assert found.promised.tolist() == pytest.approx([121 - 0.001 * fall, 121 - 0.002 * fall])


def test_regions_follow_one_another_without_a_gap() -> None:
    for seed in range(20):
        found = seen_from(sized_experiment((2, 4, 1), 6, seed=seed))
        assert found.regions[0].low == found.rates[0]
        assert found.regions[-1].high == found.rates[-1]
        for one, following in zip(found.regions, found.regions[1:], strict=False):
            assert one.outcome is not following.outcome
            assert following.low == pytest.approx(one.high, rel=1e-4)


def test_worse_and_not_finite_are_told_apart() -> None:
    """The loss is (v − 1)⁴-like for two linear layers: large steps make it worse, then overflow."""
    experiment = build_experiment([[[1]], [[1]]], ["identity", "identity"], [[1]], [0], 0.1)
    outcomes = [r.outcome for r in seen_from(experiment, np.geomspace(0.01, 1e200, 400)).regions]
    assert outcomes[-2:] == [StepOutcome.WORSE, StepOutcome.NOT_FINITE]


def test_on_flat_ground_no_rate_changes_anything() -> None:
    experiment = build_experiment([[[-1]], [[1]]], ["relu", "identity"], [[1]], [3])
    found = seen_from(experiment)
    assert [region.outcome for region in found.regions] == [StepOutcome.NOTHING]
    assert found.fall == 0


def test_where_the_present_is_not_finite_nothing_is_claimed() -> None:
    experiment = build_experiment([[[1e200]], [[1e200]]], ["relu", "identity"], [[1]], [0])
    assert [region.outcome for region in seen_from(experiment).regions] == [StepOutcome.NOT_FINITE]


def test_the_regions_of_a_parabola_end_where_its_formula_says() -> None:
    """From 1 a step leaves (1 − 2r)²: half of it is gained at (1 − √½) / 2, all of it at ½."""
    found = seen_from(build_experiment([[[1.0]]], ["identity"], [[1]], [0], 0.1))
    assert [region.outcome for region in found.regions] == [
        StepOutcome.SLOW,
        StepOutcome.GOOD,
        StepOutcome.OVERSHOOTS,
        StepOutcome.WORSE,
    ]
    ends = [region.high for region in found.regions[:-1]]
    assert ends == pytest.approx([(1 - 0.5**0.5) / 2, 0.5, 1.0], rel=1e-5)
    assert (found.best_rate, found.best_loss) == pytest.approx((0.5, 0.0), abs=1e-6)
    assert found.regions[0].low == pytest.approx(0.1 / 30)
    assert found.regions[-1].high == pytest.approx(0.5 * 30, rel=0.15)


def test_a_rate_between_and_beyond_the_regions_belongs_to_the_next_or_the_last() -> None:
    found = seen_from(bank(), np.array([0.001, 0.002, 0.02]))
    for region in found.regions:
        assert found.region_at(region.high) is region
    assert found.region_at(1e-9) is found.regions[0]
    assert found.region_at(1e9) is found.regions[-1]


def test_at_most_what_rounding_gains_lowers_nothing() -> None:
    """Of a loss of 4 that is 4e-12."""
    for best, lowers in ((4 - 3.9e-12, False), (4 - 4.1e-12, True), (3.0, True)):
        found = replace(seen_from(bank()), before=4.0, best_loss=best)
        assert found.lowers is lowers
    assert not replace(found, fall=0.0).lowers
