"""The optimizers, each with its rule, its formula and its arithmetic.

The rules and the usual settings are PyTorch's. "Mean" always is a running mean, in which every
further step counts for less: new mean = β × mean + (1 − β) × what is new.
"""

from typing import ClassVar

import numpy as np
from typing_extensions import override

from core.nn.arrays import Array
from core.nn.expressions import (
    Expression,
    Term,
    added,
    multiplied,
    squared,
)
from core.training.rules.optimizer import Arithmetic, Leaves, Optimizer, Working
from core.training.rules.setting import Setting
from core.training.rules.shared_arithmetic import corrected, over_root, running_mean, velocity_of

_MOMENTUM = Setting(
    "momentum",
    "momentum",
    "How much of its velocity a weight keeps from step to step; in the end steps are"
    " 1 / (1 − momentum) times as long",
    below=1.0,
    is_telling=True,
)
_RHO = Setting("rho", "ρ", "How much the mean of the squared slopes keeps at each step", below=1.0)
_BETA1 = Setting("beta1", "β₁", "How much the mean slope keeps at each step", below=1.0)
_BETA2 = Setting("beta2", "β₂", "How much the mean squared slope keeps at each step", below=1.0)
_EPSILON = Setting(
    "epsilon", "ε", "What keeps the divisor above 0; larger, steps are shorter", is_open=True
)
_WEIGHT_DECAY = Setting(
    "weight_decay",
    "weight decay",
    "How much of each weight and bias is taken off, times the learning rate",
    is_telling=True,
)


class GradientDescent(Optimizer, frozen=True):
    """Straight down: the direction is the slopes themselves."""

    key: ClassVar[str] = "gradient_descent"
    name: ClassVar[str] = "Gradient descent"
    formula: ClassVar[str] = "weight − learning rate × slope"
    idea: ClassVar[str] = "Each weight goes against its slope"
    torch_code: ClassVar[str] = "SGD(lr={learning_rate})"

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        return slopes

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        return Arithmetic((), of.stepped(of.slope))


class Momentum(Optimizer, frozen=True):
    """Slopes add up to a velocity: steps grow where slopes agree, and cancel where they do not.

    velocity ← momentum × velocity + slope; the direction is the velocity.
    """

    key: ClassVar[str] = "momentum"
    name: ClassVar[str] = "Momentum"
    formula: ClassVar[str] = "weight − learning rate × velocity"
    idea: ClassVar[str] = "Slopes add up to a velocity, as with a ball that rolls"
    settings: ClassVar[tuple[Setting, ...]] = (_MOMENTUM,)
    remembers: ClassVar[tuple[str, ...]] = ("velocity",)
    symbols: ClassVar[tuple[str, ...]] = ("v",)
    torch_code: ClassVar[str] = "SGD(lr={learning_rate}, momentum={momentum})"
    torch_remembers: ClassVar[tuple[str, ...]] = ("momentum_buffer",)

    momentum: float = 0.9

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        return _gathered(old[0], self.momentum, slopes, new[0])

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        velocity = velocity_of(self.momentum, of)
        return Arithmetic((velocity,), of.stepped(velocity.term))


class Nesterov(Momentum, frozen=True):
    """Momentum that already goes as the velocity will take it: slope + momentum × velocity."""

    key: ClassVar[str] = "nesterov"
    name: ClassVar[str] = "Nesterov"
    formula: ClassVar[str] = "weight − learning rate × (slope + momentum × velocity)"
    idea: ClassVar[str] = "Momentum that looks ahead to where the velocity will take it"
    torch_code: ClassVar[str] = "SGD(lr={learning_rate}, momentum={momentum}, nesterov=True)"

    @property
    @override
    def torch_call(self) -> str:
        # Without momentum it is the same as Momentum, and PyTorch accepts no other name for it.
        return super().torch_call if self.momentum else Momentum(self.learning_rate, 0.0).torch_call

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        direction = self.momentum * _gathered(old[0], self.momentum, slopes, new[0])
        direction += slopes
        return direction

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        velocity = velocity_of(self.momentum, of)
        onward = multiplied(Term(self.momentum), velocity.term)
        return Arithmetic((velocity,), of.stepped(added(of.slope, onward)))


class Adagrad(Optimizer, frozen=True):
    """Steep directions get shorter steps, the more slopes there were: slope / (√sum + ε)."""

    key: ClassVar[str] = "adagrad"
    name: ClassVar[str] = "Adagrad"
    formula: ClassVar[str] = "weight − learning rate × slope / (√sum of squared slopes + ε)"
    idea: ClassVar[str] = "Each weight's steps are shortened by all its slopes so far"
    settings: ClassVar[tuple[Setting, ...]] = (_EPSILON,)
    remembers: ClassVar[tuple[str, ...]] = ("sum of squared slopes",)
    symbols: ClassVar[tuple[str, ...]] = ("s",)
    torch_code: ClassVar[str] = "Adagrad(lr={learning_rate}, eps={epsilon})"
    torch_remembers: ClassVar[tuple[str, ...]] = ("sum",)

    epsilon: float = 1e-10

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        np.multiply(slopes, slopes, out=new[0])
        new[0] += old[0]
        return slopes / _rooted(new[0], self.epsilon)

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        total = of.working(0, "sum of squared slopes", added(of.remembered[0], squared(of.slope)))
        return Arithmetic((total,), of.stepped(over_root(of.slope, total, self.epsilon)))


