"""The worked solutions of tasks: how each number comes about."""

import pytest

from core.explanation.terms import without_captions
from core.lessons.moves import Board
from core.lessons.names import quantity_named
from core.lessons.tasks.worked import worked
from gui.formatting.equations import EquationWriter, plain
from tests.core.lessons.lesson_texts import BANK, asked

TASK = 'kind = "number"\nask = "?"\nanswer = "error"'
NEGATIVE = BANK.replace('activation = "relu", ', "").replace("[0, 0]", "[0, -2]")
CLASSES = """
inputs = ["x"]
rows = [[1]]
targets = [[0, 1]]
loss = "cross_entropy"
layers = [{ nodes = ["red", "blue"], activation = "softmax", weights = [[0], [0]] }]
"""


@pytest.mark.parametrize(
    ("network", "answer", "said"),
    [
        (BANK, "sum of hidden 1", "sum of hidden 1 = 3 × 2 + 2 × 1 = 8"),
        (BANK, "loss", "loss = 11² = 121"),
        (BANK.replace("[5]", "[5]\nloss = 'mae'"), "loss", "loss = |11| = 11"),
        (CLASSES, "loss", "loss = −ln(0.5) ≈ 0.6931"),
        (BANK + 'input_scaling = "none"', "accounts", "accounts = 3"),
        (NEGATIVE, "prediction", "prediction = 8 × 2 + (−4) × 2 = 8"),
    ],
)
def test_a_number_is_worked_out_from_what_it_is_made_of(
    network: str, answer: str, said: str
) -> None:
    _, document = asked(network, TASK if network is not CLASSES else TASK.replace("error", "loss"))
    numbers = Board(document).numbers
    equation = worked(numbers, quantity_named(answer, numbers.network, 0))
    assert plain(EquationWriter().write(without_captions(equation))) == said


def test_a_scaled_input_is_worked_out_from_its_own_unit() -> None:
    rows = BANK.replace("[[3, 2]]", "[[3, 2], [5, 2]]").replace("[5]", "[5, 5]")
    _, document = asked(rows + 'input_scaling = "standard"', TASK)
    numbers = Board(document).numbers
    equation = worked(numbers, quantity_named("accounts", numbers.network, 0))
    assert (
        plain(EquationWriter().write(without_captions(equation))) == "accounts = (3 − 4) / 1 = −1"
    )
