"""An optimizer as a class of Keras 3, with each line of its rule.

Keras's own ones are other rules: their epsilon stands elsewhere, and sums do not begin at 0.
"""

import re

from core.export.scripts.given import indented
from core.export.scripts.literals import comment, made_array
from core.export.stepping import COUNT, RATE, Stepped, memory_names, step_lines
from core.export.vectorised import Part, parts_of
from core.nn.quantity import QuantityKind
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.setting import settings_of

_STEPPED = Stepped("w", "dw", "", ())


def in_keras(code: str) -> str:
    """Code of NumPy with the operations of Keras in its place."""
    return re.sub(r"\bnp\.", "ops.", code)


def turned(part: Part, code: str) -> str:
    """The code of an array as Keras has it: with a column of weights for each node."""
    return f"{code}.T" if part.is_weights else code


def class_lines(experiment: Experiment) -> list[str]:
    """The class: what it remembers of each variable, and what it does with the slopes."""
    optimizer = experiment.optimizer
    body = [*_build(optimizer), *_apply(experiment), *_update_step(experiment)]
    return ["class Optimizer(keras.optimizers.Optimizer):", *indented(body), "", ""]


def _build(optimizer: Optimizer) -> list[str]:
    """Numbers that are 0 at first, one for each weight."""
    if not optimizer.remembers:
        return []
    made = [
        f'self.{symbol} = [self.add_variable_from_reference(w, "{symbol}") for w in variables]'
        for symbol in optimizer.symbols
    ]
    return ["def build(self, variables):", *indented([*made, "super().build(variables)"]), ""]


def _apply(experiment: Experiment) -> list[str]:
    """What happens to all slopes together, before each weight's step."""
    body, largest = [], experiment.max_norm
    if experiment.network.locked.any():
        body.append("grads = [ops.where(lock, 0.0, dw) for lock, dw in zip(locks, grads)]")
    if largest:
        body += [
            "norm = ops.sqrt(sum(ops.sum(dw**2) for dw in grads))",
            f"grads = [{largest!r} / ops.clip(norm, {largest!r}, np.inf) * dw for dw in grads]",
        ]
    if not body:
        return []
    body.append("super().apply(grads, trainable_variables)")
    return ["def apply(self, grads, trainable_variables=None):", *indented(body), ""]


def _update_step(experiment: Experiment) -> list[str]:
    """One variable's step, as the rule's arithmetic has it."""
    optimizer = experiment.optimizer
    kept = dict(zip(memory_names(optimizer, "w"), optimizer.symbols, strict=True))
    is_locked = bool(experiment.network.locked.any())
    body = [f"w, dw, {RATE} = ops.convert_to_tensor(variable), gradient, learning_rate"]
    if kept or is_locked:
        body.append("at = self._get_variable_index(variable)")
    if optimizer.counts_steps:
        more = round(float(experiment.memory[-1])) + 1
        body.append(f"{COUNT} = ops.cast(self.iterations + {more}, w.dtype)")
    if "epsilon" in (settings := settings_of(optimizer)):
        body.append(
            comment(f"Epsilon is {settings['epsilon']:g}, outside the root; Keras's own rules have")
        )
        body.append(comment("1e-07, which they add at other places"))
    body += [f"{name} = ops.convert_to_tensor(self.{symbol}[at])" for name, symbol in kept.items()]
    for line in step_lines(optimizer, _STEPPED, QuantityKind.SLOPE):
        body.append(in_keras(line.text))
        if symbol := kept.get(line.name):
            body.append(f"self.{symbol}[at].assign({line.name})")
    new = body.pop().removeprefix("w = ")
    body.append(f"variable.assign({f'ops.where(locks[at], w, {new})' if is_locked else new})")
    return ["def update_step(self, gradient, variable, learning_rate):", *indented(body)]


def memory_lines(experiment: Experiment) -> list[str]:
    """What it remembers of the updates before, where that is not nothing."""
    optimizer = experiment.optimizer
    lines: list[str] = []
    for part, kept in enumerate(optimizer.memory_by_parameter(experiment.memory)):
        if not kept.any():
            continue
        for at, each in enumerate(parts_of(experiment.network, kept)):
            made = turned(each, made_array(each.array))
            lines += f"optimizer.{optimizer.symbols[part]}[{at}].assign({made})".split("\n")
    return [comment("What it remembers of the updates before"), *lines] if lines else []
