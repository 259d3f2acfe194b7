"""What a weight was set to by hand: the trail of edits on the hill along it."""

from typing import NamedTuple

from core.history.history import History

_MOST = 12


class Tried(NamedTuple):
    """A value that a weight had before or after an edit by hand, and the loss then."""

    value: float
    loss: float


def hand_trail(history: History, parameter: int) -> list[Tried]:
    """The values before and after the latest edits of one weight, the present last.

    Only edits that changed no other weight count, as far back as the structure is the same and the
    weights are at hand.
    """
    trail: list[Tried] = []
    for index, _, _ in reversed(history.path(history.present)):
        line = history.lines[index]
        if line.edit is None or line.origin is None or len(trail) >= _MOST:
            continue
        before = history.lines[line.origin.line].trace
        old = before.nearest(line.origin.offset)[1][: before.size]
        new = line.trace.nearest(0)[1][: line.trace.size]
        if not old.size or old.size != new.size:
            break
        changed = (old != new).nonzero()[0]
        if changed.tolist() == [parameter]:
            losses = before.loss(line.origin.offset), line.trace.loss(0)
            for vector, loss in zip((new, old), losses[::-1], strict=True):
                tried = Tried(float(vector[parameter]), float("nan") if loss is None else loss)
                if not trail or trail[-1] != tried:
                    trail.append(tried)
    return trail[::-1]
