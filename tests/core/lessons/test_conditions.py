"""Conditions of the numbers of an experiment, of what slips make of them, of how well it fits."""

import pytest

from core.lessons.moves import Board
from core.lessons.playing import begun
from core.lessons.tasks.conditions import condition_of
from tests.core.lessons.lesson_texts import BANK, lesson_text, read

NUMBER = 'kind = "number"\nask = "?"\nanswer = "loss"'
CLASSES = """
inputs = ["x"]
rows = [[-2], [-1], [1], [2]]
targets = [[1, 0], [0, 1], [0, 1], [0, 1]]
loss = "cross_entropy"
layers = [{ nodes = ["red", "blue"], activation = "softmax", weights = [[0], [0.1]] }]
"""
ASIDE = """
inputs = ["x"]
rows = [[1], [2], [3]]
targets = [1, 4, 5]
validation = 1
layers = [{ nodes = ["p"], weights = [[2]] }]
"""


def holds(network: str, text: str, *moves: str) -> bool:
    (page,) = read(lesson_text(network, NUMBER)).pages
    document = begun(page)
    assert document is not None
    board = Board(document)
    for move in moves:
        board.play(move)
    return condition_of(text, document.experiment.network).holds(board.numbers)


def test_steps_are_counted() -> None:
    assert holds(BANK, "steps = 0")
    assert holds(BANK, "steps = 8", "run until loss < 0.01")


def test_what_a_slip_makes_of_a_number_is_compared_to_three_digits() -> None:
    """Updated first, hidden 1 → prediction is 0.24: 2 − 0.01 × 3 × (22 × 0.24) = 1.8416."""
    assert holds(BANK, "new accounts → hidden 1 = 0.68")
    assert holds(BANK, "new accounts → hidden 1 = 1.84 by last layer first")
    assert not holds(BANK, "new accounts → hidden 1 = 0.68 by last layer first")
    assert not holds(BANK, "prediction = 16 by no activation"), "the slip gives the right number"


def test_a_slip_of_a_condition_has_to_be_known() -> None:
    with pytest.raises(ValueError, match="no slip is called “no brain”"):
        holds(BANK, "error = 11 by no brain")


def test_the_part_of_the_rows_that_is_right_is_the_accuracy() -> None:
    """Blue is the likelier one for x above 0, red below; the second of four rows is blue."""
    assert holds(CLASSES, "accuracy = 0.75")


def test_accuracy_is_of_classes_only() -> None:
    with pytest.raises(ValueError, match="no classes are told apart"):
        holds(BANK, "accuracy = 1")


def test_the_validation_loss_is_of_the_last_rows_alone() -> None:
    """Predicted 2, 4 and 6: the errors are 1 and 0, and 1 for the row that is set aside."""
    assert holds(ASIDE, "loss = 0.5")
    assert holds(ASIDE, "validation loss = 1")


def test_without_rows_set_aside_there_is_no_validation_loss() -> None:
    with pytest.raises(ValueError, match="no rows are set aside"):
        holds(BANK, "validation loss < 1")
