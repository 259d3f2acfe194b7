"""A descent as a script of PyTorch, by its own layers, losses and optimizers."""

from core.export.scripts.given import (
    INDENT,
    batch_lines,
    has_own_loss,
    indented,
    last_update,
    updates_range,
    writing_data,
)
from core.export.scripts.replay import Replay
from core.export.scripts.torch_parts import (
    IN_DOUBLES,
    TENSOR,
    loss_lines,
    network_lines,
    optimizer_lines,
    output_name,
    penalty_lines,
    start_lines,
    update_lines,
)
from core.export.scripts.whole_script import whole_script
from core.slices.work import Work


def torch_script(replay: Replay) -> Work[str]:
    """The script. Run, it prints the loss before each update and after the last.

    Where targets are scaled, the loss in their own units stands beside it.
    """
    experiment = replay.experiment
    body = [
        IN_DOUBLES,
        "",
        *(yield from writing_data(replay, "x", "target", TENSOR)),
        "",
        "",
        *network_lines(experiment.network, gives_logits=experiment.loss.is_from_logits),
        *loss_lines(experiment.loss),
        *penalty_lines(experiment.l2_penalty),
        *start_lines(experiment.network),
        *optimizer_lines(replay),
        *_loop(replay),
    ]
    return whole_script(_TITLE.format(steps=replay.steps), body)


_TITLE = """A neural network and {steps} updates of its weights, in PyTorch.

It prints the loss before each update, and after the last."""


def _loop(replay: Replay) -> list[str]:
    experiment, own = replay.experiment, has_own_loss(replay)
    cost = " + cost_of_weights(model)" if experiment.l2_penalty else ""
    output = output_name(experiment.loss)
    seen = [f"{output} = model(x)", f"loss = loss_of({output}, target){cost}"]
    printed = "updates, loss.item()"
    if own:
        seen.append("own_loss = loss_of(prediction * target_factor, target * target_factor)")
        printed += ", own_loss.item()"
    if replay.has_batches:
        seen = ["with torch.no_grad():", *indented(seen)]
        taken = [
            *batch_lines(replay),
            f"loss = loss_of(model(x[rows]), target[rows]){cost}",
        ]
    else:
        taken = []
    body = [
        *seen,
        f"print({printed})",
        f"if updates == {last_update(replay)}:",
        f"{INDENT}break",
        *update_lines(replay, [*taken, "loss.backward()"]),
    ]
    return [updates_range(replay), *indented(body)]
