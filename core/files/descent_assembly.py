"""Making the way down of the parts of a file: optimizer, what it remembers, schedule."""

import math
from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from core.files.document_checks import DocumentError, check_finite, known
from core.files.document_parts import OptimizerPart, SchedulePart
from core.nn.arrays import EMPTY, Array
from core.nn.network import Network
from core.text.numbers import grouped
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import OPTIMIZERS
from core.training.rules.schedules import CONSTANT, SCHEDULES, Schedule
from core.training.rules.setting import Setting

_Rule = TypeVar("_Rule", Optimizer, Schedule)


def optimizer_of(part: OptimizerPart, where: str) -> Optimizer:
    """The optimizer with its settings.

    Raises:
        DocumentError: there is no such optimizer, or a number is out of its range.
    """
    optimizer = known(OPTIMIZERS, part.kind, "optimizer", f"{where}.kind")
    if not 0 < part.learning_rate < math.inf:
        raise DocumentError(
            f"expected a finite number above 0, found {part.learning_rate}",
            f"{where}.learning_rate",
        )
    return _set(optimizer, part.settings, where, learning_rate=part.learning_rate)


def schedule_of(part: SchedulePart | None, where: str) -> Schedule:
    """The schedule with its settings; where there is none, the learning rate stays as it is.

    Raises:
        DocumentError: there is no such schedule, or a number is out of its range.
    """
    if part is None:
        return CONSTANT
    return _set(known(SCHEDULES, part.kind, "schedule", f"{where}.kind"), part.settings, where)


def _set(rule: type[_Rule], settings: Mapping[str, float], where: str, **others: float) -> _Rule:
    """A rule with its settings; those that are left out are as usual."""
    known_keys = {setting.key: setting for setting in rule.settings}
    for key, value in settings.items():
        at = f"{where}.settings.{key}"
        set_number(value, known(known_keys, key, "setting", at), at)
    return rule(**others, **settings)


def set_number(value: float, setting: Setting, where: str) -> float:
    """The number, if a setting may be that.

    Raises:
        DocumentError: it is out of the setting's range.
    """
    try:
        setting.check(value)
    except ValueError as problem:
        raise DocumentError(str(problem), where) from problem
    return value


def memory_of(part: list[float], optimizer: Optimizer, network: Network, where: str) -> Array:
    """What an optimizer remembers, shape (M,); nothing where the key was left out.

    Raises:
        DocumentError: there are not as many numbers as it remembers, or one is not finite.
    """
    if not part:
        return EMPTY
    parameters = network.parameters.size
    expected = optimizer.memory_size(parameters)
    if not expected:
        raise DocumentError(f"{optimizer.key} remembers nothing; leave this key out", where)
    if len(part) != expected:
        raise DocumentError(
            f"{optimizer.key} remembers {grouped(expected)} numbers of {grouped(parameters)}"
            f" weights and biases, found {grouped(len(part))}",
            where,
        )
    memory = np.array(part, dtype=np.float64)
    check_finite(memory, where)
    return memory
