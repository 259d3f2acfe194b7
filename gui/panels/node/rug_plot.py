"""The base of plots of a node in which a rug of all rows lies."""

from collections.abc import Hashable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from core.nn.network import INPUT_LAYER
from core.text.numbers import counted
from gui.panels.node.node_plot import TIP, NodePlot
from gui.panels.node.node_view import NodeView
from gui.panels.node.rug import Rug
from gui.plotting.plot_frame import Frame, Pixel, Ranges
from gui.plotting.readout import Readout, readout_at
from gui.plotting.scales import Tick, value_ticks
from gui.session.session import Session
from gui.style.theme import Theme

_ROOMY = 0.4  # of what is shown: numbers that take less of it are looked at more closely
_NOWHERE = Ranges((0.0, 1.0), (0.0, 1.0))


class RugPlot(NodePlot):
    """A plot of the selected node whose axes stay while they suit; a click looks at a row."""

    def __init__(
        self, session: Session, theme: Theme, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, name, TIP, parent)
        self._kept: tuple[Hashable, Ranges] | None = None
        self._home: Ranges | None = None

    # What a plot of a node is made of

    def wanted(self) -> Ranges:
        """What the axes show at the least."""
        raise NotImplementedError

    def row_lines(self, node: NodeView, row: int) -> list[str]:
        """What is read of a row."""
        raise NotImplementedError

    def read_at(self, frame: Frame, point: Pixel) -> Readout | None:
        """What is read elsewhere."""
        raise NotImplementedError

    # Following

    @override
    def forget(self) -> None:
        super().forget()
        self.forget_home()

    @override
    def renew(self) -> None:
        self._home = None
        super().renew()

    def forget_home(self) -> None:
        """Show no longer what was shown, although it suits."""
        self._kept = None

    @property
    def rug(self) -> Rug | None:
        """All rows, if they may be seen."""
        node = self.node
        if node is None or node.sums is None:
            return None
        return Rug(node.sums, node.row_classes, node.row)

    # The axes

    def name_across(self, name: str) -> str:
        """What the axis across is called, and what the rug is where it is none of ticks."""
        rug = self.rug
        if rug is None or not rug.is_crowded:
            return name
        return f"{name} (bars: {counted(rug.numbers.size, 'row')})"

    def clear_of_rug(self, low: float, high: float, most: int) -> tuple[Tick, ...]:
        """Ticks up the axis, none beside the rug, which has heights of its own."""
        foot = 0.0 if self.rug is None else self.rug.height / max(self.height(), 1.0)
        ticks = value_ticks(low, high, most)
        return tuple(tick for tick in ticks if tick.position > low + 1.4 * foot * (high - low))

    @override
    def range_key(self) -> Hashable:
        """The node and what it does, without looking at it."""
        place, layers = self._session.focus.node, self._session.document.experiment.network.layers
        if place is None or place.layer == INPUT_LAYER:
            return place
        return place, layers[place.layer].activation.key

    @override
    def home(self) -> Ranges:
        """What was shown before, while that still suits: axes stay as numbers change."""
        if self.node is None:
            return _NOWHERE
        if self._home is None:
            key, wanted = (self.range_key(), self.node.sums is None), self.wanted()
            if self._kept is None or self._kept[0] != key or not _suits(self._kept[1], wanted):
                self._kept = key, wanted
            self._home = self._kept[1]
        return self._home

    # The hand

    @override
    def thing_at(self, frame: Frame, point: Pixel) -> int | None:
        return None if self.rug is None else self.rug.row_at(frame, point)

    @override
    def readout(self, frame: Frame, point: Pixel) -> Readout | None:
        node, rug, row = self.node, self.rug, self.thing_at(frame, point)
        if node is None or not frame.box.contains(*point):
            return None
        if rug is not None and row is not None:
            return readout_at(self.row_lines(node, row), rug.place(frame, row), frame.box)
        return self.read_at(frame, point)


def _suits(shown: Ranges, wanted: Ranges) -> bool:
    pairs = zip(shown[:2], wanted[:2], strict=True)
    return all(
        low <= least and most <= high and most - least >= _ROOMY * (high - low)
        for (low, high), (least, most) in pairs
    )
