"""Numbers of the course, worked out with plain Python and nothing of the program."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from core.lessons.course import COURSE, lessons_in
from core.lessons.lesson import Page
from core.lessons.moves import Board
from core.lessons.playing import begun
from core.lessons.text.reading import read_lesson


def board(lesson: int, page: int) -> Board:
    """What a page of the course begins with, both counted from 1."""
    pages: tuple[Page, ...] = read_lesson(lessons_in(COURSE)[lesson - 1].read_bytes()).pages
    document = begun(pages[page - 1])
    assert document is not None
    return Board(document)


def bank_slopes(weights: list[float]) -> tuple[float, list[float]]:
    """The error of the bank, of inputs 3 and 2 and target 5, and its slopes while hidden 2 is 0."""
    hidden = max(0.0, 3 * weights[0] + 2 * weights[1])
    error = hidden * weights[2] - 5
    back = 2 * error * weights[2] * (hidden > 0)
    return error, [3 * back, 2 * back, 2 * error * hidden]


def steps_of_descent() -> int:
    weights, steps = [2.0, 1.0, 2.0], 0
    while abs(bank_slopes(weights)[0]) >= 0.1:
        slopes = bank_slopes(weights)[1]
        weights = [w - 0.01 * s for w, s in zip(weights, slopes, strict=True)]
        steps += 1
    return steps


def steps_of_adam() -> int:
    weights, means, squares, steps = [2.0, 1.0, 2.0], [0.0] * 3, [0.0] * 3, 0
    while abs(bank_slopes(weights)[0]) >= 0.1:
        slopes, steps = bank_slopes(weights)[1], steps + 1
        means = [0.9 * m + 0.1 * s for m, s in zip(means, slopes, strict=True)]
        squares = [0.999 * v + 0.001 * s * s for v, s in zip(squares, slopes, strict=True)]
        scale, root = 1 - 0.9**steps, 1 - 0.999**steps
        for at in range(3):
            weights[at] -= 0.01 * means[at] / scale / (math.sqrt(squares[at] / root) + 1e-8)
    return steps


@pytest.mark.parametrize(
    ("page", "steps", "found"), [(2, 8, steps_of_descent), (3, 232, steps_of_adam)]
)
def test_descent_reaches_the_banks_target_in_8_steps_and_adam_in_232(
    page: int, steps: int, found: Callable[[], int]
) -> None:
    assert found() == steps
    played = board(19, page)
    played.play("run until loss < 0.01")
    assert played.steps == steps


def test_a_loss_of_flats_falls_in_19_steps_once_they_are_scaled() -> None:
    inputs = np.array([[46, 1], [58, 3], [62, 1], [74, 3]], dtype=float)
    rents = np.array([4.1, 6.3, 5.7, 7.9])
    assert (2 * inputs.T @ -rents / 4).tolist() == pytest.approx([-746, -26.2])
    assert inputs.mean(axis=0).tolist() == [60, 2]
    assert inputs.std(axis=0).tolist() == [10, 1]
    columns = np.c_[(inputs - [60, 2]) / [10, 1], np.ones(4)]
    weights, steps = np.zeros(3), 0
    while ((columns @ weights - rents) ** 2).mean() >= 0.01:
        weights -= 0.1 * 2 * columns.T @ (columns @ weights - rents) / 4
        steps += 1
    played = board(17, 2)
    played.play("scale inputs")
    played.play("run until loss < 0.01")
    assert played.steps == steps == 19


def test_the_sums_ln_3_and_0_give_three_quarters() -> None:
    powers = [math.exp(math.log(3)), math.exp(0)]
    assert powers[0] / sum(powers) == pytest.approx(0.75)
    numbers = board(20, 1).evaluation
    assert numbers.predictions[:, 0].tolist() == pytest.approx([0.75, 0.25])
    assert numbers.loss == pytest.approx(-math.log(0.75))
    assert numbers.errors[:, 0].tolist() == pytest.approx([-0.25, 0.25])
