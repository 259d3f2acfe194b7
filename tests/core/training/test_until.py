"""Runs with conditions end at the same step, however the run is cut into pieces."""

import math

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.training import batch_slopes
from core.training.descent import Descent, Refusal
from core.training.ends.until import End, Standing, Until
from core.training.ends.watch import Watch
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.trace import Trace
from tests.core.builders import build_experiment, sized_experiment

PIECES = (1, 3, 7, 1000)


def halving(rate: float = 0.25) -> Experiment:
    """ŷ = w·x from w = 4, x = 1, target 0: loss w², slope 2w; with rate ¼ w is halved."""
    return build_experiment([[[4.0]]], ["identity"], [[1.0]], [0.0], rate)


def apart() -> Experiment:
    """From w = 0 towards 2, as w = 2(1 − 0.9^k); the row set aside wants 1, nearest at k = 7."""
    training = build_experiment([[[0.0]]], ["identity"], [[1.0]], [2.0], 0.05)
    return replace(training, validation=from_rows([[1.0]], [1.0]))


def many(batch_size: int = 4) -> Experiment:
    """As many rows as make several batches, with rows set aside."""
    begun = sized_experiment((2, 3, 1), 20)
    aside = sized_experiment((2, 3, 1), 9).dataset
    return replace(begun, batch_size=batch_size, validation=aside)


def ended(
    experiment: Experiment, until: Until, piece: int = 1000, lowest: float = math.inf
) -> tuple[End | None, int]:
    """What a run ends by, and at which step."""
    descent = Descent(experiment)
    watch = descent.watch = Watch(until, experiment, lowest)
    for _ in range(3000):
        assert descent.run(piece) is None
        if watch.ended is not None:
            break
    return watch.ended, descent.experiment.updates


def test_it_ends_at_the_first_step_with_a_loss_below() -> None:
    # losses 16, 4, 1, 0.25, 0.0625
    assert ended(halving(), Until(loss=1.0)) == (End.LOSS, 3)
    assert ended(halving(), Until(loss=1.01)) == (End.LOSS, 2)


def test_it_ends_at_the_first_step_with_slopes_below() -> None:
    # slopes 8, 4, 2, 1
    assert ended(halving(), Until(flat=2.0)) == (End.FLAT, 3)
    assert ended(halving(), Until(flat=2.01)) == (End.FLAT, 2)


def test_the_norm_is_of_all_slopes_that_are_free() -> None:
    begun = build_experiment([[[3.0, 4.0]]], ["identity"], [[1.0, 0.0], [0.0, 1.0]], [0, 0], 1e-9)
    assert ended(begun, Until(flat=5.01, steps=9)) == (End.FLAT, 0)  # slopes 3 and 4
    assert ended(begun, Until(flat=4.99, steps=9)) == (End.STEPS, 9)
    free = replace(begun, network=replace(begun.network, locked=np.array([False, True])))
    assert ended(free, Until(flat=3.01, steps=9)) == (End.FLAT, 0)


def test_it_ends_when_patience_with_the_validation_loss_does() -> None:
    assert ended(apart(), Until(patience=5)) == (End.PATIENCE, 12)


def test_a_better_validation_loss_has_to_be_better_than_all_before() -> None:
    assert ended(apart(), Until(patience=5), lowest=0.0) == (End.PATIENCE, 5)


@pytest.mark.parametrize(
    ("until", "last"),
    [(Until(steps=7), 7), (Until(epochs=2), 10), (Until(steps=7, epochs=2), 7)],
)
def test_it_ends_after_so_many_steps_or_epochs_more(until: Until, last: int) -> None:
    assert ended(many(), until) == (End.STEPS, last)
    begun = replace(many(), updates=3)
    assert ended(begun, until) == (End.STEPS, 3 + last)


def test_what_holds_already_ends_a_run_before_its_first_step() -> None:
    assert ended(halving(), Until(loss=17.0)) == (End.LOSS, 0)
    assert ended(halving(), Until(flat=9.0)) == (End.FLAT, 0)


def test_a_condition_that_is_met_at_the_last_step_is_what_ends_it() -> None:
    assert ended(halving(), Until(loss=1.0, steps=3)) == (End.LOSS, 3)
    assert ended(halving(), Until(flat=2.0, steps=3)) == (End.FLAT, 3)
    assert ended(halving(), Until(loss=1.0, steps=2)) == (End.STEPS, 2)


