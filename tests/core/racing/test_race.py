"""A race: every descent as it would be alone, all in step, and none that outgrows the numbers."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.batches import ALL_ROWS
from core.document.edits import randomise_weights
from core.nn.activations import TANH
from core.nn.initializers import INITIALIZERS, SUITED
from core.racing.race import Measure, Pace, Race, measured
from core.racing.racer import (
    Draw,
    Racer,
    race_batch_sizes,
    race_optimizers,
    race_rates,
    race_starts,
    racer_of,
)
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.rules.optimizers import Adam, AdamW, GradientDescent, Momentum, RMSProp
from core.training.trace import Trace
from tests.core.builders import as_document, bank, sized_experiment
from tests.core.racing.without_corners import without_corners


def learning(rows: int = 10, batch_size: int = ALL_ROWS) -> Experiment:
    begun = sized_experiment((2, 4, 1), rows, TANH, learning_rate=0.05)
    return replace(begun, batch_size=batch_size)


def alone(begun: Experiment, steps: int) -> tuple[bytes, bytes]:
    """The state and the losses of the same descent, taken in one go."""
    descent = Descent(begun)
    trace = Trace(begun.network.parameters, descent.loss, descent.validation_loss, begun.memory)
    descent.run(steps, trace)
    return descent.experiment.state.tobytes(), trace.losses().lowest.tobytes()


@pytest.mark.parametrize("line_up", [race_optimizers, race_rates, race_starts, race_batch_sizes])
def test_each_racer_equals_the_same_descent_alone_to_the_bit(line_up: object) -> None:
    assert callable(line_up)
    warm = Descent(learning(33, 5))
    warm.run(7)  # not at the start of an epoch
    race = Race(warm.experiment, line_up(warm.experiment))
    for rounds in (1, 5, 30):
        race.run(rounds)
    for racer, (run,) in zip(race.racers, race.runs, strict=True):
        state, losses = alone(racer.begin(warm.experiment), 36)
        assert run.experiment.state.tobytes() == state
        assert run.experiment.updates == run.begun.updates + 36
        assert run.trace.loss(36) == np.frombuffer(losses)[36]


def test_a_drawn_start_is_that_of_randomising_with_the_same_seed() -> None:
    warm = Descent(learning())
    warm.run(3)
    begun = Racer(GradientDescent(0.1), draw=Draw(SUITED, 5)).begin(warm.experiment)
    expected = randomise_weights(as_document(warm.experiment), SUITED, 5).experiment
    assert begun.network.parameters.tobytes() == expected.network.parameters.tobytes()
    assert (begun.seed, begun.updates) == (expected.seed, 0) == (5, 0)


def test_the_same_optimizer_keeps_what_it_remembers_and_another_begins_with_nothing() -> None:
    warm = Descent(replace(learning(), optimizer=Momentum(0.01)))
    warm.run(3)
    same, other = (rule(0.02) for rule in (Momentum, Adam))
    assert Racer(same).begin(warm.experiment).memory.tobytes() == warm.experiment.memory.tobytes()
    assert not Racer(other).begin(warm.experiment).memory.any()


def test_in_step_by_epochs_all_have_seen_the_same_rows() -> None:
    experiment = learning(rows=10)
    racers = [replace(racer_of(experiment), batch_size=size) for size in (1, 4, ALL_ROWS)]
    race = Race(experiment, racers, pace=Pace.EPOCHS)
    assert race.rounds_of_a_unit == 10
    race.run(2 * race.rounds_of_a_unit)
    assert [run.steps for (run,) in race.runs] == [20, 6, 2]
    race.run(5)  # half an epoch
    assert [run.steps for (run,) in race.runs] == [25, 7, 2]
    seen = [measured(run.begun, np.array([float(run.steps)]), Measure.ROWS) for (run,) in race.runs]
    assert np.concatenate(seen).tolist() == [25, 24, 20]


def test_rows_seen_count_the_shorter_last_batch_and_begin_where_the_race_begins() -> None:
    begun = replace(learning(rows=10, batch_size=4), updates=2)  # next: the last batch, of 2 rows
    steps = np.arange(5.0)
    assert measured(begun, steps, Measure.ROWS).tolist() == [0, 2, 6, 10, 12]
    assert measured(begun, steps, Measure.EPOCHS).tolist() == [0, 1 / 3, 2 / 3, 1, 4 / 3]
    assert measured(begun, steps, Measure.STEPS).tolist() == [0, 1, 2, 3, 4]


def test_a_racer_that_leaves_the_numbers_stays_at_its_last_moment_and_the_others_go_on() -> None:
    experiment = without_corners()
    race = Race(experiment, [Racer(GradientDescent(rate)) for rate in (0.001, 1.0)])
    race.run(50)
    (calm,), (wild,) = race.runs
    assert calm.refusal is None
    assert calm.steps == 50
    assert wild.refusal is not None
    assert wild.steps < 50
    assert np.isfinite(wild.loss)
    state, _ = alone(wild.begun, 50)  # a descent stops there, too
    assert wild.experiment.state.tobytes() == state
    before = wild.steps
    race.run(5)
    assert (wild.steps, calm.steps) == (before, 55)
    assert not race.is_over


def test_from_several_starts_each_racer_begins_with_the_same_weights() -> None:
    experiment = learning()
    race = Race(experiment, [Racer(GradientDescent(0.1)), Racer(Adam(0.1))], starts=5)
    for plain, adam in zip(*race.runs, strict=True):
        assert plain.begun.network.parameters.tobytes() == adam.begun.network.parameters.tobytes()
    seeds = [run.begun.seed for run in race.runs[0]]
    assert seeds == [experiment.seed + k for k in (1, 2, 3, 4, 5)]


def test_traces_keep_fewer_moments_rather_than_grow_without_end() -> None:
    experiment = sized_experiment((20, 60, 40), 4, learning_rate=1e-6)
    race = Race(experiment, race_rates(experiment)[:2], starts=5)
    race.run(500)
    assert sum(run.trace.nbytes for runs in race.runs for run in runs) <= 2**26
    assert race.runs[0][0].trace.stride > 1


def test_there_are_one_to_six_racers() -> None:
    for racers in ([], [Racer(GradientDescent())] * 7):
        with pytest.raises(ValueError, match="1 to 6 racers"):
            Race(bank(), racers)


def test_the_optimizers_have_rates_whose_steps_are_alike_and_the_present_one_is_kept() -> None:
    plain = race_optimizers(bank(0.02))
    assert [type(racer.optimizer) for racer in plain] == [GradientDescent, Momentum, RMSProp, Adam]
    assert [racer.optimizer.learning_rate for racer in plain] == [0.02, 0.002, 0.01, 0.01]
    rule = Momentum(0.003, momentum=0.7)
    rolling = race_optimizers(replace(bank(), optimizer=rule))
    assert rolling[0].optimizer.learning_rate == 0.01
    assert rolling[1].optimizer == rule
    other = race_optimizers(replace(bank(), optimizer=AdamW(0.5)))
    assert [racer.optimizer.name for racer in other][:2] == ["AdamW", "Gradient descent"]
    assert RMSProp in map(type, (racer.optimizer for racer in other))


def test_the_rates_go_from_a_tenth_to_ten_times_the_present_one() -> None:
    rates = [racer.optimizer.learning_rate for racer in race_rates(bank(0.01))]
    assert rates == [0.001, 0.003, 0.01, 0.03, 0.1]
    assert len(race_rates(bank(1e308))) == 3


def test_the_starts_are_the_present_one_and_others() -> None:
    present, *drawn = race_starts(replace(bank(), seed=7))
    assert present.draw is None
    assert [racer.draw for racer in drawn] == [Draw(SUITED, seed) for seed in (8, 9, 10)]
    fixed = Racer(GradientDescent(), draw=Draw(INITIALIZERS["he"], 3))
    assert [each.draw for each in fixed.from_starts(3, 2)] == [
        Draw(INITIALIZERS["he"], seed) for seed in (3, 4)
    ]


def test_the_batches_go_from_one_row_to_all_of_them() -> None:
    sizes = [racer.batch_size for racer in race_batch_sizes(learning(100, 25))]
    assert sizes == [1, 16, 25, ALL_ROWS]
    assert [racer.batch_size for racer in race_batch_sizes(bank())] == [ALL_ROWS]


def test_the_time_of_each_racer_is_told_by_the_clock_of_the_race() -> None:
    ticks = iter(range(100))
    race = Race(bank(), race_rates(bank())[:3], clock=lambda: float(next(ticks)))
    race.run(2)
    race.run(2)
    assert [run.seconds for (run,) in race.runs] == [2.0, 2.0, 2.0]
    assert [run.seconds for (run,) in Race(bank(), race_rates(bank())[:2]).runs] == [0.0, 0.0]
