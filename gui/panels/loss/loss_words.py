"""What the loss plot and the timeline say in words."""

import math
from collections.abc import Sequence

from core.data.classification import tells_classes
from core.history.history import History
from core.text.numbers import counted, grouped
from core.training.ends.fit_quality import fit_quality
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.formatting.numbers import number, percent
from gui.panels.loss.lines.loss_curves import FoundMoment, LossCurves
from gui.panels.loss.lines.loss_extent import Extent

_MOST_EDITS = 3
_EXPLODED = 1e4
_HINTS = (
    "drag to any earlier moment: everything comes back exactly",
    "drag to any moment: it comes back exactly",
    "drag to go back",
)


def now_text(loss: float) -> str:
    """What stands beside the present moment."""
    return f"now: {loss_text(loss)}"


def loss_text(loss: float) -> str:
    """A loss, and why it has no place on the axis if it has none."""
    return number(loss) if math.isfinite(loss) else "not finite"


def kept_text(curves: LossCurves, line: int) -> str:
    """What a kept run is called: by its name, or "kept run, Adam, rate 0.01"."""
    branch = curves.history.branches.of_line(line)
    if branch is not None and branch.name:
        return branch.name
    optimizer = curves.optimizer_of(line)
    name = "" if isinstance(optimizer, GradientDescent) else f"{optimizer.name}, "
    return f"kept run, {name}rate {number(optimizer.learning_rate)}"


def found_lines(
    history: History,
    found: FoundMoment,
    edits: Sequence[tuple[int, str]],
    kept: str,
) -> list[str]:
    """What is read at a moment: its step and loss, its name, the edits made there, and its run.

    Args:
        history: where the moment is.
        found: the moment.
        edits: those near it, with their counts of updates.
        kept: what the kept run is called that it belongs to; empty on the path.
    """
    lines = [f"step {grouped(found.step)}: loss {_found_loss(history, found)}"]
    name = history.name_of(found.moment)
    if name:
        lines.append(f"“{name}”")
    if kept:
        lines.append(kept)
    for step, name in edits[-_MOST_EDITS:]:
        lines.append(name if step == found.step else f"at step {grouped(step)}: {name}")
    if len(edits) > _MOST_EDITS:
        lines.append(f"and {counted(len(edits) - _MOST_EDITS, 'more edit')}")
    return lines


def _found_loss(history: History, found: FoundMoment) -> str:
    if found.loss is not None:
        return loss_text(found.loss)
    line, offset = found.moment
    near = history.lines[line].trace.losses(offset, offset)
    return f"{number(float(near.lowest[0]))} to {number(float(near.highest[0]))}"


def accuracy_text(experiment: Experiment, evaluation: Evaluation) -> str:
    """The share of classes that are right, of the rows learnt from and of those set aside.

    Of scaled targets nothing but that the losses are theirs.
    """
    if not tells_classes(experiment.loss):
        return "of scaled targets" if experiment.dataset.target_scaling.is_on else ""
    _, right, aside = fit_quality(experiment, evaluation.predictions)
    parts = [] if right is None else [f"accuracy: {percent(right)}"]
    return ", ".join(parts + ([] if aside is None else [f"set aside {percent(aside)}"]))


def moment_lines(lowest: int, here: int, highest: int, running: bool) -> list[str]:
    """Where the present stands on a path between two counts of updates.

    From the longest wording to the shortest.
    """
    step = f"step {grouped(here)}"
    where = step if here == highest else f"{step} of {grouped(highest)}"
    if lowest == highest:
        start = "start" if here == 0 else step
        hints = ["steps are kept: you will be able to drag back to them here", "steps will be kept"]
        if here:
            hints = ["the steps before it are not kept", "earlier steps are not kept"]
        return [*(f"{start} · {hint}" for hint in hints), start]
    if running:
        return [where, step]
    if here == lowest:
        start = f"start of {grouped(highest)} steps" if here == 0 else where
        hint = "drag to any moment: everything comes back exactly"
        return [f"start · {hint}" if here == 0 else f"{where} · {hint}", f"{start} · drag", start]
    return [f"{where} · {hint}" for hint in _HINTS] + [where, step]


def near_lines(here: int, missing: int, *, scrubbing: bool) -> list[str]:
    """Where the present is to be, while one some updates before it is shown.

    From the longest wording to the shortest.
    """
    about = f"≈ step {grouped(here)}"
    if not scrubbing:
        return [f"{about}: {counted(missing, 'update')} taken again", about]
    shown = f"step {grouped(here - missing)} is shown"
    return [f"{about}: {shown}, exact after release", f"{about}, exact after release", about]


def axis_lines(extent: Extent, loss: float, logarithmic: bool) -> list[str]:
    """What has to be said about the axis in force, from the longest wording to the shortest."""
    if not math.isfinite(loss):
        return ["the loss is not finite: it cannot be drawn", "loss not finite"]
    if logarithmic and extent.every.lowest <= 0:
        which = "0" if extent.every.lowest == 0 else "0 and below"
        return [f"a log axis never comes to 0: losses of {which} stand on its foot", "0: the foot"]
    lowest, highest = extent.every.lowest_positive, extent.highest
    if not logarithmic and highest > _EXPLODED * max(extent.first_loss, lowest):
        powers = math.log10(highest) - math.log10(lowest)
        return [f"the loss spans {round(powers)} powers of ten: try log", "try log"]
    return []
