import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.data.batches import rows_of_step, turn
from core.explanation.linear_prediction import predict_linearly
from core.explanation.quantities import Quantities
from core.nn.loss import Loss
from core.nn.losses import LOSSES, SUM_OF_SQUARED_ERRORS
from core.nn.quantity import Quantity, QuantityKind
from core.training import batch_slopes
from core.training.descent import Descent, Refusal, step
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from core.training.trace import Trace
from tests.core.builders import bits, random_dataset, sized_experiment


def in_batches(size: int, rows: int = 10, loss: Loss = LOSSES["mse"]) -> Experiment:
    experiment = sized_experiment((2, 3, 1), rows, loss=loss, learning_rate=0.02, seed=4)
    return replace(experiment, batch_size=size)


@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 5), st.integers(0, 2**63 - 1))
def test_in_an_epoch_every_row_has_its_turn_once(
    rows: int, size: int, epoch: int, seed: int
) -> None:
    batches = turn(0, rows, size).batches
    used = [rows_of_step(epoch * batches + at, rows, size, seed) for at in range(batches)]
    if batches == 1:
        assert used == [None]
        return
    found = [row for batch in used if batch is not None for row in batch.tolist()]
    assert sorted(found) == list(range(rows))
    assert all(batch is not None and batch.size == size for batch in used[:-1])


def test_the_order_is_shuffled_anew_from_seed_and_epoch() -> None:
    def first(epoch: int, seed: int) -> list[int]:
        rows = rows_of_step(epoch * 4, 20, 5, seed)
        assert rows is not None
        return [*map(int, rows)]

    assert first(0, 1) == first(0, 1)
    assert first(0, 1) != first(1, 1)
    assert first(0, 1) != first(0, 2)


def test_nobody_can_write_to_the_rows_of_a_step() -> None:
    rows = rows_of_step(0, 10, 4, 0)
    assert rows is not None
    assert not rows.flags.writeable


def test_turns_are_counted() -> None:
    assert turn(5, 10, 4) == (1, 2, 3)
    assert [turn(updates, 10, 4).is_last for updates in range(3, 7)] == [False, False, True, False]
    assert [turn(0, 10, size).batches for size in (1, 5, 9, 10, 11)] == [10, 2, 2, 1, 1]
    assert turn(5, 10, 0) == (5, 0, 1)
    assert turn(5, 10, 99) == (5, 0, 1)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_a_step_follows_the_slopes_of_its_rows_alone(loss: Loss) -> None:
    experiment = in_batches(4, loss=loss)
    rows = experiment.batch
    assert rows is not None
    alone = replace(experiment, dataset=experiment.dataset.only(rows), batch_size=0)
    taken, expected = step(experiment), step(alone)
    assert not isinstance(taken, Refusal)
    assert not isinstance(expected, Refusal)
    assert bits(taken.after) == bits(expected.after)
    assert taken.loss_after == evaluate(taken.after).loss
    assert evaluate(experiment).gradient.tolist() == taken.gradient.tolist()


def test_the_loss_is_always_that_of_all_rows() -> None:
    experiment = in_batches(3)
    descent = Descent(experiment)
    trace = Trace(experiment.network.parameters, descent.loss)
    descent.run(7, trace)
    everything = replace(descent.experiment, batch_size=0)
    assert trace.loss(7) == descent.loss == evaluate(everything).loss


def test_one_by_one_or_in_a_run_it_is_the_same() -> None:
    start = in_batches(3)
    one_by_one: Experiment = start
    for _ in range(9):
        taken = step(one_by_one)
        assert not isinstance(taken, Refusal)
        one_by_one = taken.after
    run = Descent(start)
    run.run(4)
    run.run(5)
    assert bits(run.experiment) == bits(one_by_one)


def test_a_batch_of_all_rows_is_no_batch() -> None:
    assert evaluate(in_batches(10)).batch is None
    assert evaluate(in_batches(99)).batch is None


