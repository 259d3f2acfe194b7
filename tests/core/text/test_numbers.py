"""Numbers in sentences: right beside a point and beside a comma, and written in one place."""

import re
from pathlib import Path

import pytest

from core.text.numbers import counted, grouped, number_text, rounded_text

HOME = Path("core/text/numbers.py")
# A comma as the mark of thousands in a format: f"{count:,}", format(count, ",.0f").
THOUSANDS = re.compile(r":,(?:\.\d)?[dfg]?\}|format\([^()]*,\s*[\"'],")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (9999, "9999"),
        (10_000, "10\u202f000"),
        (1_234_567, "1\u202f234\u202f567"),
        (-9999, "−9999"),
        (-12_345, "−12\u202f345"),
    ],
)
def test_a_count_of_five_figures_is_in_groups_of_three(count: int, text: str) -> None:
    assert grouped(count) == text


def test_one_is_counted_without_an_s() -> None:
    assert counted(1, "row") == "1 row"
    assert counted(0, "row") == "0 rows"
    assert counted(20_000, "row") == "20\u202f000 rows"
    assert counted(3, "class", "classes") == "3 classes"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (29.6999, "29.7"),
        (9999.4, "9999"),
        (-9999.4, "−9999"),
        (10_000.0, "10\u202f000"),
        (-12_345.6, "−12\u202f346"),
        (999_999_999_999_999.0, "999\u202f999\u202f999\u202f999\u202f999"),
        (1e15, "1e15"),
        (0.0, "0"),
    ],
)
def test_a_rounded_number_has_four_digits_or_all_before_the_point(value: float, text: str) -> None:
    assert rounded_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (-1e-6, "−1e−6"), (2e6, "2e6"), (3.0, "3"), (12.34567, "12.35")],
)
def test_a_number_is_as_short_as_it_is_true(value: float, text: str) -> None:
    assert number_text(value) == text


def test_counts_are_put_in_groups_nowhere_else() -> None:
    """A comma between thousands would be the decimal mark to half of those who read it."""
    files = [file for root in ("core", "gui") for file in Path(root).rglob("*.py")]
    assert len(files) > 100
    found = [file for file in files if THOUSANDS.search(file.read_text(encoding="utf-8"))]
    assert found == [HOME]
