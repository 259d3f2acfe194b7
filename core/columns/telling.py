"""Inputs that tell the class of every row: the same in other words, as alive is of survived."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.columns.coding import Coding, Use, has_classes
from core.nn.arrays import Array, Rows
from core.tables.problems import quoted
from core.tables.remarks import Remark

_FEWEST = 20  # rows; of fewer, a column may tell the class by chance

Column = tuple[Coding, Sequence[Array]]  # and its nodes, each of shape (rows,)


def telling(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the names of the inputs with one value for each class, and another for each other.

    There are none where no single column of classes is predicted, or there are few rows.
    """
    targets = [column for column in columns if column[0].use is Use.TARGET]
    if len(targets) != 1 or not has_classes([targets[0][0]]):
        return ()
    codes = _codes(targets[0][1])
    classes = [np.flatnonzero(codes == code) for code in np.unique(codes)]
    if codes.size < _FEWEST or len(classes) < 2:
        return ()
    return tuple(
        coding.name
        for coding, nodes in columns
        if coding.use is Use.INPUT and _tells(_codes(nodes), classes)
    )


def remark_on(name: str, target: str) -> Remark:
    """Remark on an input that tells the class of every row."""
    instead = "it may say the same in other words"
    return Remark(f"tells {quoted(target)} in every row", name, instead)


def _codes(nodes: Sequence[Array]) -> Array:
    """A number for each row, which is another for each category."""
    if len(nodes) == 1:
        return nodes[0]
    codes = np.zeros(nodes[0].size)
    for at, node in enumerate(nodes):
        codes += at * node
    return codes


def _tells(codes: Array, classes: Sequence[Rows]) -> bool:
    found = set()
    for code in _of_classes(codes, classes):
        if code is None or code in found:
            return False
        found.add(code)
    return True


def _of_classes(codes: Array, classes: Sequence[Rows]) -> Iterator[float | None]:
    """The code of each class; None if it has several."""
    for rows in classes:
        there = codes[rows]
        yield float(there[0]) if (there == there[0]).all() else None
