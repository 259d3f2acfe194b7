"""Formulas are read as people write them, and what cannot be read says where and what to do."""

import math

import pytest

from core.formulas.formula import Column, Formula, computed, joined, negated, raised
from core.formulas.parser import parse
from core.formulas.problems import FormulaError
from core.nn.arrays import read_only
from core.nn.expressions import Operation, Operator, Term

X, Y = Column(0), Column(1)
NAMES = ("x", "y", "own units")


def value(text: str, x: float = 3.0, y: float = -2.0, units: float = 0.25) -> float:
    columns = [read_only([number]) for number in (x, y, units)]
    return float(computed(parse(text, NAMES), columns)[0])


def product(left: Formula, right: Formula) -> Formula:
    return joined(Operator.PRODUCT, left, right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.5", 0.5),
        ("0,5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("½", 0.5),
        ("1/3", 1 / 3),
        ("2e-3", 0.002),
        ("2e−3", 0.002),
        ("1,5e2", 150.0),
        ("π", math.pi),
        ("pi", math.pi),
        ("e", math.e),
        ("2 + 3 × 4", 14.0),
        ("2 - 3 - 4", -5.0),
        ("24 / 4 / 3", 2.0),
        ("24 / 4 × 3", 18.0),
        ("(2 + 3) · 4", 20.0),
        ("[2 + 3] * 4", 20.0),
        ("-3²", -9.0),
        ("(-3)²", 9.0),
        ("2^3^2", 512.0),
        ("2**3", 8.0),
        ("2^-1", 0.5),
        ("2³", 8.0),
        ("2¹⁰", 1024.0),
        ("--3", 3.0),
        ("+3", 3.0),
        ("√16", 4.0),
        ("√(9 + 16)", 5.0),
        ("|-3|", 3.0),
        ("||x| - 5|", 2.0),
        ("2x", 6.0),
        ("2x²", 18.0),
        ("2(x + 1)", 8.0),
        ("(x + 1)(y − 1)", -12.0),
        ("2 sin(x)", 2 * math.sin(3)),
        ("sin x", math.sin(3)),
        ("SIN(X)", math.sin(3)),
        ("x·y", -6.0),
        ("`own units` × 4", 1.0),
        ("“own units” × 4", 1.0),
        ('"own units" × 4', 1.0),
        ("'own units' × 4", 1.0),
        ("max(x, y)", 3.0),
        ("min(x; y; −7)", -7.0),
        ("max(0.5, 0)", 0.5),
        ("abs(y) + sign(y)", 1.0),
        ("floor(2.7) + round(2.7)", 5.0),
        ("ln(e)", 1.0),
        ("log10(1000)", 3.0),
        ("exp(0) + tanh(0) + cos(0) + tan(0)", 2.0),
        ("relu(y) + sigmoid(0)", 0.5),
        ("sqrt(x + 1)", 2.0),
        ("x² + y² < 13", 0.0),
        ("x² + y² ≤ 13", 1.0),
        ("x >= 3", 1.0),
        ("(1 < x) × (x < 4)", 1.0),
    ],
)
def test_it_comes_to_what_it_says(text: str, expected: float) -> None:
    assert value(text) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("2x + y", joined(Operator.SUM, product(Term(2), X), Y)),
        ("-x²", negated(raised(X, Term(2)))),
        ("-2", Term(-2)),
        ("x + y + 1", Operation(Operator.SUM, (X, Y, Term(1)))),
        ("x × (y × 2)", product(X, product(Y, Term(2)))),
        ("x³", Operation(Operator.POWER, (X, Term(3)))),
        ("√x", Operation(Operator.SQUARE_ROOT, (X,))),
    ],
)
def test_it_becomes_this_tree(text: str, tree: Formula) -> None:
    assert parse(text, NAMES) == tree


@pytest.mark.parametrize(
    ("text", "said", "position"),
    [
        ("", "type a formula, such as x² + 1", 0),
        ("z + 1", "there is no column “z”; the columns are x, y, `own units`", 0),
        ("1 + xy", "write × between columns: x × y", 4),
        ("x y", "write × between this and what stands before “y”", 2),
        ("x(y + 1)", "“x” is a column: write x × (…)", 0),
        ("foo(x)", "there is no function “foo”: sin, cos", 0),
        ("log(x)", "which logarithm: write ln or log10", 0),
        ("1/2x", "this can be read in two ways", 3),
        ("sin x²", "put what “sin” is of in parentheses", 0),
        ("sin 2x", "put what “sin” is of in parentheses", 0),
        ("√x²", "put what “√” is of in parentheses", 0),
        ("x +", "something is missing at the end", 3),
        ("x + * y", "before “*”, a number or a name is missing", 4),
        ("2 × (x + 1", "this parenthesis is never closed", 4),
        ("|x", "there is no second | for this one", 0),
        ("2|x|", "write × before |", 1),
        ("x)", "that was never opened", 1),
        ("()", "nothing is in it", 1),
        ("max(0,5)", "write a point in a list", 4),
        ("x, y", "a comma stands within a number", 1),
        ("y = x", "= cannot stand here: compare with <", 2),
        ("1 < x < 2", "compare two at a time", 6),
        ("x § 2", "“§” cannot stand in a formula", 2),
        ("x + `own", "a name in quotes has to end with one", 4),
        ("x\x00", "a sign that cannot be seen cannot stand", 1),
        ("1e999", "1e999 is too large to be a number", 0),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(text: str, said: str, position: int) -> None:
    with pytest.raises(FormulaError) as problem:
        parse(text, NAMES)
    assert said in str(problem.value)
    assert problem.value.position == position


@pytest.mark.parametrize(
    "text",
    [
        "x" + "+x" * 300,
        "(" * 200 + "x" + ")" * 200,
        "-" * 400 + "x",
        "2^" * 200 + "2",
        "sin(" * 100 + "x" + ")" * 100,
        "|" * 400,
        "x-y+" * 100 + "x",
        "√" * 400 + "x",
        "x" + "+x" * 99,
        "x" + "+x" * 1_000_000,
    ],
)
def test_what_is_too_long_or_too_deep_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text, NAMES)


def test_a_column_comes_before_a_constant_of_the_same_name() -> None:
    assert parse("e + E", ("e", "E")) == joined(Operator.SUM, Column(0), Column(1))


def test_names_in_another_case_are_found_where_they_are_clear() -> None:
    assert parse("AGE", ("age", "town")) == Column(0)
    with pytest.raises(FormulaError, match="no column “AGE”"):
        parse("AGE", ("age", "Age"))
