import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.tables.clipboard_cells import join_cells, plain, read_numbers, split_cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("0\t3\t1\n1\t2\t3\n", [["0", "3", "1"], ["1", "2", "3"]]),
        ("0\t3\r\n1\t2\r\n", [["0", "3"], ["1", "2"]]),
        ("0,5;3\n1;2,25", [["0,5", "3"], ["1", "2,25"]]),
        ("0,3,1\n1,2,3", [["0", "3", "1"], ["1", "2", "3"]]),
        ("0, 3\n1, 2", [["0", "3"], ["1", "2"]]),
        ("0.5,3\n1,2.25", [["0.5", "3"], ["1", "2.25"]]),
        ("0,5\n1,25\n", [["0,5"], ["1,25"]]),
        ("1,5 2,5\n3 4", [["1,5", "2,5"], ["3", "4"]]),
        ("0 3 1", [["0", "3", "1"]]),
        ("1 000\n25 000,5", [["1 000"], ["25 000,5"]]),
        ("1 / 3  2", [["1/3", "2"]]),
        ('"1,5"\t"2"', [["1,5", "2"]]),
        ("\t5", [["", "5"]]),
        ("7", [["7"]]),
    ],
)
def test_text_is_cut_the_way_it_is_meant(text: str, cells: list[list[str]]) -> None:
    assert split_cells(text) == cells


def test_numbers_are_read_as_people_write_them() -> None:
    assert read_numbers("−0,5\t1/3\n2e-3\t½", ["a", "b"]) == [[-0.5, 1 / 3], [0.002, 0.5]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "There is no text on the clipboard."),
        ("1\t2\n3\tx", "Row 2, “target”: “x” is not a number."),
        ("1\t2\n\t4", "Row 2, “children”: the cell is empty."),
        ("1\t2\n3", "Row 2 has 1 number, but row 1 has 2."),
        ("1\t2\t3", "Row 1 has 3 numbers, but from “children” on there is room for 2."),
        ("1e999\t2", "Row 1, “children”: “1e999” is too large to be a number here."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        read_numbers(text, ["children", "target"])


numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=1)
    )
)
def test_what_is_copied_can_be_pasted_to_the_last_bit(rows: list[list[float]]) -> None:
    text = join_cells([[plain(value) for value in row] for row in rows])
    assert read_numbers(text, "abcd") == rows


def test_no_name_that_is_copied_is_a_formula() -> None:
    assert join_cells([["=1+1 → hidden", "-0.5"], ["a → b", "2"]]) == (
        "'=1+1 → hidden\t-0.5\na → b\t2"
    )


def test_a_header_that_was_copied_along_is_left_out() -> None:
    assert read_numbers("age\tchildren\n35\t2\n41\t0", ["a", "b"]) == [[35, 2], [41, 0]]


def test_a_row_with_one_bad_cell_is_no_header() -> None:
    with pytest.raises(ValueError, match=re.escape("Row 1, “b”: “two” is not a number.")):
        read_numbers("35\ttwo\n41\t0", ["a", "b"])
