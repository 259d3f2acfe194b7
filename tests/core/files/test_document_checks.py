"""What a document may just hold, and how what it may not is said and placed."""

from collections.abc import Callable

import numpy as np
import pytest

from core.document.document import Point
from core.document.edits import move_node
from core.files.document_checks import (
    DocumentError,
    check_count,
    check_finite,
    check_some,
    check_text,
    shortened,
    whole,
)
from core.files.document_file import MAX_BYTES, MAX_LISTS, check_document, decode_document
from core.nn.network import NodePlace
from tests.core.builders import as_document, bank


def at(x: float, y: float) -> Callable[[], None]:
    placed = move_node(as_document(bank()), NodePlace(-1, 1), Point(x, y))
    return lambda: check_document(placed)


@pytest.mark.parametrize(
    "check",
    [
        lambda: check_text("x" * 1000, "title"),
        lambda: whole(0, "seed"),
        lambda: whole(2**63 - 1, "seed"),
        lambda: check_some([1], 1, "row", "rows"),
        lambda: check_count([1, 2], 2, "bias", "node", "biases"),
        lambda: check_finite(np.array([[1e308], [-0.0]]), "rows"),
        at(1e6, -1e6),
    ],
)
def test_up_to_its_limits_all_is_accepted(check: Callable[[], object]) -> None:
    check()


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (
            lambda: check_text("x" * 1001, "title"),
            "title: it has 1001 characters; the most is 1000: shorten it",
        ),
        (lambda: whole(-1, "seed"), "seed: expected a whole number from 0 to 2⁶³ − 1"),
        (lambda: whole(2**63, ""), "expected a whole number from 0 to 2⁶³ − 1"),
        (lambda: check_some([], 9, "row", "rows"), "rows: expected at least one row"),
        (lambda: check_some([1, 2], 1, "row", "rows"), "rows: there are 2 rows; the most is 1"),
        (
            lambda: check_count([1, 2, 3], 2, "bias", "node", "biases"),
            "biases: expected 2 biases, one for each node, found 3",
        ),
        (
            lambda: check_count([], 1, "number", "input", "inputs"),
            "inputs: expected 1 number, one for each input, found 0",
        ),
        (
            lambda: check_finite(np.array([[0.0, 1.0], [np.nan, np.inf]]), "rows", ".inputs"),
            "rows[1].inputs[0]: expected a finite number, found nan",
        ),
        (
            at(1_000_000.5, 0),
            "positions[0].x: expected a number within ±1\u202f000\u202f000, found 1000000.5",
        ),
        (
            at(0, -1_000_000.5),
            "positions[0].y: expected a number within ±1\u202f000\u202f000, found -1000000.5",
        ),
    ],
)
def test_what_is_beyond_them_is_named_with_its_place(
    check: Callable[[], object], said: str
) -> None:
    with pytest.raises(DocumentError) as refused:
        check()
    assert str(refused.value) == said


def test_a_text_is_quoted_up_to_forty_characters() -> None:
    assert shortened("x" * 40) == "x" * 40
    assert shortened("x" * 41) == "x" * 40 + "…"
    assert shortened("two\nlines \ud800") == "two lines ?"


@pytest.mark.parametrize(
    ("sign", "count", "said"),
    [
        (b" ", MAX_BYTES, "the file is empty"),
        (b" ", MAX_BYTES + 1, "129 MB are too many for a document; the most is 128 MB"),
        (b"[", MAX_LISTS, "expected an object, found a list"),
        (
            b"[",
            MAX_LISTS + 1,
            "there are more than 4\u202f500\u202f000 lists in it",
        ),
    ],
)
def test_as_much_as_is_allowed_is_looked_at_and_no_more(sign: bytes, count: int, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        decode_document(sign * count)
