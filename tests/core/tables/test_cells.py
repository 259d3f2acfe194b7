import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tables.cells import is_missing, number_in, numbers_in


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0.0),
        ("-0.5", -0.5),
        ("−0.5", -0.5),
        ("+3", 3.0),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e-3", 0.001),
        ("1E5", 100_000.0),
        (" 7\t", 7.0),
        ("007", 7.0),
        ("1e-999", 0.0),
        ("1.7976931348623157e308", 1.7976931348623157e308),
    ],
)
def test_numbers_are_read_as_people_write_them(cell: str, number: float) -> None:
    assert number_in(cell, ".") == number
    assert number_in(cell.replace(".", ","), ",") == number
    assert numbers_in([cell], ".").values.tolist() == [number]


@pytest.mark.parametrize(
    "cell",
    [
        *("", ".", "-", "e5", "1e", "1e5.5", "--1", "1 2", "1_000", "1,00", "0x10"),
        *("5 k", "(-5)", "01,000", "$", "%", "()", "(5", "5)", "$$5", "-$-5", "1,000,00"),
        *("nan", "inf", "-Infinity", "1e999", "-1e999", "abc", "1.2.3", "١٢", "1\n2", "²"),
    ],
)
def test_other_texts_are_no_numbers(cell: str) -> None:
    assert number_in(cell, ".") is None
    assert np.isnan(numbers_in([cell], ".").values).all()


def test_a_point_is_no_decimal_mark_where_the_comma_is() -> None:
    assert number_in("1.5", ",") is None
    assert number_in("1,5", ",") == 1.5
    assert number_in("1.234,5", ",") == 1234.5


def test_what_is_missing_is_told_from_what_is_bad() -> None:
    cells = ["1", "", "NA", "N/a", "NaN", "null", " None ", "?", "-", "abc", "1e999", "−2"]
    found = numbers_in(cells, ".")
    assert found.missing.tolist() == [False] + [True] * 8 + [False] * 3
    assert found.bad.tolist() == [False] * 9 + [True, True, False]
    assert found.values[[0, -1]].tolist() == [1, -2]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)), st.sampled_from(".,"))
def test_numbers_come_back_to_the_last_bit(numbers: list[float], decimal: str) -> None:
    cells = [repr(number).replace(".", decimal) for number in numbers]
    found = numbers_in(cells, decimal).values
    assert found.tobytes() == np.array(numbers, dtype=np.float64).tobytes()


@given(
    st.lists(st.text("0123456789eE+-−., \n_xnaif") | st.text()),
    st.sampled_from(".,"),
)
def test_many_cells_are_read_like_one(cells: list[str], decimal: str) -> None:
    found = numbers_in(cells, decimal)
    for cell, value, missing in zip(cells, found.values, found.missing, strict=True):
        alone = number_in(cell, decimal)
        assert math.isnan(value) if alone is None else value == alone
        assert missing == (alone is None and is_missing(cell))
