"""Races in words: racers are called by what not all have, and no winner is named by luck."""

import math

from msgspec.structs import replace

from core.nn.initializers import INITIALIZERS, SUITED
from core.racing.racer import Draw, Racer
from core.racing.verdict import Standing, judge
from core.training.rules.optimizers import Adam, GradientDescent, Momentum
from gui.formatting.racer_words import (
    YOU,
    racer_names,
    spread_words,
    standing_words,
    verdict_words,
)

PLAIN = Racer(GradientDescent(0.1))


def test_what_all_have_is_not_said() -> None:
    racers = [PLAIN, replace(PLAIN, optimizer=GradientDescent(0.2))]
    assert racer_names(racers) == ["rate 0.1", "rate 0.2"]
    racers = [PLAIN, replace(PLAIN, optimizer=Adam(0.1))]
    assert racer_names(racers) == ["Gradient descent", "Adam"]
    assert racer_names([PLAIN, PLAIN]) == ["Gradient descent (1)", "Gradient descent (2)"]


def test_settings_batches_and_starts_are_said_where_they_differ() -> None:
    rolling = [Racer(Momentum(0.1, momentum=share)) for share in (0.5, 0.9)]
    assert racer_names(rolling) == ["momentum 0.5", "momentum 0.9"]
    batches = [replace(PLAIN, batch_size=size) for size in (1, 16, 0)]
    assert racer_names(batches) == ["one row", "batches of 16", "all rows"]
    draws = [None, Draw(SUITED, 3), Draw(INITIALIZERS["he"], 3)]
    starts = [replace(PLAIN, draw=draw) for draw in draws]
    assert racer_names(starts) == ["present weights", "seed 3", "He, seed 3"]


def test_a_standing_is_a_loss_or_a_median_with_its_spread() -> None:
    assert standing_words(Standing((0.25,))) == "0.25"
    assert spread_words(Standing((0.25,))) == ""
    several = Standing((0.3, 0.1, 0.2))
    assert standing_words(several) == "0.2 (0.1 to 0.3, 3 starts)"
    assert spread_words(Standing((0.1, 0.2, math.inf))) == "0.1 to out, 3 starts"


def test_the_verdict_names_the_winner_or_says_why_there_is_none() -> None:
    names, at = ["A", "B", "C"], "20 steps"
    one = judge([Standing((loss,)) for loss in (3.0, 1.0, 2.0)])
    assert verdict_words(one, names, at) == "After 20 steps: B has the lowest loss of all rows, 1"
    aside = judge([Standing((3.0,)), Standing((1.0,))], is_validated=True)
    assert "of the rows set aside" in verdict_words(aside, names, at)
    same = judge([Standing((1.0,)), Standing((1.0,)), Standing((2.0,))])
    assert "A and B have the same loss" in verdict_words(same, names, at)
    spread = judge([Standing((1.0, 2.0, 3.0)), Standing((2.5, 4.0, 5.0))])
    assert verdict_words(spread, names, at) == (
        "After 20 steps: no winner. A has the lowest median loss of all rows,"
        " but its spread over 3 starts overlaps that of another racer"
    )
    clear = judge([Standing((1.0, 2.0, 3.0)), Standing((3.5, 4.0, 5.0))])
    assert "its worst start beats every other" in verdict_words(clear, names, at)
    nobody = judge([Standing((math.inf,))])
    assert verdict_words(nobody, names, at) == "After 20 steps: every racer left the numbers"


def test_who_edits_by_hand_is_judged_with_the_others() -> None:
    found = judge([Standing((3.0,)), Standing((1.0,))])
    assert verdict_words(found, ["Adam", YOU], "2 steps") == (
        "After 2 steps: you have the lowest loss of all rows, 1"
    )
