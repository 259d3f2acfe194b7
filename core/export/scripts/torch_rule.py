"""An optimizer that `torch.optim` does not have, written out in PyTorch.

Each parameter in turn is `w`, its slopes `dw`, what is remembered of it `v_w`.
"""

import re
from collections.abc import Callable

from core.export.scripts.given import INDENT, counted_lines, indented
from core.export.scripts.literals import comment, made_array
from core.export.scripts.replay import Replay
from core.export.stepping import Stepped, memory_names, step_lines
from core.nn.arrays import Array
from core.nn.network import Network
from core.nn.quantity import QuantityKind
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer

_STEPPED = Stepped("w", "dw", "", ())
Named = Callable[[Network, Array], dict[str, Array]]


def in_torch(code: str) -> str:
    """Code of NumPy with PyTorch in its place."""
    return re.sub(r"\bnp\.", "torch.", code)


def is_written_out(optimizer: Optimizer) -> bool:
    """Whether PyTorch has no such rule."""
    return not optimizer.torch_code


def rule_start(experiment: Experiment, named: Named) -> list[str]:
    """What is remembered of each parameter.

    Args:
        experiment: whose memory it is.
        named: the parts of a vector laid out like the parameters, by the parameters' names.
    """
    optimizer = experiment.optimizer
    lines: list[str] = []
    for part, kept in enumerate(optimizer.memory_by_parameter(experiment.memory)):
        lines += [comment(f"What it remembers: {optimizer.remembers[part]}")]
        lines.append(f"{optimizer.symbols[part]} = {{")
        for name, array in named(experiment.network, kept).items():
            made = made_array(array, "torch.tensor")
            lines += indented(f"{name}: {made},".split("\n"))
        lines.append("}")
    return lines


def rule_step(replay: Replay) -> list[str]:
    """The new weights, and what is remembered then."""
    experiment = replay.experiment
    optimizer = experiment.optimizer
    kept = dict(zip(memory_names(optimizer, "w"), optimizer.symbols, strict=True))
    body = ["dw = w.grad", *(f"{name} = {symbol}[w]" for name, symbol in kept.items())]
    for line in step_lines(optimizer, _STEPPED, QuantityKind.SLOPE):
        body.append(in_torch(line.text))
        if symbol := kept.get(line.name):
            body.append(f"{symbol}[w] = {line.name}")
    body[-1] = f"w.copy_({body[-1].removeprefix('w = ')})"
    return [
        *counted_lines(replay),
        "with torch.no_grad():",
        f"{INDENT}for w in model.parameters():",
        *indented(body, 2),
    ]
