"""Any formula, for hypothesis."""

from hypothesis import strategies as st

from core.formulas.formula import Column, Formula, joined, negated, raised
from core.formulas.functions import CONSTANTS, FUNCTIONS
from core.nn.expressions import Operation, Operator, Term

NAMES = ("x", "y", "own units", "e", "sin", "a`b", "x²", "Größe", "2nd", "input 3")
_JOINED = (
    Operator.SUM,
    Operator.DIFFERENCE,
    Operator.PRODUCT,
    Operator.QUOTIENT,
    Operator.LESS,
    Operator.AT_MOST,
    Operator.GREATER,
    Operator.AT_LEAST,
)
_numbers = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [0.5, 2.0, 3.0, 10.0, -1.0, *CONSTANTS.values()]
)
_leaves = st.builds(Term, _numbers) | st.builds(Column, st.integers(0, len(NAMES) - 1))


@st.composite
def _applied(draw: st.DrawFn, parts: st.SearchStrategy[Formula]) -> Formula:
    function = draw(st.sampled_from([*FUNCTIONS.values()]))
    count = draw(st.integers(1, 3)) if function.several else 1
    given = tuple(draw(parts) for _ in range(count))
    return Operation(function.operator, given, function.activation)


def _larger(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    return (
        st.builds(joined, st.sampled_from(_JOINED), parts, parts)
        | st.builds(raised, parts, parts)
        | st.builds(negated, parts)
        | _applied(parts)
    )


FORMULAS = st.recursive(_leaves, _larger, max_leaves=8)
