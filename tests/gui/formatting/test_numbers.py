import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.numbers import grouped
from gui.formatting.numbers import (
    apart,
    brief,
    editable,
    equals,
    fraction,
    full,
    is_exact,
    number,
    signed,
)
from gui.formatting.typed_numbers import parse_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0, "2"),
        (0.6799999999999999, "0.68"),
        (0.1 + 0.2, "0.3"),
        (-1.25e-7, "−1.25e−7"),
        (82.4464, "82.4464"),
        (19.82742784, "19.83"),
        (-4.4528, "−4.4528"),
        (121.0, "121"),
        (-0.0, "0"),
        (12345.678, "12346"),
        (1234567.0, "1.235e6"),
        (1e300, "1e300"),
        (1 / 3, "0.3333"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "too large"),
    ],
)
def test_a_number_is_as_short_as_it_can_be_and_still_true(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(11.0, "+11"), (0.68, "+0.68"), (-4.4528, "−4.4528"), (0.0, "0")]
)
def test_a_signed_number_shows_its_sign_except_for_zero(value: float, text: str) -> None:
    assert signed(value) == text


def test_the_equals_sign_is_kept_for_what_is_exact() -> None:
    assert equals(0.68) == "="
    assert equals(0.6799999999999999) == "="  # binary rounding of a number shown in full
    assert equals(19.82742784) == "≈"
    assert equals(1 / 3) == "≈"


def test_full_precision_names_binary_rounding_only_where_somebody_meant_another_number() -> None:
    assert full(0.6799999999999999) == "0.6799999999999999 (binary rounding of 0.68)"
    assert full(1 / 3) == "0.3333333333333333"
    assert full(2.0) == "2"
    assert full(-math.inf) == "−∞"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-0.5", -0.5),
        ("−0,5", -0.5),
        (" 1/3 ", 1 / 3),
        ("2e-3", 0.002),
        ("2e−3", 0.002),
        ("½", 0.5),
        ("1 000", 1000.0),
        ("−12\u202f345,5", -12345.5),
        ("- 3", -3.0),
        ("+7", 7.0),
        (".5", 0.5),
        ("3/−4", -0.75),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Type a number"),
        ("abc", "“abc” is not a number"),
        ("1,234.5", "one decimal sign"),
        ("1/0", "divided by 0"),
        ("inf", "is not a number"),
        ("nan", "is not a number"),
        ("1e999", "too large"),
        ("1_000", "is not a number"),
        ("1/2/3", "is not a number"),
        ("5 2", "is not a number"),
        ("1 00", "is not a number"),
    ],
)
def test_what_is_no_finite_number_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_number(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_an_edit_that_changes_nothing_gives_back_the_same_bits(value: float) -> None:
    assert parse_number(editable(value)) == value


@given(st.floats(-1e300, 1e300))
def test_a_shown_number_is_close_to_the_true_one_and_short(value: float) -> None:
    shown = parse_number(number(value))
    assert math.isclose(shown, value, rel_tol=6e-4, abs_tol=0)
    assert len(number(value)) <= 11
    assert not is_exact(value) or math.isclose(shown, value, rel_tol=1e-11)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1 / 3, "1/3"), (0.5, "1/2"), (-2.25, "−9/4"), (3.0, "3"), (math.pi, None), (math.nan, None)],
)
def test_a_fraction_is_shown_only_if_it_rounds_to_this_very_float(
    value: float, text: str | None
) -> None:
    assert fraction(value) == text


def test_counts_are_grouped_from_five_digits_on() -> None:
    assert grouped(9999) == "9999"
    assert grouped(100_000) == "100\u202f000"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (121.0, 19.83, "121 → 19.83"),
        (0.43342, 0.43341, "0.43342 → 0.43341"),
        (0.433412345, 0.433412343, "0.433412345 → 0.433412343"),
        (2.0, 2.0, "2 → 2"),
        (-1.00001, -1.00002, "−1.00001 → −1.00002"),
        (1.0, math.inf, "1 → ∞"),
        (math.nan, math.nan, "too large → too large"),
        (1.23456e-7, 1.234561e-7, "1.23456e−7 → 1.234561e−7"),
        (2e10, 2.00001e10, "2e10 → 2.00001e10"),
    ],
)
def test_two_numbers_have_the_digits_that_tell_them_apart(
    before: float, after: float, text: str
) -> None:
    assert apart(before, after) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.073651, "0.0737"),
        (-1.0049, "−1"),
        (12345.6, "12346"),
        (-1.234e-9, "−1.2e−9"),
        (0.0, "0"),
        (float("inf"), "∞"),
    ],
)
def test_where_there_is_little_room_numbers_have_three_digits(value: float, text: str) -> None:
    assert brief(value) == text
