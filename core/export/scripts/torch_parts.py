"""The parts of a script of PyTorch: the network, its loss, the optimizer, and one update."""

import re

import numpy as np

from core.export.loss_code import of_outputs
from core.export.scripts.given import INDENT, indented, rate_code
from core.export.scripts.literals import comment, made_array
from core.export.scripts.replay import Replay
from core.export.scripts.torch_rule import in_torch, is_written_out, rule_start, rule_step
from core.export.vectorised import parts_of
from core.nn.activation import Activation
from core.nn.activations import IDENTITY
from core.nn.arrays import Array
from core.nn.loss import Loss
from core.nn.network import Network

TENSOR = "torch.tensor"
IN_DOUBLES = "torch.set_default_dtype(torch.float64)"


def state_of(network: Network, vector: Array) -> dict[str, Array]:
    """The parts of a vector laid out like the parameters, by their names in a state dict."""
    return {
        f"layer{part.layer}.{'weight' if part.is_weights else 'bias'}": part.array
        for part in parts_of(network, vector)
    }


def parameters_of(network: Network, vector: Array) -> dict[str, Array]:
    """The parts of a vector laid out like the parameters, by their names in the script."""
    return {f"model.{name}": array for name, array in state_of(network, vector).items()}


# The network


def network_lines(network: Network, *, gives_logits: bool) -> list[str]:
    """The class of the network, with the functions that PyTorch does not have."""
    sizes, last = network.sizes, len(network.layers)
    made, passed, source = [], [], "x"
    functions: dict[str, list[str]] = {}
    for at, layer in enumerate(network.layers, 1):
        bias = "" if layer.biased else ", bias=False"
        made.append(f"self.layer{at} = nn.Linear({sizes[at - 1]}, {sizes[at]}{bias})")
        total = f"self.layer{at}({source})"
        is_bare = at == last and gives_logits
        value = total if is_bare else _applied(layer.activation, total, functions)
        source = f"a{at}"
        passed.append(f"return {value}" if at == last else f"{source} = {value}")
    if gives_logits:
        passed[-1] += "  # logits: the loss makes the probabilities of them"
    return [
        *(line for lines in functions.values() for line in lines),
        "class Network(nn.Module):",
        f"{INDENT}def __init__(self):",
        *indented(["super().__init__()", *made], 2),
        "",
        f"{INDENT}def forward(self, x):",
        *indented(passed, 2),
        "",
        "",
    ]


def _applied(activation: Activation, total: str, functions: dict[str, list[str]]) -> str:
    """The value of a layer; what takes more than a call becomes a function."""
    if activation is IDENTITY:
        return total
    code = activation.torch_code or in_torch(activation.code)
    if "\n" not in code and len(re.findall(r"\bz\b", code)) == 1:
        return re.sub(r"\bz\b", lambda _: total, code)
    *before, result = code.split("\n")
    body = indented([*before, f"return {result}"])
    functions[activation.key] = [f"def {activation.key}(z):", *body, "", ""]
    return f"{activation.key}({total})"


def start_lines(network: Network) -> list[str]:
    """The model, with the weights it begins with."""
    start = parameters_of(network, network.parameters)
    return [
        "model = Network()",
        "",
        comment("Where it starts: a row of weights for each node"),
        "with torch.no_grad():",
        *indented(
            [
                line
                for name, array in start.items()
                for line in f"{name}.copy_({made_array(array, TENSOR)})".split("\n")
            ]
        ),
    ]


# The loss


def output_name(loss: Loss) -> str:
    """What comes out of the model: a loss of probabilities is of the logits they are made of."""
    return "logits" if loss.is_from_logits else "prediction"


def loss_lines(loss: Loss) -> list[str]:
    """The function for the loss of what comes out of the model."""
    name = output_name(loss)
    if loss.torch_code:
        *before, result = of_outputs(loss.torch_code, name, name)
    else:
        *before, share = of_outputs(in_torch(loss.share_code), name, name)
        before.insert(0, f"error = {name} - target")
        result = f"torch.sum({share})"
        if loss.averages:
            result = (
                f"torch.mean(torch.sum({share}, dim=1))" if loss.by_row else f"torch.mean({share})"
            )
    body = indented([*before, f"return {result}"])
    return [f"def loss_of({name}, target):", *body, "", ""]