class RMSProp(Optimizer, frozen=True):
    """The slope over its own usual size: slope / (√mean square + ε)."""

    key: ClassVar[str] = "rmsprop"
    name: ClassVar[str] = "RMSProp"
    formula: ClassVar[str] = "weight − learning rate × slope / (√mean squared slope + ε)"
    idea: ClassVar[str] = "Each weight's slope is divided by the usual size of its slopes"
    settings: ClassVar[tuple[Setting, ...]] = (_RHO, _EPSILON)
    remembers: ClassVar[tuple[str, ...]] = ("mean squared slope",)
    symbols: ClassVar[tuple[str, ...]] = ("v",)
    torch_code: ClassVar[str] = "RMSprop(lr={learning_rate}, alpha={rho}, eps={epsilon})"
    torch_remembers: ClassVar[tuple[str, ...]] = ("square_avg",)

    rho: float = 0.99
    epsilon: float = 1e-8

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        _average(old[0], self.rho, slopes * slopes, new[0])
        return slopes / _rooted(new[0], self.epsilon)

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        square = of.working(
            0, "mean squared slope", running_mean(self.rho, of.remembered[0], squared(of.slope))
        )
        return Arithmetic((square,), of.stepped(over_root(of.slope, square, self.epsilon)))


class Adam(Optimizer, frozen=True):
    """The mean slope over the usual size of slopes: mean / (√mean square + ε).

    Both means begin at 0 and are too small at first; after n steps they are divided by 1 − βⁿ.
    """

    key: ClassVar[str] = "adam"
    name: ClassVar[str] = "Adam"
    formula: ClassVar[str] = "weight − learning rate × mean slope / (√mean squared slope + ε)"
    idea: ClassVar[str] = "The mean slope, divided by the usual size of the slopes"
    settings: ClassVar[tuple[Setting, ...]] = (_BETA1, _BETA2, _EPSILON)
    remembers: ClassVar[tuple[str, ...]] = ("mean slope", "mean squared slope")
    symbols: ClassVar[tuple[str, ...]] = ("m", "v")
    counts_steps: ClassVar[bool] = True
    torch_code: ClassVar[str] = "Adam(lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon})"
    torch_remembers: ClassVar[tuple[str, ...]] = ("exp_avg", "exp_avg_sq")

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        _average(old[0], self.beta1, slopes, new[0])
        _average(old[1], self.beta2, slopes * slopes, new[1])
        direction = _rooted(new[1] / (1 - self.beta2**steps), self.epsilon)
        np.divide(new[0], direction, out=direction)
        direction /= 1 - self.beta1**steps
        return direction

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        workings, direction = _adapted(self, of)
        return Arithmetic(workings, of.stepped(direction))


class AdamW(Adam, frozen=True):
    """Adam that also takes a part off each weight: weight decay × weight + Adam's direction."""

    key: ClassVar[str] = "adamw"
    name: ClassVar[str] = "AdamW"
    formula: ClassVar[str] = (
        "weight − learning rate × (weight decay × weight + mean slope / (√mean squared slope + ε))"
    )
    idea: ClassVar[str] = "Adam that also makes every weight a little smaller"
    settings: ClassVar[tuple[Setting, ...]] = (*Adam.settings, _WEIGHT_DECAY)
    torch_code: ClassVar[str] = (
        "AdamW(lr={learning_rate}, betas=({beta1}, {beta2}), "
        "eps={epsilon}, weight_decay={weight_decay})"
    )

    weight_decay: float = 0.01

    @override
    def direction(
        self, slopes: Array, parameters: Array, old: Array, new: Array, steps: float
    ) -> Array:
        direction = Adam.direction(self, slopes, parameters, old, new, steps)
        direction += self.weight_decay * parameters
        return direction

    @override
    def arithmetic(self, of: Leaves) -> Arithmetic:
        workings, direction = _adapted(self, of)
        decay = multiplied(Term(self.weight_decay, caption="weight decay"), of.weight)
        return Arithmetic(workings, of.stepped(added(decay, direction)))


def _gathered(velocity: Array, kept: float, slopes: Array, out: Array) -> Array:
    """The velocity after a step that keeps this part of what it was."""
    np.multiply(velocity, kept, out=out)
    out += slopes
    return out


def _average(mean: Array, kept: float, new: Array, out: Array) -> None:
    """A running mean that keeps this part of what it was."""
    np.multiply(mean, kept, out=out)
    out += (1 - kept) * new


def _rooted(squares: Array, epsilon: float) -> Array:
    root: Array = np.sqrt(squares)
    root += epsilon
    return root


def _adapted(rule: Adam, of: Leaves) -> tuple[tuple[Working, ...], Expression]:
    """Both means, both made larger for having begun at 0, and Adam's direction."""
    (first, second), (beta1, beta2) = of.remembered, (rule.beta1, rule.beta2)
    mean = of.working(0, "mean slope", running_mean(beta1, first, of.slope))
    square = of.working(1, "mean squared slope", running_mean(beta2, second, squared(of.slope)))
    above = of.working(2, "mean slope / (1 − β₁ⁿ)", corrected(mean, beta1, of.steps))
    below = of.working(3, "mean squared slope / (1 − β₂ⁿ)", corrected(square, beta2, of.steps))
    return (mean, square, above, below), over_root(above.term, below, rule.epsilon)


OPTIMIZERS: dict[str, type[Optimizer]] = {
    each.key: each for each in (GradientDescent, Momentum, Nesterov, Adagrad, RMSProp, Adam, AdamW)
}
