"""The verdict: the lowest loss wins, of rows set aside if there are any, unless it may be luck."""

import math

from msgspec.structs import replace

from core.racing.race import Race
from core.racing.racer import Racer, race_rates
from core.racing.verdict import Standing, judge, verdict
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import random_dataset, sized_experiment
from tests.core.racing.without_corners import without_corners


def test_the_lowest_loss_is_ahead() -> None:
    found = judge([Standing((2.0,)), Standing((1.0,)), Standing((3.0,))])
    assert (found.best, found.winner, found.rivals) == (1, 1, ())


def test_equal_losses_name_no_winner() -> None:
    found = judge([Standing((1.0,)), Standing((1.0,))])
    assert found.winner is None
    assert found.rivals == (1,)


def test_where_spreads_overlap_no_winner_is_named() -> None:
    apart = judge([Standing((0.1, 0.2, 0.3)), Standing((0.31, 0.4, 9.0))])
    assert apart.winner == 0
    overlapping = judge([Standing((0.1, 0.2, 0.3)), Standing((0.29, 0.4, 9.0))])
    assert (overlapping.best, overlapping.winner, overlapping.rivals) == (0, None, (1,))


def test_a_start_that_left_the_numbers_leaves_the_spread_open() -> None:
    found = judge([Standing((0.1, 0.2, math.inf)), Standing((0.5, 0.6, 0.7))])
    assert (found.best, found.winner, found.rivals) == (0, None, (1,))
    lost = judge([Standing((math.inf,)), Standing((0.5,))])
    assert lost.winner == 1
    nobody = judge([Standing((math.inf,)), Standing((math.inf,))])
    assert (nobody.best, nobody.winner) == (None, None)


def test_the_middle_is_the_start_with_the_median_loss() -> None:
    standing = Standing((5.0, 1.0, 4.0, 2.0, 3.0))
    assert (standing.lowest, standing.median, standing.highest) == (1.0, 3.0, 5.0)
    assert standing.middle == 4
    assert Standing((2.0, 1.0)).median == 1.0


def test_rows_set_aside_judge_where_there_are_any() -> None:
    begun = sized_experiment((2, 3, 1), 8, learning_rate=0.05)
    race = Race(replace(begun, validation=random_dataset(2, 1, 5, seed=9)), race_rates(begun))
    race.run(20)
    found = verdict(race)
    assert found.is_validated
    for standing, (run,) in zip(found.standings, race.runs, strict=True):
        assert standing.losses in {(run.validation_loss,), (math.inf,)}
    plain = Race(begun, race_rates(begun)[:2])
    plain.run(20)
    assert [standing.median for standing in verdict(plain).standings] == [
        run.loss for (run,) in plain.runs
    ]


def test_who_left_the_numbers_cannot_win() -> None:
    race = Race(without_corners(), [Racer(GradientDescent(rate)) for rate in (1e-12, 10.0)])
    race.run(200)
    assert verdict(race).winner == 0
