"""Each starter of the ways down, and of what goes wrong, shows what its sentence says."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.classification import accuracy
from core.nn.activations import RELU, TANH
from core.nn.arrays import Array
from core.nn.initializers import SUITED, randomise
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import LOG_LOSS
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import open_starter
from core.training.descent import Descent
from core.training.diagnosis import Sleep, nodes_that, standstill
from core.training.ends.baseline import baseline
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import Adam, GradientDescent, Momentum


def opened(key: str) -> Experiment:
    return open_starter(key).experiment


def sample(key: str) -> Experiment:
    return open_sample(next(sample for sample in SAMPLES if sample.key == key)).experiment


def walk(experiment: Experiment, steps: int) -> tuple[Array, Array]:
    """The loss before and after each step, and the norm of the slopes of each."""
    descent = Descent(experiment)
    losses, norms = [descent.loss], []
    for _ in range(steps):
        assert descent.run(1) is None
        losses.append(descent.loss)
        norms.append(float(np.hypot.reduce(descent.gradient)))
    return np.array(losses), np.array(norms)


def after(experiment: Experiment, steps: int) -> Experiment:
    descent = Descent(experiment)
    assert descent.run(steps) is None
    return descent.experiment


def first_below(losses: Array, loss: float) -> int:
    """The first step after which the loss is at most so high."""
    below = np.flatnonzero(losses <= loss)
    assert below.size
    return int(below[0])


def layer_slopes(experiment: Experiment) -> list[float]:
    """The mean size of the slopes of each layer's weights."""
    slopes = experiment.network.weights_of(evaluate(experiment).full_gradient)
    return [float(np.abs(layer).mean()) for layer in slopes]


def test_in_the_ravine_momentum_wins() -> None:
    begun = opened("ravine")
    assert isinstance(begun.optimizer, Momentum)
    plain = begun.with_optimizer(GradientDescent(begun.learning_rate))
    tenth = evaluate(begun).loss / 10
    assert first_below(walk(begun, 300)[0], tenth) == pytest.approx(30, abs=3)
    assert first_below(walk(plain, 300)[0], tenth) == pytest.approx(230, abs=3)


@pytest.mark.parametrize("rate", [0.005, 0.01, 0.015, 0.0195, 0.01999])
def test_in_the_ravine_no_rate_makes_up_for_it(rate: float) -> None:
    begun = opened("ravine")
    losses, _ = walk(begun.with_optimizer(GradientDescent(rate)), 5 * 30)
    assert losses.min() > losses[0] / 10


def test_the_saddle_is_almost_flat_and_no_bottom() -> None:
    losses, norms = walk(opened("saddle"), 120)
    assert norms[20:50].min() < 0.1
    assert losses[20:50] == pytest.approx(1, abs=0.03)
    assert norms[70] > 0.5
    assert losses[-1] < 1e-6


def test_flat_is_not_always_a_bottom() -> None:
    begun = opened("flat")
    evaluation = evaluate(begun)
    assert evaluation.loss == 1
    assert not evaluation.gradient.any()
    assert standstill(begun, evaluation) is not None
    for weights in ([0.1, 0.0], [0.0, 0.1]):
        freed = replace(begun, network=begun.network.with_parameters(np.array(weights)))
        assert evaluate(after(freed, 200)).loss < 1e-9


def test_on_the_plateau_the_loss_hardly_falls_and_then_by_half() -> None:
    losses, _ = walk(opened("plateau"), 400)
    assert losses[100] > 0.99 * losses[0]
    assert losses[400] < losses[0] / 2


def test_a_bouncing_step_lands_on_the_other_side_a_tenth_nearer() -> None:
    one = opened("bouncing")
    for _ in range(20):
        then = after(one, 1)
        before, error = (evaluate(each).errors.item() for each in (one, then))
        assert error == pytest.approx(-0.9 * before, rel=1e-9)
        one = then


def test_half_the_rate_does_not_bounce() -> None:
    begun = opened("bouncing")
    slower = begun.at_rate(begun.learning_rate / 2)
    assert evaluate(after(slower, 5)).loss < 1e-5 * evaluate(begun).loss


