"""What is written parses back to the same tree, whatever it is; whatever is typed is safe."""

import string

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from core.formulas.formula import Formula, computed
from core.formulas.parser import parse
from core.formulas.problems import FormulaError
from core.formulas.writing import written
from core.nn.arrays import read_only
from tests.core.formulas.any_formula import FORMULAS, NAMES

_SIGNS = string.ascii_letters + string.digits + "+-−·*×/^²³√|()[]{},;.<>=≤≥ `“”\"'πe\x00\n½_"


@given(FORMULAS)
def test_what_is_written_parses_back_to_the_same_tree(formula: Formula) -> None:
    assert parse(written(formula, NAMES), NAMES) == formula


@given(
    st.text(_SIGNS, max_size=60)
    | st.text(max_size=60)
    | st.lists(st.sampled_from([*NAMES, *"+-*/^²√|()2,;<", "sin(", "max("]), max_size=30).map(
        "".join
    )
)
@example("__import__('os').system('true')")
@example("x.__class__")
@example("9" * 400)
@example("9**9**9**9")
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    formula = _read(text)
    if isinstance(formula, FormulaError):
        assert formula.position is None or 0 <= formula.position <= len(text)
        return
    columns = [read_only([1.0, -2.0, 0.0])] * len(NAMES)
    assert computed(formula, columns).shape == (3,)
    assert parse(written(formula, NAMES), NAMES) == formula


def _read(text: str) -> Formula | FormulaError:
    try:
        return parse(text, NAMES)
    except FormulaError as problem:
        return problem


_columns = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20)


@given(_columns)
def test_it_is_the_arithmetic_of_numpy(values: list[float]) -> None:
    x = np.array(values)
    y = x[::-1].copy()
    with np.errstate(all="ignore"):
        expected = 2 * x**2 - np.sin(x) * y / 3 + np.sqrt(np.abs(y)) - np.exp(-(y**2)) + np.tanh(x)
    found = computed(
        parse("2x² − sin(x)·y/3 + √|y| − exp(−y²) + tanh(x)", ("x", "y")),
        [read_only(x), read_only(y)],
    )
    np.testing.assert_array_equal(found, expected)
