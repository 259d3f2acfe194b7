"""What the page of histories says, and its numbers as a table. No Qt in here."""

from collections.abc import Sequence

import numpy as np

from core.history.moments import Moment
from core.history.quantity_record import QuantityRecord
from core.nn.network import Network
from core.nn.quantity import Quantity
from core.tables.dialect import Dialect
from core.tables.writing import write_csv
from gui.operations.histories import name_of

NO_HISTORIES = (
    "No history is drawn: click a weight or a node in the drawing with the right button and"
    " choose its history"
)


def hidden_words(every: Sequence[Quantity], seen: Sequence[Quantity]) -> str:
    """Why some of the histories are not drawn."""
    kinds = dict.fromkeys(each.kind.value for each in every if each not in seen)
    return f"Not to be seen now: the course of each {' and '.join(kinds)}"


def histories_csv(record: QuantityRecord, network: Network, quantities: Sequence[Quantity]) -> str:
    """The values found on the path up to the present: a column of steps, then one a history.

    After an edit the same step comes again. A cell is empty where a value is not known.
    """
    history = record.history
    rows: dict[tuple[int, float], dict[Quantity, float]] = {}
    for at, segment in enumerate(history.past()):
        own = history.updates_at(Moment(segment.line, segment.first))
        for quantity in quantities:
            steps, values = record.series([segment], quantity)
            for step, value in zip(steps.tolist(), values.tolist(), strict=True):
                if step >= own:  # a branch has the moment that it left, too
                    rows.setdefault((at, step), {})[quantity] = value
    places = sorted(rows)
    columns: list[list[str | float]] = [[int(step) for _, step in places]]
    for quantity in quantities:
        found = [rows[place].get(quantity, np.nan) for place in places]
        columns.append(["" if np.isnan(value) else value for value in found])
    names = ["step", *(name_of(network, quantity) for quantity in quantities)]
    return write_csv(names, columns, Dialect()).decode()
