"""The path of descent: the weights at the moments that led to the present."""

import numpy as np

from core.history.history import History
from core.nn.arrays import Array


def descent_path(history: History, most: int = 600) -> Array:
    """The weights at moments of the present walk that are kept at hand, shape (n, P).

    Where the structure changed, only what came after it counts. Of a long walk moments are left
    out evenly.
    """
    size = history.lines[history.present.line].trace.size
    parts: list[Array] = []
    for line, first, last in reversed(history.past()):
        trace = history.lines[line].trace
        if trace.size != size:
            break
        parts.append(trace.parameters(first, last))
    every = max(1, -(-sum(map(len, parts)) // most))
    return np.concatenate([part[::every] for part in parts[::-1]])
