"""Formulas are computed for all rows at once; a row without a number is named."""

import numpy as np
import pytest

from core.formulas.formula import Column, columns_in, computed, moved, of_row
from core.formulas.parser import parse
from core.formulas.problems import FormulaError, computed_finite
from core.formulas.writing import written
from core.nn.arrays import read_only
from core.nn.expressions import Term, value_of

NAMES = ("x", "own units")
COLUMNS = [read_only([1.0, -1.0, 0.0]), read_only([2.0, 4.0, 8.0])]


def test_a_number_alone_is_that_number_in_every_row() -> None:
    np.testing.assert_array_equal(computed(parse("3", NAMES), COLUMNS), [3, 3, 3])


def test_each_row_is_computed_of_its_own_numbers() -> None:
    formula = parse("x² + `own units` / 2", NAMES)
    np.testing.assert_array_equal(computed(formula, COLUMNS), [2, 3, 4])
    assert not computed(formula, COLUMNS).flags.writeable
    assert columns_in(formula) == {0, 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ln(x)", "in row 2, where x = −1, ln(x) is no number"),
        ("`own units` / x", "in row 3, where x = 0, `own units` = 8, `own units` / x is too large"),
        ("x / x", "in row 3, where x = 0, x / x is no number"),
        ("10^999", "10^999 is too large to be a number"),
    ],
)
def test_the_first_row_without_a_number_is_named(text: str, said: str) -> None:
    with pytest.raises(FormulaError) as problem:
        computed_finite(parse(text, NAMES), COLUMNS, NAMES)
    assert said in str(problem.value)


def test_columns_can_move_and_be_renamed() -> None:
    formula = moved(parse("x × `own units`", NAMES), lambda place: 1 - place)
    assert written(formula, NAMES) == "`own units` × x"
    assert written(formula, ("a", "b")) == "b × a"


def test_the_arithmetic_of_a_row_can_be_told() -> None:
    formula = parse("2x² − `own units`", NAMES)
    told = of_row(formula, lambda place: Term(float(COLUMNS[place][1])))
    assert value_of(told) == 2 * (-1.0) ** 2 - 4.0
    assert of_row(Column(0), lambda _: Term(7.0)) == Term(7.0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x*x", "x × x"),
        ("x-(x-1)", "x − (x − 1)"),
        ("2^(x+1)", "2^(x + 1)"),
        ("(x²)²", "(x²)²"),
        ("(-2)^2", "(−2)²"),
        ("x*-2", "x × (−2)"),
        ("1/(x*2)", "1 / (x × 2)"),
        ("exp(-x^2)", "exp(−x²)"),
        ("abs(x)", "|x|"),
        ("sqrt(x)", "√x"),
        ("pi*x", "π × x"),
        ("max(x,1)", "max(x, 1)"),
        ("x<=1", "x ≤ 1"),
        ("0.00001", "1e−05"),
    ],
)
def test_it_is_written_in_the_notation_of_the_program(text: str, shown: str) -> None:
    assert written(parse(text, NAMES), NAMES) == shown
