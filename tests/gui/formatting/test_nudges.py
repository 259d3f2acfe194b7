import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.formatting.nudges import stepped


@pytest.mark.parametrize(
    ("value", "count", "step", "expected"),
    [
        (2.0, 1, 0.1, 2.1),
        (0.68, 1, 0.1, 0.7),
        (0.68, -1, 0.1, 0.6),
        (0.7, 1, 0.1, 0.8),
        (-0.05, 1, 0.1, 0.0),
        (-0.05, -1, 0.1, -0.1),
        (2.0, 3, 1.0, 5.0),
        (2.0, 1, 0.01, 2.01),
        (2.0, 0, 0.1, 2.0),
        (0.6799999999999999, 0, 0.1, 0.6799999999999999),
    ],
)
def test_steps_land_on_multiples(value: float, count: int, step: float, expected: float) -> None:
    assert stepped(value, count, step) == expected


@given(st.floats(-1e6, 1e6), st.integers(-50, 50), st.sampled_from([0.01, 0.1, 1.0]))
def test_steps_never_go_the_wrong_way_and_are_multiples(
    value: float, count: int, step: float
) -> None:
    landed = stepped(value, count, step)
    if count > 0:
        assert landed > value
    if count < 0:
        assert landed < value
    if count:
        assert math.isclose(landed / step, round(landed / step), abs_tol=1e-6)
