"""The headings above the columns, what is left out of them, and the caption below the drawing."""

from collections.abc import Sequence

from core.nn.activations import IDENTITY
from core.nn.network import INPUT_LAYER, Network, NodePlace
from core.text.numbers import grouped
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment
from gui.canvas.scene.folding import MOST_NODES, gaps
from gui.canvas.scene.room import IntArray
from gui.formatting.numbers import number
from gui.session.messages import all_rows

_STALE = "grey: computed with the weights before the step"


def caption(experiment: Experiment, row: int, *, stale: bool, slopes: str) -> tuple[str, str]:
    """Which rows the numbers come from; in full, and in short.

    Args:
        experiment: what is drawn.
        row: the row whose values are shown.
        stale: whether some values are those before the latest step.
        slopes: what there is to say of slopes, if they are shown; see `of_slopes`.
    """
    dataset = experiment.dataset
    if dataset.rows == 1:
        return (_STALE, _STALE) if stale else ("", "")
    scaled = list[str]()
    if dataset.is_scaled:
        on = {"inputs": dataset.input_scaling, "targets": dataset.target_scaling}
        what = " and ".join(name for name, scaling in on.items() if scaling.is_on)
        scaled = [f"{what} scaled, names tell own units"]
    others = [_STALE] * stale + [slopes] * bool(slopes)
    full = [f"values of row {grouped(row + 1)} of {grouped(dataset.rows)}", *scaled, *others]
    return " · ".join(full), " · ".join([f"row {grouped(row + 1)}", *others])


def caption_of_point(network: Network, point: Sequence[float]) -> tuple[str, str]:
    """That the numbers come from no row; in full, and in short."""
    named = [
        f"{network.node_name(NodePlace(INPUT_LAYER, at))} {number(value)}"
        for at, value in enumerate(point)
    ]
    return f"values of a point that is no row: {', '.join(named)}", "a point, no row"


def of_slopes(experiment: Experiment, evaluation: Evaluation, *, alone: bool) -> str:
    """Which rows the slopes come from; `alone` are those of the row on show by itself."""
    if alone:
        return "all slopes are of this row alone"
    how, batch = "mean" if experiment.loss.averages else "sum", evaluation.batch
    over = f"{how} over {all_rows(experiment)}"
    if batch is not None:
        over = f"{how} over the batch of {grouped(batch.size)} rows"
        if batch.size == 1:
            over = f"row {grouped(int(batch[0]) + 1)}, in turn"
    return f"node slopes of this row · weight slopes: {over}"


def titles(network: Network) -> list[tuple[str, str, str]]:
    """What stands above each column, in full, shorter, and in short."""
    last = len(network.layers) - 1
    inputs = "Inputs" if network.sizes[0] > 1 else "Input"
    if network.sizes[0] > MOST_NODES:
        inputs = f"{grouped(network.sizes[0])} inputs"
    shown = [(inputs, inputs, inputs)]
    for index, layer in enumerate(network.layers):
        name = layer.activation.name
        if index == last:
            title = "Prediction" if layer.size == 1 else "Predictions"
            plain = layer.activation is IDENTITY
            full = title if plain else f"{title} · {name}"
            shown.append((full, full, title if plain else name))
        else:
            which = "Hidden layer" if last == 1 else f"Hidden layer {index + 1}"
            if layer.size > MOST_NODES:
                which += f" ({grouped(layer.size)})"
            brief = "Hidden" if last == 1 else f"Hidden {index + 1}"
            shown.append((f"{which} · {name}", f"{brief} · {name}", name))
    return shown


def left_out(shown: Sequence[IntArray]) -> list[tuple[int, int, str]]:
    """Where nodes are left out: in which column, after which of the nodes drawn, and how many."""
    return [
        (column, at, f"{grouped(count)} more")
        for column, nodes in enumerate(shown)
        for at, count in gaps(nodes)
    ]
