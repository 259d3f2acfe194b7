"""The parts of a script of NumPy: the start, the functions, and the loop over the updates."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from core.explanation.walking.walkthrough import Phase
from core.export.functions import definitions
from core.export.line import Line
from core.export.loss_code import of_outputs
from core.export.scripts.given import (
    INDENT,
    batch_lines,
    counted_lines,
    has_own_loss,
    indented,
    last_update,
    updates_range,
)
from core.export.scripts.literals import comment, named_array
from core.export.scripts.replay import Replay
from core.export.stepping import memory_names
from core.export.vectorised import parameter_arrays


def function_lines(replay: Replay) -> list[str]:
    """The activations and their slopes."""
    return definitions(layer.activation for layer in replay.experiment.network.layers)


def data_names(replay: Replay) -> tuple[str, str]:
    """Of inputs and targets: in batches, `x` and `target` are those of an update."""
    return ("every_x", "every_target") if replay.has_batches else ("x", "target")


def start_lines(replay: Replay) -> list[str]:
    """Weights, biases and what the optimizer remembers, as they stand before the first update."""
    experiment = replay.experiment
    network, optimizer = experiment.network, experiment.optimizer
    weights = parameter_arrays(network, network.parameters)
    lines = [
        comment("A row of weights for each node"),
        *map(named_array, weights, weights.values()),
    ]
    memory = optimizer.memory_by_parameter(experiment.memory)
    for part, kept in enumerate(memory):
        lines += ["", comment(f"What {optimizer.name} remembers: {optimizer.remembers[part]}")]
        for name, array in parameter_arrays(network, kept).items():
            kept_name = memory_names(optimizer, name)[part]
            zero = f"{kept_name} = np.zeros_like({name})"
            lines.append(named_array(kept_name, array) if array.any() else zero)
    if network.locked.any():
        lines += ["", comment("What stays as it is")]
        masks = parameter_arrays(network, network.locked.astype(np.float64))
        lines += [
            named_array(f"lock_{name}", mask.astype(np.intp)) + " > 0"
            for name, mask in masks.items()
            if mask.any()
        ]
    return lines


def loss_function_lines(replay: Replay, lines: Sequence[Line]) -> list[str]:
    """In batches, the loss of all rows has a function of its own."""
    if not replay.has_batches:
        return []
    body = [line.text for line in lines if line.phase in (Phase.FORWARD, Phase.ERROR)]
    result = ["loss"]
    if own := _own_loss(replay):
        body += own
        result.append("own_loss")
    ending = f"return {', '.join(result)}"
    return ["def loss_of(x, target):", *indented([*body, ending]), "", ""]


def loop_lines(replay: Replay, lines: Sequence[Line], kept: Sequence[str] = ()) -> list[str]:
    """The loop over the updates.

    Args:
        replay: whose updates they are.
        lines: of one update.
        kept: what more is done with each loss.
    """
    own = _own_loss(replay)
    printed = "print(updates, loss, own_loss)" if own else "print(updates, loss)"
    ending = [printed, *kept, f"if updates == {last_update(replay)}:", f"{INDENT}break"]
    body: list[str] = []
    if replay.has_batches:
        result = "loss, own_loss" if own else "loss"
        body += [
            f"{result} = loss_of(every_x, every_target)",
            *ending,
            *batch_lines(replay),
            "x, target = every_x[rows], every_target[rows]",
        ]
    for phase, group in groupby(lines, lambda line: line.phase):
        body += [comment(phase.value)] if phase is Phase.FORWARD else ["", comment(phase.value)]
        if phase is Phase.STEP:
            body += counted_lines(replay)
        body += [line.text for line in group if not (replay.has_batches and line.name == "loss")]
        if phase is Phase.ERROR and not replay.has_batches:
            body += [*own, *ending]
    return [updates_range(replay), *indented(body)]


def _own_loss(replay: Replay) -> list[str]:
    """The lines for the loss in the targets' own units, where these are scaled."""
    loss = replay.experiment.loss
    if not has_own_loss(replay):
        return []
    target = "every_target" if replay.has_batches else "target"
    *before, share = [
        line.replace("error", "own_error") for line in of_outputs(loss.share_code, "", "")
    ]
    total = "mean" if loss.averages else "sum"
    return [
        f"own_error = error * {target}_factor",
        *before,
        f"own_loss = ({share}).{total}()",
    ]
