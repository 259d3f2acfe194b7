import math

import numpy as np
import pytest

from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, GELU, LEAKY_RELU, RELU, SIGMOID, SOFTPLUS, TANH
from core.nn.arrays import Array
from tests.core import by_hand

EACH = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
SOME = np.array([-6.5, -2.0, -0.7, -1e-3, 1e-3, 0.3, 1.0, 2.5, 7.0])


def apply(activation: Activation, z: Array) -> Array:
    out = np.empty_like(z)
    activation.apply(z, out)
    return out


def slope(activation: Activation, z: Array) -> Array:
    out = np.empty_like(z)
    activation.slope(z, apply(activation, z), out)
    return out


@EACH
def test_the_values_are_those_of_the_formula(activation: Activation) -> None:
    expected = [by_hand.ACTIVATIONS[activation.key](z) for z in SOME.tolist()]
    assert apply(activation, SOME) == pytest.approx(expected, rel=1e-14, abs=1e-14)


@EACH
def test_the_slope_is_what_a_small_nudge_finds(activation: Activation) -> None:
    function, h = by_hand.ACTIVATIONS[activation.key], 1e-6
    expected = [(function(z + h) - function(z - h)) / (2 * h) for z in SOME.tolist()]
    assert slope(activation, SOME) == pytest.approx(expected, rel=1e-8, abs=1e-9)


@EACH
def test_the_shape_does_not_matter_and_the_preactivations_stay(activation: Activation) -> None:
    z = SOME.reshape(3, 3).copy()
    assert (apply(activation, z).ravel() == apply(activation, SOME)).all()
    assert (slope(activation, z).ravel() == slope(activation, SOME)).all()
    assert (z.ravel() == SOME).all()


@pytest.mark.parametrize(("activation", "left"), [(RELU, 0.0), (LEAKY_RELU, 0.01)])
def test_at_a_corner_the_slope_to_the_left_is_taken(activation: Activation, left: float) -> None:
    assert activation.corners == (0.0,)
    assert slope(activation, np.array([-1.0, 0.0, -0.0, 1.0])).tolist() == [left, left, left, 1.0]


def test_only_relu_sleeps() -> None:
    assert [key for key, activation in ACTIVATIONS.items() if activation.sleeps] == ["relu"]


def test_values_that_are_known_by_heart() -> None:
    zero = np.array([0.0])
    assert apply(SIGMOID, zero) == 0.5
    assert slope(SIGMOID, zero) == 0.25
    assert slope(TANH, zero) == 1.0
    assert apply(SOFTPLUS, zero) == math.log(2)
    assert slope(GELU, zero) == 0.5


@EACH
def test_far_out_nothing_overflows(activation: Activation) -> None:
    with np.errstate(over="ignore"):  # a sigmoid may overflow inside, on its way to 0
        far = np.array([-800.0, 800.0])
        assert np.isfinite(apply(activation, far)).all()
        assert np.isfinite(slope(activation, far)).all()


def test_saturation_ends_in_exact_values() -> None:
    far = np.array([-800.0, 800.0])
    with np.errstate(over="ignore"):
        assert apply(SIGMOID, far).tolist() == [0.0, 1.0]
        assert slope(SIGMOID, far).tolist() == [0.0, 0.0]
        assert apply(SOFTPLUS, far).tolist() == [0.0, 800.0]
        assert apply(GELU, far).tolist() == [0.0, 800.0]


def test_keys_name_their_functions() -> None:
    assert set(ACTIVATIONS) == set(by_hand.ACTIVATIONS)
    assert all(key == activation.key for key, activation in ACTIVATIONS.items())
