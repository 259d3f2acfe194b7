"""Every number of the course, to 1e-12."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from msgspec.structs import replace

from core.cli.report import descend_and_report
from core.nn.network_edits import set_parameters
from core.training.descent import Step, step
from core.training.diagnosis import standstill
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from tests.core.builders import bank, build_experiment
from tests.core.course_exercises import EXERCISES, Exercise

EACH = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.title)


def build(exercise: Exercise) -> Experiment:
    """The exercise's experiment; where it has no targets, they are 0."""
    targets = exercise.targets or [0] * len(exercise.inputs)
    return build_experiment(
        exercise.weights, exercise.activations, exercise.inputs, targets, exercise.learning_rate
    )


def edited(exercise: Exercise) -> Experiment:
    """The experiment after the exercise's edit by hand."""
    experiment = build(exercise)
    indices = [experiment.network.index(place) for place in exercise.edit]
    values = list(exercise.edit.values())
    return replace(experiment, network=set_parameters(experiment.network, indices, values))


def walked(exercise: Exercise) -> list[Experiment]:
    """The experiment before the exercise's updates and after each of them."""
    experiments = [build(exercise)]
    for _ in range(exercise.updates):
        taken = step(experiments[-1])
        assert isinstance(taken, Step)
        experiments.append(taken.after)
    return experiments


def assert_same(found: npt.ArrayLike, expected: Sequence[float] | None) -> None:
    """Equal to 1e-12, where the course says what to expect."""
    if expected is not None:
        assert np.ravel(found) == pytest.approx(expected, rel=0, abs=1e-12)


@EACH
def test_predictions_and_errors(exercise: Exercise) -> None:
    found = evaluate(build(exercise))
    assert_same(found.predictions, exercise.predictions)
    assert_same(found.errors, exercise.errors)
    for layer, expected in zip(found.activations, exercise.hidden or [], strict=False):
        assert_same(layer, expected)


@EACH
def test_loss_and_slopes(exercise: Exercise) -> None:
    experiment = build(exercise)
    found = evaluate(experiment)
    assert_same(found.loss, None if exercise.loss is None else [exercise.loss])
    by_layer = experiment.network.weights_of(found.gradient)
    for slopes, expected in zip(by_layer, exercise.slopes or [], strict=False):
        assert slopes == pytest.approx(np.array(expected), rel=0, abs=1e-12)


@EACH
def test_what_the_edit_by_hand_or_the_updates_lead_to(exercise: Exercise) -> None:
    reached = walked(exercise)[-1] if exercise.updates else edited(exercise)
    assert_same(evaluate(reached).errors, exercise.errors_after)
    for weights, expected in zip(
        reached.network.weights, exercise.weights_after or [], strict=False
    ):
        assert weights == pytest.approx(np.array(expected), rel=0, abs=1e-12)


@EACH
def test_loss_after_each_update(exercise: Exercise) -> None:
    losses = [evaluate(experiment).loss for experiment in walked(exercise)]
    assert_same(losses[1:], exercise.losses_after)
    assert descend_and_report(build(exercise), exercise.updates)[0]["loss_history"] == losses


def test_no_number_of_the_course_goes_unlooked_at() -> None:
    """The comparisons above skip what an exercise leaves out; each looks at some, though."""
    for exercise in EXERCISES:
        told = (exercise.predictions, exercise.errors, exercise.loss, exercise.losses_after)
        assert any(numbers is not None for numbers in told)
        assert exercise.hidden is None or len(exercise.hidden) == len(exercise.weights) - 1
        assert exercise.slopes is None or len(exercise.slopes) == len(exercise.weights)
        assert exercise.losses_after is None or len(exercise.losses_after) == exercise.updates


def test_raising_a_weight_by_a_hundredth_makes_the_bank_networks_neighbour_worse() -> None:
    exercise = next(e for e in EXERCISES if e.title.startswith("2: Understanding"))
    assert evaluate(edited(exercise)).loss > evaluate(build(exercise)).loss


def test_feeding_the_inputs_to_the_second_layer_would_be_a_slip() -> None:
    """A common one: it gives 116 where the network gives 364."""
    exercise = next(e for e in EXERCISES if "as the code" in e.title)
    slip = build_experiment(exercise.weights[1:], exercise.activations[1:], exercise.inputs, [0])
    assert evaluate(slip).predictions.tolist() == [[116]]


def test_the_first_step_of_the_bank_network_overshoots() -> None:
    taken = step(bank(0.01))
    assert isinstance(taken, Step)
    assert (taken.loss_before, taken.after.updates) == (121, 1)
    hidden, output = taken.after.network.weights
    assert hidden == pytest.approx(np.array([[0.68, 0.12], [0, 0]]), rel=0, abs=1e-12)
    assert output == pytest.approx(np.array([[0.24, 2]]), rel=0, abs=1e-12)
    assert_same(evaluate(taken.after).errors, [-4.4528])
    assert_same(taken.loss_after, [4.4528**2])
    assert round(taken.loss_after, 2) == 19.83


def test_above_a_rate_of_0_01399_hidden_1_falls_asleep() -> None:
    """Its input after the step is 8 − 572 × rate: 0 at a rate of 8 / 572 = 0.0139860."""
    for rate in (0.01, 0.01398):
        awake = step(bank(rate))
        assert isinstance(awake, Step)
        assert standstill(awake.after, evaluate(awake.after)) is None
    for rate in (0.01399, 0.02, 1.0):
        asleep = step(bank(rate))
        assert isinstance(asleep, Step)
        assert asleep.loss_after == 25
        still = standstill(asleep.after, evaluate(asleep.after))
        assert still is not None
        assert still.text == "hidden 1 is asleep; further steps change nothing"
        again = step(asleep.after)
        assert isinstance(again, Step)
        assert (again.after.network.parameters == again.before.network.parameters).all()
