"""Twice the layers make twice the work, and no more: counted in lines that are passed."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from core.document.document import Document
from core.files.document_file import decode_document, encode_document
from core.training.evaluation import evaluate
from tests.core.builders import as_document, sized_experiment
from tests.core.diagnosis.watching import look

TraceFunction = Callable[[FrameType, str, Any], Any]

TWICE = 2.5
WORKS: dict[str, Callable[[Document], object]] = {
    "evaluating": lambda document: evaluate(document.experiment),
    "diagnosing": lambda document: look(document, ahead=False),
    "finding the place of each weight": lambda document: [
        document.experiment.network.index(place) for place in document.experiment.network.places()
    ],
    "saving": encode_document,
    "opening": lambda document: decode_document(encode_document(document)),
}


def lines(work: Callable[[], object]) -> int:
    """How many lines of Python are passed while some work is done."""
    count = 0

    def note(_: FrameType, what: str, __: object) -> TraceFunction:
        nonlocal count
        count += what == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    work()
    sys.settrace(before)
    return count


@pytest.mark.parametrize("name", WORKS)
def test_work_grows_with_the_layers(name: str) -> None:
    few, many = (as_document(sized_experiment((2, *[2] * n, 1), 4)) for n in (150, 300))
    assert lines(lambda: WORKS[name](many)) < TWICE * lines(lambda: WORKS[name](few))
