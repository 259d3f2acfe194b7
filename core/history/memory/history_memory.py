"""The memory that the lines of a history take, and keeping it within a budget."""

from collections.abc import Sequence

from core.document.document import Document
from core.history.memory.memory_use import MemoryUse
from core.history.memory.spill import Packed, Spill
from core.history.moments import Line


class HistoryMemory:
    """Counts what lines hold; beyond a budget, sets documents aside and thins traces.

    Args:
        lines: all lines, the oldest first; each that comes or goes has to be counted or not.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._spill, self._documents = Spill(), MemoryUse()
        self._set_aside: dict[int, Packed | Document] = {}
        self._oldest = 0  # of the lines whose document is not set aside
        self._in_traces = 0

    @property
    def nbytes(self) -> int:
        """The memory that all numbers take, shared ones counted once."""
        return self._documents.nbytes + self._in_traces

    def count(self, line: Line) -> None:
        """Count a new line."""
        self._documents.add(line.document)
        self.count_trace(line)

    def count_trace(self, line: Line) -> None:
        """Look again how much memory a line's trace takes."""
        self._in_traces += line.trace.nbytes - line.weighed
        line.weighed = line.trace.nbytes

    def discount(self, line: Line) -> None:
        """Count a line no longer: it is gone."""
        self._documents.remove(line.document)
        self._in_traces -= line.weighed

    def document(self, index: int) -> Document:
        """The document that a line begins with."""
        return self._lines[index].document or self._spill.unpack(self._set_aside[index])

    def keep_within(self, budget: int) -> None:
        """Set documents aside and thin traces, first what takes more, as far as that is possible.

        Args:
            budget: in bytes.
        """
        while self.nbytes > budget:
            ways = [self._set_oldest_aside, self._thin_largest]
            if self._documents.nbytes < self._in_traces:
                ways.reverse()
            if not any(way() for way in ways):
                return

    def _set_oldest_aside(self) -> bool:
        """Pack the document of the oldest line but the last one; False if all are packed."""
        index = self._oldest
        line = self._lines[index]
        if index == len(self._lines) - 1 or line.document is None:
            return False
        packed = self._spill.pack(line.document)
        self._documents.add(packed)
        self._documents.remove(line.document)
        self._set_aside[index] = packed
        line.document = None
        line.trace.let_go_of_start()
        self._oldest += 1
        return True

    def _thin_largest(self) -> bool:
        """Thin the trace that takes the most; False if that one has nothing left to drop."""
        largest = max(self._lines, key=lambda line: line.weighed)
        thinned = largest.trace.thin()
        self.count_trace(largest)
        return thinned
