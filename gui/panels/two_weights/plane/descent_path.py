"""The path of descent: the weights at the moments that led to the present."""

import numpy as np

from core.history.history import History
from core.nn.arrays import Array
from core.training.trace import Trace


def descent_path(history: History, most: int = 600) -> Array:
    """The weights at moments of the present walk that are kept at hand, shape (n, P).

    Where the structure changed, only what came after it counts. Of a long walk moments are left
    out evenly.
    """
    size = history.lines[history.present.line].trace.size
    walks: list[tuple[Trace, int, int]] = []
    for line, first, last in reversed(history.past()):
        trace = history.lines[line].trace
        if trace.size != size:
            break
        walks.append((trace, first, last))
    kept = sum(len(trace.kept(first, last)) for trace, first, last in walks)
    every = max(1, -(-kept // most))
    parts = [trace.parameters(first, last, every) for trace, first, last in walks[::-1]]
    return np.concatenate(parts)
