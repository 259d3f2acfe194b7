import numpy as np
import pytest
from msgspec.structs import replace

from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, RELU, TANH
from core.nn.losses import LOSSES
from core.nn.network_edits import set_locked
from core.training.descent import Descent, Refusal, Step, step
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from core.training.trace import Trace
from tests.core.builders import bank, bits, build_experiment, sized_experiment


def take(experiment: Experiment, count: int) -> Experiment:
    """The experiment after some steps, taken one by one."""
    for _ in range(count):
        taken = step(experiment)
        assert isinstance(taken, Step)
        experiment = taken.after
    return experiment


def one_weight(weight: float, learning_rate: float) -> Experiment:
    """The smallest hill there is: loss = weight², so weight × (1 − 2 × rate) after a step."""
    return build_experiment([[[weight]]], ["identity"], [[1]], [0], learning_rate)


def start_trace(experiment: Experiment) -> Trace:
    return Trace(experiment.network.parameters, evaluate(experiment).loss)


# One step


def test_a_step_takes_rate_times_slope_off_every_parameter() -> None:
    before = sized_experiment((2, 3, 2), 5, TANH, learning_rate=0.1)
    taken = step(before)
    assert isinstance(taken, Step)
    assert taken.before is before
    assert (taken.gradient == evaluate(before).gradient).all()
    expected = before.network.parameters - 0.1 * taken.gradient
    assert (taken.after.network.parameters == expected).all()
    assert taken.loss_before == evaluate(before).loss
    assert taken.loss_after == evaluate(taken.after).loss


def test_a_step_changes_nothing_but_parameters_and_the_count() -> None:
    before = replace(sized_experiment((2, 3, 1), 5), updates=41)
    kept = bits(before)
    after = take(before, 1)
    assert after.updates == 42
    assert bits(before) == kept
    assert after.dataset is before.dataset
    assert after.optimizer is before.optimizer
    assert after.network.layers is before.network.layers
    assert after.network.locked is before.network.locked


def test_nobody_can_write_to_a_step() -> None:
    taken = step(bank())
    assert isinstance(taken, Step)
    assert not taken.gradient.flags.writeable
    assert not taken.after.network.parameters.flags.writeable


