"""What there is to see of the hill along one weight, in numbers. No Qt in here."""

import numpy as np
from msgspec import Struct

from core.explanation.remarks import why_flat
from core.landscape.along_weight import loss_along
from core.nn.arrays import Array
from core.nn.quantity import Quantity, QuantityKind
from core.training.descent import Refusal
from core.training.evaluation import evaluate
from gui.panels.one_weight.slice_range import hill_range, points_for
from gui.plotting.plot_frame import Span
from gui.session.snapshot import Present

_MANY_ROWS = 20_000


class SliceView(Struct, frozen=True, eq=False):
    """The hill along one weight.

    Attributes:
        name: of the weight.
        values: of the weight, as far as they are in view, shape (n,).
        losses: at these values, with all else as it stands, shape (n,).
        value: where the weight is.
        loss: the loss there.
        slope: the slope there.
        after: where the next step puts the weight.
        loss_alone: the loss if the step moved this weight only.
        loss_all: the loss that the whole step reaches; None where it would be refused.
        why_flat: why the slope is 0; empty where it is not.
        in_batches: whether the step follows the slopes of a batch, and not those shown here.
    """

    name: str
    values: Array
    losses: Array
    value: float
    loss: float
    slope: float
    after: float
    loss_alone: float
    loss_all: float | None
    why_flat: str
    in_batches: bool = False


def next_value(present: Present, parameter: int) -> float:
    """Where the next step puts a weight."""
    return present.numbers.value(Quantity(QuantityKind.NEW_WEIGHT, parameter=parameter))


def usual_view(present: Present, parameter: int) -> Span:
    """The values of a weight between which there is a valley to see, found with some rows."""
    experiment, evaluation = present.document.experiment, present.evaluation
    if experiment.dataset.rows > _MANY_ROWS:
        every = -(-experiment.dataset.rows // _MANY_ROWS)
        experiment = experiment.on_rows(np.arange(0, experiment.dataset.rows, every))
        evaluation = evaluate(experiment)
    value = float(experiment.network.parameters[parameter])
    return hill_range(
        value,
        next_value(present, parameter),
        lambda values: loss_along(experiment, evaluation, parameter, values),
    )


def view_of(
    present: Present, parameter: int, shown: Span, width: float, *, moving: bool = False
) -> SliceView:
    """Look along one weight between two of its values; more coarsely while things move.

    The wider the plot is in pixels, the more closely.
    """
    experiment, evaluation = present.document.experiment, present.evaluation
    network = experiment.network
    value, after = float(network.parameters[parameter]), next_value(present, parameter)
    count = points_for(width, experiment.dataset.rows, network.sizes, moving=moving)
    grid = np.linspace(*shown, count)
    values = np.unique(np.append(grid, (value, after)))  # both balls lie on the curve
    losses = loss_along(experiment, evaluation, parameter, values)
    loss_alone = float(losses[np.searchsorted(values, after)])
    in_view = (shown[0] <= values) & (values <= shown[1])
    ahead = present.next_step
    slope = float(evaluation.full_gradient[parameter])
    return SliceView(
        name=network.parameter_name(network.place(parameter)),
        values=values[in_view],
        losses=losses[in_view],
        value=value,
        loss=evaluation.loss,
        slope=slope,
        after=after,
        loss_alone=loss_alone,
        loss_all=None if isinstance(ahead.kept, Refusal) else ahead.kept,
        why_flat="" if slope else why_flat(present.numbers.over_all_rows(), parameter),
        in_batches=evaluation.batch is not None,
    )
