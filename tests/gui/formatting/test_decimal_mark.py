"""The decimal mark: a comma wherever a number is shown, and nowhere else."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from core.training.descent import Refusal
from core.training.rules.schedules import StepDecay
from core.training.rules.setting import Setting
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
from gui.formatting.sentences import as_kept, as_read
from gui.formatting.typed_numbers import parse_number
from gui.widgets.tables.clipboard_cells import read_numbers

BETA = Setting("beta", "β", "How much it keeps", below=0.999)


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


@pytest.mark.usefixtures("comma")
@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("it has to be at least 0.5, not −1.25.", "it has to be at least 0,5, not −1,25."),
        ("the rate is 1.5e−7 (× 0.999 every step)", "the rate is 1,5e−7 (× 0,999 every step)"),
        ("cells “1.5”, `size 0.5` and the 0.5", "cells “1.5”, `size 0.5` and the 0,5"),
        ("bias of hidden 2.15: 0.5 → 1", "bias of hidden 2.15: 0,5 → 1"),
        ("h2.15, version 1.2.3, data_1.5.csv", "h2.15, version 1.2.3, data_1.5.csv"),
        (Refusal("the loss", 0.25, 0).message, "Step 1 was not taken: at a learning rate of 0,25"),
        (BETA.range, "at least 0 and below 0,999"),
        (StepDecay().told, "× 0,5 every 100 steps"),
    ],
)
def test_what_core_says_is_read_with_the_comma(said: str, read: str) -> None:
    assert as_read(said).startswith(read)


@pytest.mark.usefixtures("comma")
def test_a_name_that_is_kept_follows_the_mark() -> None:
    kept = as_kept(f"Set hidden 1.2 to {number(-0.5)}, x to {number(1e-7)}")
    assert as_read(kept) == "Set hidden 1.2 to −0,5, x to 1e−7"
    write_with(DecimalMark.POINT)
    assert as_read(kept) == kept == "Set hidden 1.2 to −0.5, x to 1e−7"


@pytest.mark.parametrize(
    ("mark", "doubtful", "why", "plain"),
    [
        (DecimalMark.COMMA, "1.580", "“1.580” may be 1580 or 1,58: type one of these.", "1,580"),
        (DecimalMark.COMMA, "−12.345", "“−12.345” may be −12345 or −12,345", "−12,345"),
        (DecimalMark.POINT, "1,580", "“1,580” may be 1580 or 1.58: type one of these.", "1.580"),
    ],
)
@pytest.mark.usefixtures("comma")
def test_what_may_be_thousands_or_tenths_is_asked_about(
    mark: DecimalMark, doubtful: str, why: str, plain: str
) -> None:
    write_with(mark)
    with pytest.raises(ValueError, match=re.escape(why)):
        parse_number(doubtful)
    value = float(plain.replace(",", ".").replace("−", "-"))
    assert parse_number(plain) == value
    assert read_numbers(f"{doubtful}\t0.68\t0,125", "xyz") == [[value, 0.68, 0.125]]
    for either in ("0.125", "0,125", "1.58", "1,58", "0.68", "0,68"):
        assert parse_number(either) == float(either.replace(",", "."))


def test_the_point_comes_back() -> None:
    write_with(DecimalMark.COMMA)
    assert number(0.5) == "0,5"
    write_with(DecimalMark.POINT)
    assert number(0.5) == "0.5"