def test_both_hidden_nodes_fall_asleep_at_the_first_step() -> None:
    begun = opened("asleep")
    assert not nodes_that(Sleep.ASLEEP, begun.network, evaluate(begun))
    then = after(begun, 1)
    evaluation = evaluate(then)
    assert nodes_that(Sleep.ASLEEP, then.network, evaluation) == [(0, 0), (0, 1)]
    still = standstill(then, evaluation)
    assert still is not None
    assert still.is_trouble
    assert then.network.parameters.tobytes() == after(then, 50).network.parameters.tobytes()


def test_equal_starts_stay_equal_to_the_bit() -> None:
    for steps in (1, 100, 1000):
        hidden, output = after(opened("equal_starts"), steps).network.weights
        assert {row.tobytes() for row in hidden} == {hidden[0].tobytes()}
        assert np.unique(output).size == 1


def test_nodes_that_stay_equal_do_not_learn_what_they_could() -> None:
    """One sigmoid-like node leaves 1/6 of XOR at best: three rows at 1/3 or 2/3, one right."""
    begun = opened("equal_starts")
    assert evaluate(after(begun, 5000)).loss > 1 / 6
    apart = replace(begun, network=randomise(begun.network, SUITED, 1))
    assert evaluate(after(apart, 5000)).loss < 0.01


def test_slopes_vanish_on_the_way_back_and_only_the_mean_is_learnt() -> None:
    begun = opened("vanishing_slopes")
    assert [layer.activation for layer in begun.network.layers[:-1]] == [TANH] * 6
    slopes = layer_slopes(begun)
    assert slopes[0] < 1e-4 * slopes[-1]
    guess = baseline(begun)
    assert guess is not None
    assert evaluate(after(begun, 500)).loss == pytest.approx(guess.learnt.loss, rel=1e-3)


def test_with_relu_and_he_the_slopes_get_through() -> None:
    begun, vanishing = opened("steady_slopes"), opened("vanishing_slopes")
    assert begun.network.sizes == vanishing.network.sizes
    assert [layer.activation for layer in begun.network.layers[:-1]] == [RELU] * 6
    assert begun.learning_rate == vanishing.learning_rate
    assert begun.dataset.own_targets[0].tolist() == vanishing.dataset.own_targets[0].tolist()
    slopes = layer_slopes(begun)
    assert 0.1 < slopes[0] / slopes[-1] < 10
    guess = baseline(begun)
    assert guess is not None
    assert evaluate(after(begun, 500)).loss < guess.learnt.loss / 5


def test_a_sigmoid_with_the_squared_error_stalls_where_log_loss_does_not() -> None:
    begun = opened("sure_and_wrong")
    assert begun.loss is MEAN_SQUARED_ERROR
    assert evaluate(after(begun, 200)).loss > 0.99 * evaluate(begun).loss > 0.9
    learnt = after(replace(begun, loss=LOG_LOSS), 100)
    predictions = evaluate(learnt).predictions
    assert accuracy(predictions, np.array(begun.dataset.targets), exclusive=False) == 1


def test_adam_is_as_far_in_40_steps_as_gradient_descent_in_300() -> None:
    adam, plain = sample("wages_adam"), sample("wages")
    assert isinstance(adam.optimizer, Adam)
    assert adam.learning_rate == plain.learning_rate
    assert evaluate(adam).loss == evaluate(plain).loss
    assert evaluate(after(adam, 40)).loss <= evaluate(after(plain, 300)).loss


def test_digits_are_learnt_and_told_when_never_seen_before() -> None:
    learnt = after(sample("digits"), 300)
    assert learnt.validation is not None
    seen = replace(learnt, dataset=learnt.validation, validation=None)
    for rows in (learnt, seen):
        targets = np.array(rows.dataset.targets)
        assert accuracy(evaluate(rows).predictions, targets, exclusive=True) > 0.9


def test_a_straight_line_cannot_tell_the_digits_apart_by_their_ink_alone() -> None:
    """They are pictures: how much ink there is does not give the digit away."""
    rows = sample("digits").dataset
    ink = np.sum(rows.own_inputs, axis=0)
    digits = np.argmax(rows.own_targets, axis=0)
    means = np.array([ink[digits == digit].mean() for digit in range(10)])
    nearest = np.abs(ink[:, np.newaxis] - means).argmin(axis=1)
    assert np.mean(nearest == digits) < 0.5
    assert set(digits.tolist()) == set(range(10))
