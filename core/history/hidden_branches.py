"""Which moments are not to be seen beside the present path, as they lie on hidden branches."""

from math import inf

from core.history.history import History
from core.history.outcomes import end_of


def hidden_from(history: History) -> dict[int, float]:
    """From which moment on a line is hidden, for those that are.

    That is what hidden branches lead through, as far as no branch that is shown does.
    """
    hidden = [branch for branch in history.branches if not branch.is_shown]
    if not hidden:
        return {}
    reached: dict[int, float] = {}
    for branch in history.branches:
        if branch.is_shown:
            for line, _, last in history.since_start(end_of(history, branch)):
                reached[line] = max(reached.get(line, -inf), last)
            reached[branch.tip] = inf  # it may grow
    ways = (history.since_start(end_of(history, branch)) for branch in hidden)
    every = {segment.line for way in ways for segment in way}
    return {line: reached.get(line, -inf) + 1 for line in every if reached.get(line) != inf}
