"""Moves over the rows and the way down: scaling, batches."""

import numpy as np
import pytest

from core.lessons.moves import Board
from core.lessons.tasks.checking import Judgement, check, evidence_on
from tests.core.lessons.lesson_texts import asked

# The areas have the mean 60 and the deviation 10.
FLATS = """
inputs = ["area"]
rows = [[46], [58], [62], [74]]
targets = [4, 6, 6, 8]
layers = [{ nodes = ["rent"], weights = [[0]], biases = [0] }]
"""
REACH = 'kind = "reach"\nask = "?"\ngoal = ["loss < 0.5"]\nmost_steps = 50\n'


def played(network: str, task: str, *moves: str) -> Judgement | None:
    found, document = asked(network, task)
    board = Board(document)
    for move in moves:
        board.play(move)
    return check(found, evidence_on(board))


def test_inputs_are_scaled_to_mean_0_and_deviation_1_or_from_0_to_1() -> None:
    board = Board(asked(FLATS, REACH)[1])
    board.play("scale inputs")
    assert board.numbers.experiment.dataset.inputs[0].tolist() == [-1.4, -0.2, 0.2, 1.4]
    board.play("scale inputs minmax")
    assert board.numbers.experiment.dataset.inputs[0] == pytest.approx([0, 12 / 28, 16 / 28, 1])
    board.play("scale inputs none")
    assert board.numbers.experiment.dataset.inputs[0].tolist() == [46, 58, 62, 74]


@pytest.mark.parametrize("move", ["scale", "scale targets", "scale inputs twice"])
def test_what_cannot_be_scaled_is_said(move: str) -> None:
    board = Board(asked(FLATS, REACH)[1])
    with pytest.raises(ValueError, match="write “scale inputs”"):
        board.play(move)


def test_a_step_learns_from_the_rows_of_its_batch() -> None:
    """Row 1 comes first with a seed of 1: its slopes are 2 × (−4) × 46 and 2 × (−4)."""
    board = Board(asked(FLATS.replace("layers", "seed = 1\nlayers"), REACH)[1])
    board.play("set batch = 1")
    assert board.evaluation.gradient.tolist() == [-368, -8]
    board.play("set batch = all")
    rows = np.array([46, 58, 62, 74]) * [-8, -12, -12, -16]
    assert board.evaluation.gradient.tolist() == [rows.mean(), -12]


@pytest.mark.parametrize("size", ["0", "some", "1000000"])
def test_a_batch_has_some_rows(size: str) -> None:
    board = Board(asked(FLATS, REACH)[1])
    with pytest.raises(ValueError, match=f"“batch {size}”: expected a count from 1 to 10\u202f000"):
        board.play(f"set batch = {size}")


def test_scaling_is_no_change_of_the_data_and_counts_where_it_may_be_changed() -> None:
    moves = ("scale inputs", "set learning rate = 0.1", "step 30")
    refused = played(FLATS, REACH, *moves)
    words = "the scaling and the way down may not be changed here: undo that"
    assert refused == Judgement(False, words)
    may = 'changing = ["weights", "scaling", "way down"]'
    assert played(FLATS, REACH + may, *moves) == Judgement(True)


def test_the_network_of_a_page_may_begin_scaled() -> None:
    scaled = FLATS.replace("layers", 'input_scaling = "standard"\nlayers')
    start = asked(scaled, REACH)[1].start
    assert start.dataset.inputs[0].tolist() == [-1.4, -0.2, 0.2, 1.4]
