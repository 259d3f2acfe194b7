"""Looking more and more closely, in slices so short that nobody waits for them."""

import time
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.landscape.planes import PlaneLosses
from core.nn.arrays import read_only
from gui.panels.two_weights.plane.plane_range import Span

_SLICE = 0.004  # seconds


class Refiner(QObject):
    """Computes finer and finer grids of one ground, column by column.

    `improved` comes with xs, ys and losses each time a whole grid is done.
    """

    improved = Signal(object, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[None] = iter(())
        self._clock = QTimer(self, interval=0)
        self._clock.timeout.connect(self._go_on)

    def begin(self, ground: PlaneLosses, spans: tuple[Span, Span], sizes: tuple[int, ...]) -> None:
        """Look at a part of a ground with so many points a side; what was under way is dropped."""
        self._work = self._columns(ground, spans, sizes)
        self._clock.start()

    def cancel(self) -> None:
        """Drop what is under way."""
        self._clock.stop()
        self._work = iter(())

    def _go_on(self) -> None:
        try:
            next(self._work)
        except StopIteration:
            self._clock.stop()

    def _columns(
        self, ground: PlaneLosses, spans: tuple[Span, Span], sizes: tuple[int, ...]
    ) -> Iterator[None]:
        columns = 1
        for size in sizes:
            xs, ys = (np.linspace(*span, size) for span in spans)
            losses = np.empty((size, size))
            done = 0
            while done < size:
                block = slice(done, done + columns)
                begun = time.perf_counter()
                losses[block] = ground.losses(xs[block], ys)
                taken = max(time.perf_counter() - begun, 1e-6)
                done += columns
                columns = max(1, min(4 * columns, int(columns * _SLICE / taken)))
                yield
            self.improved.emit(read_only(xs), read_only(ys), read_only(losses))
