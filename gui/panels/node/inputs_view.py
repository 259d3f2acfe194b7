"""A node's output over the network's inputs, one or two, with the rows. No Qt in here."""

import numpy as np
from msgspec import Struct

from core.document.made_inputs import given_names
from core.nn.arrays import Array, Rows
from core.response.maps import maps_over, spans_of, values_at
from core.training.experiment import Experiment
from gui.panels.node.node_view import NodeView
from gui.plotting.plot_frame import Span
from gui.plotting.scales import widened
from gui.session.snapshot import Present

_LINE, _FINE, _MOVING = 161, 61, 25  # places along each input
_MOST_DOTS = 1000
_MARGIN = 0.08


class InputsView(Struct, frozen=True, eq=False):
    """A node's output over the inputs.

    Attributes:
        names: of the inputs, one or two.
        home: from where to where each goes; of one input, then its output, too.
        shown: the same, as looked at.
        values: over the inputs, shape (n,) or (n, n), the first input first.
        rows: those that have a dot, shape (dots,).
        dots: where they are, shape (dots, 2): both inputs, or the input and the output.
        classes: of these rows, shape (dots,), or None.
    """

    names: tuple[str, ...]
    home: tuple[Span, Span]
    shown: tuple[Span, ...]
    values: Array
    rows: Rows
    dots: Array
    classes: Rows | None

    @property
    def is_map(self) -> bool:
        """Whether it is over two inputs."""
        return self.values.ndim == 2

    @property
    def heights(self) -> Span:
        """The values from which to which colours go: as far below 0 as above it."""
        known = self.values[np.isfinite(self.values)]
        most = float(np.abs(known).max(initial=0.0)) or 1.0
        return -most, most


def is_for(experiment: Experiment) -> bool:
    """Whether outputs can be shown over the inputs: one or two that are not made of others."""
    return len(experiment.dataset.given) in (1, 2)


def look_over_inputs(
    present: Present, node: NodeView, shown: tuple[Span, Span] | None, *, moving: bool
) -> InputsView:
    """Look at a node's output over one input or two, not counting those made of them.

    Args:
        present: what is on screen.
        node: which node.
        shown: from where to where the axes go; None for all rows.
        moving: whether things move, and a coarse look has to do.
    """
    experiment = present.document.experiment
    dataset, inputs = experiment.dataset, len(experiment.dataset.given)
    some = np.linspace(0, dataset.rows - 1, min(dataset.rows, _MOST_DOTS)).round().astype(np.intp)
    home = spans_of(dataset)
    spans = home if shown is None else shown[:inputs]
    size = _LINE if inputs == 1 else _MOVING if moving else _FINE
    values = maps_over(experiment, spans, size).values[node.place.layer + 1][node.place.node]
    columns = [column[some] for column in dataset.given_inputs]
    if inputs == 1:
        found = values_at(experiment, columns)[node.place.layer + 1][node.place.node]
        columns.append(found)
        home = (home[0], _around(found if shown is not None else np.append(values, found)))
    return InputsView(
        given_names(experiment),
        (home[0], home[1]),
        spans,
        values,
        some,
        np.column_stack(columns),
        None if node.row_classes is None else node.row_classes[some],
    )


def output_at(present: Present, node: NodeView, at: tuple[float, ...]) -> float:
    """The node's output at inputs in their own units."""
    places = [np.array([value]) for value in at]
    found = values_at(present.document.experiment, places)
    return float(found[node.place.layer + 1][node.place.node, 0])


def _around(values: Array) -> Span:
    known = values[np.isfinite(values)]
    low, high = widened(float(known.min(initial=0.0)), float(known.max(initial=0.0)))
    margin = _MARGIN * (high - low)
    return low - margin, high + margin