def test_slopes_over_all_rows_are_kept_beside_those_of_the_batch() -> None:
    found = evaluate(in_batches(4))
    full = evaluate(in_batches(0))
    assert found.full_gradient.tolist() == full.gradient.tolist()
    assert found.gradient.tolist() != full.gradient.tolist()


@pytest.mark.parametrize("loss", [LOSSES["mse"], SUM_OF_SQUARED_ERRORS], ids=["mean", "sum"])
def test_the_slope_is_made_up_of_the_rows_in_use(loss: Loss) -> None:
    experiment = in_batches(4, loss=loss)
    numbers = Quantities(experiment, evaluate(experiment))
    rows = numbers.rows_in_use
    for index in range(experiment.network.parameters.size):
        of_rows = numbers.row_slopes(index)[rows]
        made_up = of_rows.mean() if loss.averages else of_rows.sum()
        slope = numbers.value(Quantity(QuantityKind.SLOPE, parameter=index))
        assert made_up == pytest.approx(slope, rel=1e-12, abs=1e-15)


def test_the_promise_is_about_the_loss_of_the_batch() -> None:
    experiment = in_batches(4)
    small = replace(experiment, optimizer=replace(experiment.optimizer, learning_rate=1e-7))
    ahead = predict_linearly(Quantities(small, evaluate(small)))
    assert ahead.loss == pytest.approx(evaluate(small.of_batch).loss)
    assert ahead.promised < ahead.loss
    assert ahead.promised - ahead.loss == pytest.approx(ahead.came_to - ahead.loss, rel=1e-4)


def test_where_rows_are_many_the_loss_is_known_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch_slopes, "_MANY_NUMBERS", 1)
    experiment = in_batches(1, rows=40)
    descent, exact = Descent(experiment), Descent(experiment)
    trace = Trace(experiment.network.parameters, descent.loss)
    descent.run(25, trace)
    known = [trace.loss(at) for at in range(26)]
    assert trace.is_sampled
    assert [at for at, loss in enumerate(known) if loss is not None] == [0, 10, 20, 25]
    exact.run(20)
    assert known[20] == exact.loss
    assert trace.losses().lowest[10] == known[10]


def test_validation_rows_have_their_own_loss_and_teach_nothing() -> None:
    experiment = in_batches(0)
    held_out = random_dataset(2, 1, 6, seed=9)
    with_rows = replace(experiment, validation=held_out)
    descent = Descent(with_rows)
    trace = Trace(experiment.network.parameters, descent.loss, descent.validation_loss)
    descent.run(3, trace)
    plain = Descent(experiment)
    plain.run(3)
    assert bits(descent.experiment) == bits(plain.experiment)
    expected = evaluate(replace(plain.experiment, dataset=held_out)).loss
    assert descent.validation_loss == expected
    assert trace.validation is not None
    assert trace.validation.loss(3) == expected
    assert evaluate(descent.experiment).validation_loss == expected


def test_validation_rows_have_to_fit_the_network() -> None:
    with pytest.raises(ValueError, match="the data 3 and 1 columns"):
        replace(in_batches(0), validation=random_dataset(3, 1, 2))
    with pytest.raises(ValueError, match="a batch cannot have -1 rows"):
        in_batches(-1)


def test_a_run_is_refused_exactly_where_single_steps_are(monkeypatch: pytest.MonkeyPatch) -> None:
    experiment = in_batches(1, rows=40)
    wild = replace(experiment, optimizer=GradientDescent(1e200))
    by_steps = Descent(wild)
    refusal = None
    while refusal is None:
        refusal = by_steps.run(1)
    monkeypatch.setattr(batch_slopes, "_MANY_NUMBERS", 1)
    descent = Descent(wild)
    trace = Trace(experiment.network.parameters, descent.loss)
    found = descent.run(6000, trace)
    assert found is not None
    assert descent.experiment.updates == by_steps.experiment.updates
    assert descent.loss == by_steps.loss
    assert np.isfinite(descent.loss)
    assert trace.last == descent.experiment.updates
    assert bits(descent.experiment) == bits(by_steps.experiment)
