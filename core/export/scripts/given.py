"""What every script begins with: the rows, and which of them each update takes."""

import numpy as np

from core.export.scripts.literals import comment, named_array, naming_array
from core.export.scripts.replay import Replay
from core.export.stepping import COUNT, RATE
from core.nn.network import INPUT_LAYER, NodePlace
from core.slices.work import Work, scaled

INDENT = "    "


def indented(lines: list[str], depth: int = 1) -> list[str]:
    """The lines, further in; what is empty stays so."""
    return [INDENT * depth + line if line else "" for line in lines]


def input_names(replay: Replay) -> str:
    """How the user calls the inputs, for a comment."""
    network = replay.experiment.network
    nodes = range(network.sizes[0])
    return ", ".join(network.node_name(NodePlace(INPUT_LAYER, node)) for node in nodes)


def writing_data(
    replay: Replay, inputs: str, outputs: str, make: str = "np.array"
) -> Work[list[str]]:
    """The rows as they were given and as the network sees them, and their orders in batches.

    Args:
        replay: whose rows they are.
        inputs: the name of the inputs.
        outputs: the name of the targets.
        make: what makes an array of a list.

    Raises:
        ExportError: there are too many numbers to write down.
    """
    replay.check_size()
    parts = 4 if replay.has_batches else 2
    lines = [
        comment(f"The inputs, a row each: {input_names(replay)}"),
        (yield from scaled(naming_array(inputs, replay.inputs, make), 0, parts)),
        (yield from scaled(naming_array(outputs, replay.targets, make), 1, parts)),
        *scaling_lines(replay, inputs, outputs, make),
    ]
    if replay.has_batches:
        orders = yield from scaled(replay.finding_orders(), 2, parts)
        lines += [
            "",
            comment(f"The order of the rows in each epoch from {replay.epochs.start} on"),
            (yield from scaled(naming_array("orders", orders, make), 3, parts)),
        ]
    return lines


def scaling_lines(replay: Replay, inputs: str, outputs: str, make: str) -> list[str]:
    """From own units to what the network sees, where that is something else."""
    dataset, lines = replay.experiment.dataset, []
    for name, scaling in ((inputs, dataset.input_scaling), (outputs, dataset.target_scaling)):
        if scaling.is_on:
            lines += [
                "",
                named_array(f"{name}_offset", np.array(scaling.offsets), make),
                named_array(f"{name}_factor", np.array(scaling.factors), make),
                f"{name} = ({name} - {name}_offset) / {name}_factor",
            ]
    return lines


def batch_lines(replay: Replay) -> list[str]:
    """Which `rows` the next update takes."""
    size = replay.experiment.batch_size
    earlier = f" - {replay.epochs.start}" if replay.epochs.start else ""
    return [
        f"begin = updates % {replay.batches} * {size}",
        f"rows = orders[updates // {replay.batches}{earlier}, begin : begin + {size}]",
    ]


def updates_range(replay: Replay) -> str:
    """The loop over the updates; in its last round there is no update, only the loss."""
    first = replay.experiment.updates
    span = f"{first}, {last_update(replay) + 1}" if first else f"{last_update(replay) + 1}"
    return f"for updates in range({span}):"


def last_update(replay: Replay) -> int:
    """How many updates there are in the end."""
    return replay.experiment.updates + replay.steps


def rate_code(replay: Replay) -> str:
    """The learning rate of an update."""
    experiment = replay.experiment
    fallen = f" * {experiment.schedule.code}" if experiment.schedule.code else ""
    return f"{experiment.optimizer.learning_rate!r}{fallen}"


def counted_lines(replay: Replay) -> list[str]:
    """The learning rate of an update, and which one it is for a rule that counts them."""
    experiment = replay.experiment
    lines = [f"{RATE} = {rate_code(replay)}"]
    if experiment.optimizer.counts_steps:
        more = round(float(experiment.memory[-1])) + 1 - experiment.updates
        lines.append(f"{COUNT} = updates {'+' if more >= 0 else '-'} {abs(more)}")
    return lines


def has_own_loss(replay: Replay) -> bool:
    """Whether the loss in the targets' own units is another number."""
    experiment = replay.experiment
    return experiment.dataset.target_scaling.is_on and not experiment.loss.is_from_logits
