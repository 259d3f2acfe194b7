"""An activation, a loss, an optimizer and an initializer that only the tests know.

Registered for one test, they have to be found in every place that shows one, with no line about
them anywhere else.
"""

from typing import ClassVar

import numpy as np
import pytest
from typing_extensions import override

from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, OUTPUT_ACTIVATIONS
from core.nn.arrays import Array
from core.nn.expressions import Expression, Term, multiplied, sign_of, squared, subtracted
from core.nn.initializers import INITIALIZERS, Initializer
from core.nn.loss import Leaves, Loss, Outputs
from core.nn.losses import LOSSES
from core.training.rules import optimizer
from core.training.rules.optimizers import OPTIMIZERS


def _parabola(z: Array, out: Array) -> None:
    np.multiply(z, z, out=out)


def _parabola_slope(z: Array, a: Array, out: Array) -> None:
    np.add(z, z, out=out)


PARABOLA = Activation(
    "test_activation",
    "parabola",
    "z × z",
    _parabola,
    _parabola_slope,
    lambda z: z * z,
    "z * z",
    "z + z",
)


def _quartic(of: Outputs, out: Array) -> None:
    np.power(of.errors, 4, out=out)


def _quartic_slope(of: Outputs, out: Array) -> None:
    np.multiply(of.errors**3, 4, out=out)


def _quartic_terms(of: Leaves) -> Expression:
    return squared(squared(of.error))


def _quartic_slope_terms(of: Leaves) -> Expression:
    return multiplied(Term(4.0), of.error, squared(of.error))


QUARTIC = Loss(
    "test_loss",
    "Quartic",
    "Mean fourth power of the error",
    "mean (pred − target)⁴",
    "error⁴",
    "fourth power",
    _quartic,
    _quartic_slope,
    _quartic_terms,
    _quartic_slope_terms,
    "error**4",
    "4 * error**3",
    power=4,
)


class SignDescent(optimizer.Optimizer, frozen=True):
    """Every weight moves by the learning rate, against the sign of its slope."""

    key: ClassVar[str] = "test_optimizer"
    name: ClassVar[str] = "Sign descent"
    formula: ClassVar[str] = "weight − learning rate × sign of slope"

    idea: ClassVar[str] = "Only the sign of the slope counts"

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        return np.sign(slopes)

    @override
    def arithmetic(self, of: optimizer.Leaves) -> optimizer.Arithmetic:
        step = multiplied(of.rate, sign_of(of.slope))
        return optimizer.Arithmetic((), subtracted(of.weight, step))


def _ones(_: np.random.Generator, shape: tuple[int, int], __: Activation) -> Array:
    return np.ones(shape)


ONES = Initializer("test_initializer", "Ones", "every weight 1", _ones)


def register(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put these entries among the program's own."""
    for activations in (ACTIVATIONS, OUTPUT_ACTIVATIONS):
        monkeypatch.setitem(activations, PARABOLA.key, PARABOLA)
    monkeypatch.setitem(LOSSES, QUARTIC.key, QUARTIC)
    monkeypatch.setitem(OPTIMIZERS, SignDescent.key, SignDescent)
    monkeypatch.setitem(INITIALIZERS, ONES.key, ONES)