def penalty_lines(penalty: float) -> list[str]:
    """The function for what the weights cost, where they do."""
    if not penalty:
        return []
    total = "sum(torch.sum(layer.weight**2) for layer in model.children())"
    body = [comment("Biases cost nothing"), f"return {penalty!r} / 2 * {total}"]
    return ["def cost_of_weights(model):", *indented(body), "", ""]


# The way down


def optimizer_lines(replay: Replay) -> list[str]:
    """The optimizer, with what it remembers, and what is locked."""
    experiment = replay.experiment
    optimizer, network = experiment.optimizer, experiment.network
    if is_written_out(optimizer):
        lines = rule_start(experiment, parameters_of)
    else:
        code = optimizer.torch_call.replace("(", "(model.parameters(), ", 1)
        lines = [f"optimizer = torch.optim.{code}", *_memory(replay)]
    if network.locked.any():
        masks = parameters_of(network, network.locked.astype(np.float64))
        lines += ["", comment("What stays as it is"), "locks = {"]
        for name, mask in masks.items():
            if mask.any():
                made = made_array(mask.astype(np.intp), TENSOR)
                lines += indented(f"{name}: {made} > 0,".split("\n"))
        lines += ["}", "kept = {each: each.detach().clone() for each in locks}"]
    return ["", *lines, ""]


def _memory(replay: Replay) -> list[str]:
    """What the optimizer remembers, where it is not nothing."""
    experiment = replay.experiment
    optimizer, network = experiment.optimizer, experiment.network
    if not experiment.memory.any():
        return []
    parts = [
        parameters_of(network, kept) for kept in optimizer.memory_by_parameter(experiment.memory)
    ]
    steps = float(experiment.memory[-1]) if optimizer.counts_steps else float(experiment.updates)
    lines = ["", comment("What it remembers of the updates before")]
    for name in parts[0]:
        lines += [f"optimizer.state[{name}] = {{", f'{INDENT}"step": {TENSOR}({steps!r}),']
        for key, arrays in zip(optimizer.torch_remembers, parts, strict=True):
            lines += indented(f'"{key}": {made_array(arrays[name], TENSOR)},'.split("\n"))
        lines.append("}")
    return lines


def update_lines(replay: Replay, loss: list[str]) -> list[str]:
    """One update.

    Args:
        replay: whose update it is.
        loss: the lines that take the slopes of the loss, after the old ones are cleared.
    """
    experiment = replay.experiment
    is_locked = bool(experiment.network.locked.any())
    is_written = is_written_out(experiment.optimizer)
    lines = ["model.zero_grad()" if is_written else "optimizer.zero_grad()", *loss]
    if largest := experiment.max_norm:
        lines += _clipping(largest, is_locked=is_locked)
    if is_written:
        lines += rule_step(replay)
    else:
        if experiment.schedule.code:
            lines += [
                "for group in optimizer.param_groups:",
                f'{INDENT}group["lr"] = {rate_code(replay)}',
            ]
        lines.append("optimizer.step()")
    if is_locked:
        lines += [
            "with torch.no_grad():",
            f"{INDENT}for each, lock in locks.items():",
            f"{INDENT * 2}each[lock] = kept[each][lock]",
        ]
    return lines


def _clipping(largest: float, *, is_locked: bool) -> list[str]:
    lines = []
    if is_locked:
        lines += [
            "for each, lock in locks.items():",
            f"{INDENT}each.grad[lock] = 0.0",
        ]
    return [
        *lines,
        comment("As torch.nn.utils.clip_grad_norm_, which divides by norm + 0.000001"),
        "norm = torch.sqrt(sum(torch.sum(each.grad**2) for each in model.parameters()))",
        f"if norm > {largest!r}:",
        f"{INDENT}for each in model.parameters():",
        f"{INDENT * 2}each.grad *= {largest!r} / norm",
    ]