CONDITIONS = [
    Until(loss=0.5),
    Until(flat=0.2),
    Until(patience=2),
    Until(steps=23),
    Until(loss=0.3, flat=0.1, patience=3, steps=200),
]


@pytest.mark.parametrize("until", CONDITIONS)
@pytest.mark.parametrize("sampled", [False, True])
@pytest.mark.parametrize("batch_size", [0, 1, 4])
def test_where_it_ends_does_not_depend_on_how_the_run_is_cut(
    until: Until, sampled: bool, batch_size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sampled:  # the loss is computed every few steps only
        monkeypatch.setattr(batch_slopes, "_MANY_NUMBERS", 0)
    begun = many(batch_size)
    until = replace(until, steps=until.steps or 600)
    reached = {piece: ended(begun, until, piece) for piece in PIECES}
    assert len(set(reached.values())) == 1, reached
    assert reached[1][1] > 0


def test_a_recorded_run_ends_at_the_same_step_and_has_the_loss_of_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch_slopes, "_MANY_NUMBERS", 0)
    begun, until = many(1), Until(flat=0.2, steps=600)
    descent = Descent(begun)
    watch = descent.watch = Watch(until, begun)
    trace = Trace(begun.network.parameters, descent.loss, descent.validation_loss)
    descent.run(1000, trace)
    assert (watch.ended, descent.experiment.updates) == ended(begun, until)
    assert trace.last == descent.experiment.updates
    assert trace.loss(trace.last) == descent.loss == evaluate(descent.experiment).loss


def test_the_steps_of_a_watched_run_are_those_of_any_run() -> None:
    begun = many()
    watched, plain = Descent(begun), Descent(begun)
    watched.watch = Watch(Until(loss=1e-9, flat=1e-9, patience=50), begun)
    watched.run(40)
    plain.run(40)
    one, other = (each.experiment.network.parameters for each in (watched, plain))
    assert one.tobytes() == other.tobytes()


def test_a_refused_step_ends_it_at_the_last_finite_moment() -> None:
    begun = halving(rate=1e200)
    descent = Descent(begun)
    watch = descent.watch = Watch(Until(loss=0.1, steps=50), begun)
    assert isinstance(descent.run(50), Refusal)
    assert watch.ended is None
    assert math.isfinite(descent.loss)


@pytest.mark.parametrize("bound", [0.0, -1.0, math.inf, math.nan])
def test_a_loss_or_slopes_cannot_come_to_be_below_what_is_no_number_above_0(bound: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Until(loss=bound)
    with pytest.raises(ValueError, match="above 0"):
        Until(flat=bound)


def test_no_run_has_less_than_one_step() -> None:
    for kind in ({"steps": 0}, {"epochs": 0}, {"patience": -1}):
        with pytest.raises(ValueError, match="at least 1"):
            Until(**kind)


def test_progress_is_that_towards_the_nearest_end() -> None:
    begun = Standing(0, 1.0, 100.0)
    until = Until(loss=0.01, flat=1.0, steps=10)
    assert until.progress(begun, begun, 1) == 0
    assert until.progress(begun, Standing(2, 0.1, 100.0), 1) == pytest.approx(0.5)
    assert until.progress(begun, Standing(8, 0.1, 100.0), 1) == pytest.approx(0.8)
    assert until.progress(begun, Standing(2, 2.0, 1.0), 1) == 1
    assert Until(patience=2).progress(begun, Standing(9, 1.0, waited=3), 3) == 0.5


@pytest.mark.parametrize(
    ("until", "end", "reason"),
    [
        (Until(loss=0.5), End.LOSS, "the loss is below 0.5"),
        (Until(flat=1e-3), End.FLAT, "it is flat: the norm of the slopes is below 0.001"),
        (Until(patience=1), End.PATIENCE, "no better validation loss in 1 epoch"),
        (Until(patience=20), End.PATIENCE, "no better validation loss in 20 epochs"),
        (Until(steps=1204), End.STEPS, "1204 steps are taken"),
    ],
)
def test_the_reason_is_said(until: Until, end: End, reason: str) -> None:
    assert until.reason(end, Standing(1204, 0.0)) == reason
