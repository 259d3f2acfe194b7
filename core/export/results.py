"""Results as tables: losses, weights, slopes, and rows with what is predicted for them, as CSV."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from msgspec import Struct

from core.document.document import Document
from core.export.scripts.replay import ExportError
from core.history.history import History
from core.nn.arrays import EMPTY, Array
from core.nn.network import Network, NodePlace, Place
from core.opening.predicting import predicting_rows
from core.slices.work import Work
from core.tables.dialect import Dialect
from core.tables.writing import Cell, writing
from core.training.evaluation import evaluate


class Result(StrEnum):
    """What a table of results has; the value is how the command line names it."""

    LOSSES = "losses"
    WEIGHTS = "weights"
    SLOPES = "slopes"
    PREDICTIONS = "predictions"


class Losses(Struct, frozen=True, eq=False):
    """The losses on a way down.

    Attributes:
        updates: how many updates had been made at each, shape (n,).
        learnt: the losses of the rows learnt from, shape (n,).
        aside: those of the rows set aside, shape (n,), NaN where there were none; empty where there
            never were.
    """

    updates: Array
    learnt: Array
    aside: Array = EMPTY

    def writing(self) -> Work[bytes]:
        """The losses as the bytes of a CSV file in UTF-8."""
        columns: dict[str, Sequence[Cell] | Array] = {
            "step": [*map(int, self.updates.tolist())],
            "loss": self.learnt,
        }
        if self.aside.size:
            aside = self.aside.tolist()
            columns["validation loss"] = ["" if np.isnan(loss) else loss for loss in aside]
        return writing([*columns], [*columns.values()], Dialect())


NO_LOSSES = Losses(EMPTY, EMPTY)


def losses_on_path(history: History) -> Losses:
    """The losses from the fresh start of the present path up to the present.

    After an edit the same step comes again. Losses that were not computed are left out.

    Raises:
        ExportError: of so long a run only the ranges of losses are kept.
    """
    updates, learnt, aside = [], [], []
    for segment in history.past():
        line = history.lines[segment.line]
        kept = line.trace.losses(segment.first, segment.last)
        if kept.bucket > 1:
            raise ExportError("of so many steps only the ranges of the losses are kept")
        updates.append(line.updates + kept.first)
        learnt.append(kept.lowest)
        of_aside = line.trace.validation
        none = np.full(kept.lowest.shape, np.nan)
        aside.append(
            none if of_aside is None else of_aside.losses(segment.first, segment.last).lowest
        )
    every, found = np.concatenate(learnt), np.concatenate(aside)
    known = ~np.isnan(every)
    found = EMPTY if np.isnan(found).all() else found[known]
    return Losses(np.concatenate(updates)[known], every[known], found)


def writing_result(document: Document, result: Result, losses: Losses) -> Work[bytes]:
    """A table of a document's present, as the bytes of a CSV file in UTF-8.

    Texts that a spreadsheet would run as formulas are guarded.

    Args:
        document: whose present it is.
        result: what the table has.
        losses: those on the way to the present.

    Raises:
        SpreadsheetError: a name cannot be written.
    """
    match result:
        case Result.LOSSES:
            return (yield from losses.writing())
        case Result.PREDICTIONS:
            return (yield from predicting_rows(document))[0]
        case Result.WEIGHTS:
            weights = document.experiment.network.parameters
            return (yield from _of_weights(document, "weight", weights))
        case Result.SLOPES:
            slopes = evaluate(document.experiment).gradient
            return (yield from _of_weights(document, "slope", slopes))


def _of_weights(document: Document, name: str, values: Array) -> Work[bytes]:
    """A row for each weight and bias: where it leads from and to, and its number."""
    network = document.experiment.network
    places = list(network.places())
    sources = [_source(network, place) for place in places]
    nodes = [network.node_name(NodePlace(place.layer, place.node)) for place in places]
    layers: list[Cell] = [place.layer + 1 for place in places]
    columns: list[Sequence[Cell] | Array] = [layers, sources, nodes, values]
    return writing(["layer", "from", "to", name], columns, Dialect())


def _source(network: Network, place: Place) -> str:
    if place.source is None:
        return "bias"
    return network.node_name(NodePlace(place.layer - 1, place.source))
