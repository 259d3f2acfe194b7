"""How work grows with the network and the rows: counted in lines of Python that are passed.

Twice the layers make twice the work, and no more; rows are left to NumPy, however many there are.
"""

import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any

import numpy as np
import pytest

from core.data.scaling import Scale
from core.data.validation_split import split_rows
from core.document.data_edits import delete_rows, scale_inputs, set_aside
from core.document.document import Document
from core.explanation.errors import error_table
from core.explanation.linear_prediction import predict_linearly
from core.explanation.quantities import Quantities
from core.explanation.slopes import slope_table
from core.explanation.whole_explanations import about_node, about_weight
from core.files.document_file import decode_document, encode_document
from core.nn.network import NodePlace
from core.training.descent import step
from core.training.evaluation import evaluate
from core.training.gradient_check import nudge
from tests.core.builders import as_document, sized_experiment, walked
from tests.core.diagnosis.watching import look

TraceFunction = Callable[[FrameType, str, Any], Any]

TWICE = 2.5
HARDLY_MORE = 1.2
LAYER_WORKS: dict[str, Callable[[Document], object]] = {
    "evaluating": lambda document: evaluate(document.experiment),
    "diagnosing": lambda document: look(document, ahead=False),
    "finding the place of each weight": lambda document: [
        document.experiment.network.index(place) for place in document.experiment.network.places()
    ],
    "saving": encode_document,
    "opening": lambda document: decode_document(encode_document(document)),
}

ROW_WORKS: dict[str, Callable[[Document], object]] = {
    "evaluating": lambda document: evaluate(document.experiment),
    "stepping": lambda document: step(document.experiment),
    "diagnosing": lambda document: look(document, ahead=False),
    "explaining a weight": lambda document: about_weight(numbers_of(document), 0, 0),
    "how each row takes part in a weight": lambda document: slope_table(numbers_of(document), 0),
    "explaining a prediction": lambda document: about_node(
        numbers_of(document), NodePlace(1, 0), 0
    ),
    "how each row takes part in the loss": lambda document: error_table(
        numbers_of(document), NodePlace(1, 0)
    ),
    "nudging": lambda document: nudge(document.experiment, 0),
    "predicting the next step": lambda document: predict_linearly(numbers_of(document)),
    "scaling the inputs": lambda document: scale_inputs(document, Scale.STANDARD),
    "deleting rows": lambda document: delete_rows(document, [0]),
    "setting rows aside": lambda document: set_aside(document, 0.25, seed=1),
}


@pytest.mark.parametrize("moved", [False, True])
def test_a_row_is_saved_with_a_line_or_two_of_python(moved: bool) -> None:
    """Whether or not steps were taken: the start has the same rows."""

    def saved(rows: int) -> int:
        document = as_document(sized_experiment((2, 8, 1), rows, learning_rate=0.01))
        if moved:
            document = document.with_experiment(walked(document.experiment, 1))
        return lines(lambda: encode_document(document))

    assert saved(1500) - saved(500) < 6 * 1000


def test_rows_are_set_aside_in_the_time_of_some_shuffles() -> None:
    """Sorting out which are left took eighty times as long as shuffling them."""
    rows = 200_000
    dataset = sized_experiment((1, 1), rows).dataset
    shuffling = least(lambda: np.random.default_rng(1).permutation(rows))
    assert least(lambda: split_rows(dataset, 0.2, 1, by_class=False)) < 20 * shuffling


def least(work: Callable[[], object]) -> float:
    """The least processor time of a few."""
    times = []
    for _ in range(4):
        begun = process_time()
        work()
        times.append(process_time() - begun)
    return min(times)


def numbers_of(document: Document) -> Quantities:
    return Quantities(document.experiment, evaluate(document.experiment))


def lines(work: Callable[[], object]) -> int:
    """How many lines of Python are passed while some work is done."""
    count = 0

    def note(_: FrameType, what: str, __: object) -> TraceFunction:
        nonlocal count
        count += what == "line"
        return note

    work()  # for the first time: what is imported for it then does not grow
    before = sys.gettrace()
    sys.settrace(note)
    work()
    sys.settrace(before)
    return count


@pytest.mark.parametrize("name", LAYER_WORKS)
def test_work_grows_with_the_layers(name: str) -> None:
    few, many = (as_document(sized_experiment((2, *[2] * n, 1), 4)) for n in (150, 300))
    assert lines(lambda: LAYER_WORKS[name](many)) < TWICE * lines(lambda: LAYER_WORKS[name](few))


@pytest.mark.parametrize("name", ROW_WORKS)
def test_work_hardly_grows_with_the_rows(name: str) -> None:
    few, many = (as_document(sized_experiment((2, 8, 1), rows)) for rows in (500, 2000))
    assert lines(lambda: ROW_WORKS[name](many)) < HARDLY_MORE * lines(lambda: ROW_WORKS[name](few))