@pytest.mark.parametrize("rate", [0.0, -0.01, float("inf"), float("nan")])
def test_a_learning_rate_is_a_number_above_zero(rate: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        GradientDescent(rate)


def test_optimizers_with_the_same_learning_rate_are_equal() -> None:
    assert replace(GradientDescent(0.2), learning_rate=0.1) == GradientDescent(0.1)
    assert GradientDescent(0.2) != GradientDescent(0.1)


def test_data_that_does_not_fit_the_network_is_refused() -> None:
    other = sized_experiment((3, 2, 1), 4)
    with pytest.raises(ValueError, match="2 inputs and 1 predictions, the data 3 and 1 columns"):
        replace(bank(), dataset=other.dataset)


# Many steps


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_a_run_takes_the_very_steps(activation: Activation) -> None:
    """One by one, in a run, in two runs, recorded or not: the same bits."""
    for loss in LOSSES.values():
        assert_a_run_takes_the_very_steps(
            sized_experiment((3, 8, 5, 2), 33, activation, loss, learning_rate=1e-4)
        )


def assert_a_run_takes_the_very_steps(start: Experiment) -> None:
    stepped = take(start, 25)
    run, recorded, halves = Descent(start), Descent(start), Descent(start)
    trace = start_trace(start)
    assert run.run(25) is None
    assert recorded.run(25, trace) is None
    assert halves.run(10) is None
    assert halves.run(15) is None
    for descent in (run, recorded, halves):
        assert bits(descent.experiment) == bits(stepped)
        assert descent.experiment.updates == 25
        assert descent.loss == evaluate(stepped).loss
    assert trace.last == 25
    assert trace.nearest(25)[1].tobytes() == bits(stepped)


def test_a_run_longer_than_a_portion_of_the_trace_is_recorded_whole() -> None:
    start = sized_experiment((100, 100, 1), 2, learning_rate=1e-4)
    trace = start_trace(start)
    count = 2**20 // (8 * start.network.parameters.size) + 3
    Descent(start).run(count, trace)
    assert trace.last == count
    assert trace.nearest(count)[1].tobytes() == bits(take(start, count))


def test_what_a_descent_gave_out_does_not_change_when_it_goes_on() -> None:
    descent = Descent(bank())
    descent.run(1)
    reached, gradient = descent.experiment, descent.gradient
    kept = bits(reached), gradient.tobytes()
    descent.run(1)
    assert (bits(reached), gradient.tobytes()) == kept


def test_no_steps_is_no_change() -> None:
    descent = Descent(bank())
    assert descent.run(0) is None
    assert bits(descent.experiment) == bits(bank())
    assert descent.loss == 121


# Locks


def test_a_locked_parameter_keeps_its_very_bits_and_the_others_move_as_before() -> None:
    free = sized_experiment((3, 4, 2), 9, TANH)
    size = free.network.parameters.size
    chosen = list(range(0, size, 3))
    locked = replace(free, network=set_locked(free.network, chosen, True))
    after, unlocked_after = take(locked, 1).network, take(free, 1).network
    others = np.setdiff1d(np.arange(size), chosen)
    assert after.parameters[chosen].tobytes() == free.network.parameters[chosen].tobytes()
    assert after.parameters[others].tobytes() == unlocked_after.parameters[others].tobytes()
    far = take(locked, 50).network
    assert far.parameters[chosen].tobytes() == free.network.parameters[chosen].tobytes()
    assert (far.parameters[others] != free.network.parameters[others]).all()


def test_slopes_of_locked_parameters_are_still_shown() -> None:
    experiment = replace(bank(), network=set_locked(bank().network, range(6), True))
    taken = step(experiment)
    assert isinstance(taken, Step)
    assert taken.gradient.tolist() == [132, 88, 0, 0, 176, 0]
    assert bits(taken.after) == bits(experiment)


# Divergence


def test_a_step_to_an_infinite_loss_is_refused() -> None:
    refusal = step(one_weight(1e150, 1e10))
    assert isinstance(refusal, Refusal)
    assert refusal == Refusal("the loss", 1e10, 0)
    assert refusal.message == (
        "Step 1 was not taken: at a learning rate of 1e10"
        " it would make the loss too large to be a number."
    )


def test_a_weight_can_be_infinite_while_the_loss_is_finite() -> None:
    """The weight into a ReLU would go to −∞, where the node is asleep: the loss would be 1."""
    experiment = build_experiment([[[1e-300]], [[1e160]]], ["relu", "identity"], [[1]], [-1], 1e200)
    assert evaluate(experiment).gradient.tolist() == [2e160, 2e-300]
    asleep = replace(experiment, network=experiment.network.with_parameters([-np.inf, 1e160]))
    assert evaluate(asleep).loss == 1
    refusal = step(experiment)
    assert isinstance(refusal, Refusal)
    assert refusal.what == "a weight"
    assert "it would make a weight too large to be a number" in refusal.message


def test_a_run_that_diverges_stands_at_its_last_finite_step() -> None:
    """A weight that triples with each step: the loss 9ⁿ is the first to leave the numbers."""
    start = replace(one_weight(1.0, 2.0), updates=7)
    descent, trace = Descent(start), start_trace(start)
    refusal = descent.run(10_000, trace)
    assert refusal is not None
    assert refusal.what == "the loss"
    assert refusal.learning_rate == 2.0
    assert refusal.updates == 7 + trace.last
    reached = descent.experiment
    assert reached.updates == refusal.updates
    assert reached.network.parameters.tolist() == [pytest.approx((-3.0) ** trace.last, rel=1e-12)]
    assert trace.last == 323  # 9³²³ is below 1.8e308, 9³²⁴ is not
    assert f"Step {refusal.updates + 1} was not taken" in refusal.message


def test_after_a_refusal_everything_fits_together() -> None:
    start = one_weight(1.0, 2.0)
    descent, trace = Descent(start), start_trace(start)
    first = descent.run(10_000, trace)
    assert first is not None
    reached = descent.experiment
    found = evaluate(reached)
    assert found.is_finite
    assert descent.loss == found.loss == trace.loss(trace.last)
    assert trace.nearest(trace.last)[1].tobytes() == bits(reached)
    assert descent.run(5, trace) == first
    assert (descent.gradient == found.gradient).all()
    assert bits(descent.experiment) == bits(reached)
    assert trace.last == reached.updates
    assert step(reached) == first


def test_a_smaller_rate_goes_on_from_where_the_larger_was_refused() -> None:
    descent = Descent(one_weight(1.0, 2.0))
    descent.run(10_000)
    gentle = replace(descent.experiment, optimizer=GradientDescent(0.25))
    assert evaluate(take(gentle, 100)).loss < evaluate(gentle).loss


def test_a_very_large_weight_is_still_a_number() -> None:
    """Squares of the parameters overflow; the parameters do not."""
    experiment = build_experiment([[[-1e200], [0.5]], [[1, 1]]], ["relu", "identity"], [[1]], [0])
    assert take(experiment, 1).network.parameters[0] == -1e200


def test_a_run_on_relu_network_goes_downhill() -> None:
    descent = Descent(sized_experiment((2, 8, 8, 1), 50, RELU, learning_rate=0.01))
    start = descent.loss
    assert descent.run(300) is None
    assert descent.loss < start / 2


def test_a_loss_that_is_too_large_already_is_not_blamed_on_the_rate() -> None:
    experiment = build_experiment([[[1.0]]], ["identity"], [[1]], [1e200])
    refusal = step(experiment)
    assert isinstance(refusal, Refusal)
    assert refusal.already
    assert "learning rate" not in refusal.message


def test_a_row_alone_has_no_batch_and_no_validation_rows() -> None:
    whole = sized_experiment((2, 3, 1), 5)
    whole = replace(whole, batch_size=2, validation=whole.dataset.row(0), updates=5)
    alone = whole.on_row(4)
    assert (alone.dataset.rows, alone.batch_size, alone.validation) == (1, 0, None)
    assert alone.dataset.inputs[0].tolist() == whole.dataset.inputs[0][4:].tolist()
    assert alone.updates == 5
    batch = whole.of_batch
    assert (batch.dataset.rows, batch.batch_size) == (1, 0)
    assert replace(whole, batch_size=5).of_batch.dataset is whole.dataset


def test_a_batch_and_validation_rows_have_to_fit() -> None:
    experiment = sized_experiment((2, 3, 1), 5)
    with pytest.raises(ValueError, match="a batch cannot have -1 rows"):
        replace(experiment, batch_size=-1)
    with pytest.raises(ValueError, match="the data 3 and 1 columns"):
        replace(experiment, validation=sized_experiment((3, 1), 5).dataset)
    with pytest.raises(ValueError, match="Log loss does not go with identity predictions"):
        replace(experiment, loss=LOSSES["log_loss"])
