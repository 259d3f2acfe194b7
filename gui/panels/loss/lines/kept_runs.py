"""The kept runs of the loss plot: the moments that are not on the present path, and not hidden."""

from collections.abc import Sequence
from math import inf

from core.history.hidden_branches import hidden_from
from core.history.history import History
from core.history.moments import Segment


class KeptRuns:
    """Finds what is kept beside a path, and remembers which branches are hidden."""

    def __init__(self, history: History, most: int) -> None:
        self._history, self._most = history, most
        self._hidden: dict[int, float] = {}
        self._version = -1

    @property
    def hidden_lines(self) -> list[int]:
        """The lines of which nothing is to be seen."""
        lines = self._history.lines
        return [line for line, begin in self._hidden.items() if begin <= lines[line].first]

    def find(self, path: Sequence[Segment]) -> list[Segment]:
        """The moments that are not on the path, the latest last, and not too many."""
        history = self._history
        if self._version != history.branches.version:
            self._version, self._hidden = history.branches.version, hidden_from(history)
        covered: dict[int, tuple[int, int]] = {}
        for line, first, last in path:
            low, high = covered.get(line, (first, last))
            covered[line] = (min(low, first), max(high, last))
        kept: list[Segment] = []
        for index in reversed(range(len(history.lines))):
            kept.extend(reversed(self._outside(index, covered.get(index))))
            if len(kept) >= self._most:
                break
        return kept[: self._most][::-1]

    def _outside(self, index: int, covered: tuple[int, int] | None) -> list[Segment]:
        line = self._history.lines[index]
        first = line.first
        last = int(min(line.trace.last, max(self._hidden.get(index, inf) - 1, -1)))
        if covered is None:
            parts = [(first, last)]
        else:
            parts = [(first, min(covered[0] - 1, last)), (covered[1] + 1, last)]
        return [Segment(index, low, high) for low, high in parts if low <= high]
