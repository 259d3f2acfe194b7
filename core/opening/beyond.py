"""Inputs that are beyond what was learnt from, where a prediction is a guess."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from core.columns.coding import Coding, Scheme, Use
from core.document.data_edits import every_row
from core.document.document import Document
from core.nn.arrays import Array
from core.tables.problems import first_few
from core.text.numbers import counted, rounded_text


def beyond_learnt(document: Document, inputs: Sequence[Array]) -> tuple[str, ...]:
    """Say which numbers and dates are less or more than all that the document's rows have.

    Args:
        document: which learnt from columns.
        inputs: of other rows, one array a given input in its own units, each of shape (rows,).
    """
    learnt = every_row(document).given_inputs
    told = list(_told(document.columns, learnt, inputs))
    return (f"beyond what was learnt from: {first_few(told[:5], len(told))}",) if told else ()


def _told(
    codings: Sequence[Coding], learnt: Sequence[Array], inputs: Sequence[Array]
) -> Iterator[str]:
    at = 0
    for coding in codings:
        if coding.use is not Use.INPUT:
            continue
        low, high = float(learnt[at].min()), float(learnt[at].max())
        count = int(np.count_nonzero((inputs[at] < low) | (inputs[at] > high)))
        if count and coding.scheme in (Scheme.NUMBER, Scheme.DATE):
            between = f"{_text(coding, low)} to {_text(coding, high)}"
            yield f"{coding.name} in {counted(count, 'row')} ({between})"
        at += len(coding.node_names)


def _text(coding: Coding, value: float) -> str:
    """A number, or the day that it stands for, if there is such a day."""
    if coding.scheme is Scheme.DATE:
        day = date.fromisoformat(coding.categories[0]).toordinal() + value
        if 1 <= day < date.max.toordinal():
            return date.fromordinal(int(day)).isoformat()
    return rounded_text(value)
