"""The decimal mark: a comma wherever a number is shown, and nowhere else."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from gui.formatting.numbers import (
    DecimalMark,
    brief,
    editable,
    equals,
    full,
    number,
    percent,
    precise,
    write_with,
)
from gui.formatting.numerals import Numerals, show
from gui.formatting.typed_numbers import parse_number


@pytest.fixture
def comma() -> Iterator[None]:
    """Numbers are written with a comma for a while."""
    number(0.68)  # what is remembered has to be forgotten
    write_with(DecimalMark.COMMA)
    yield
    write_with(DecimalMark.POINT)


@pytest.mark.usefixtures("comma")
def test_every_way_of_writing_a_number_has_the_comma() -> None:
    assert number(0.68) == "0,68"
    assert number(-1.25e-7) == "−1,25e−7"
    assert brief(0.12345) == "0,123"
    assert precise(1 / 3, 6) == "0,333333"
    assert percent(0.973) == "97,3%"
    assert full(0.1 + 0.2) == "0,30000000000000004 (binary rounding of 0,3)"
    assert equals(0.68) == "="
    assert equals(1 / 3) == "≈"


@pytest.mark.usefixtures("comma")
def test_what_is_written_is_still_understood() -> None:
    assert parse_number(editable(-0.000123)) == -0.000123
    shown = show(2.5, Numerals.SHORT)
    assert (shown.text, shown.about, shown.exact) == ("2,5", 2.5, True)
    assert shown.value == Fraction(5, 2)
    assert show(0.1, Numerals.FULL).value == Fraction(1, 10)


def test_the_point_comes_back() -> None:
    write_with(DecimalMark.COMMA)
    assert number(0.5) == "0,5"
    write_with(DecimalMark.POINT)
    assert number(0.5) == "0.5"
