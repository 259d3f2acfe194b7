"""What a hand does with histories: the plots of the page, what is written in them, and chips."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from core.nn.network import NodePlace
from core.slices.work import finish
from gui.panels.histories.history_plot import HistoryPlot
from tests.gui.painted_text import painted_texts
from tests.gui.plot_hands import PlotHands
from tests.gui.window_hands import WindowHands

HIDDEN_1 = NodePlace(0, 0)


class HistoryHands:
    """A hand on the page of histories in a window."""

    def __init__(self, hands: WindowHands) -> None:
        self.hands = hands
        self.page = hands.window.loss_panel.histories

    def weight(self, layer: int = 0, node: int = 0, source: int = 0) -> QPoint:
        """Where a weight stands in the drawing."""
        canvas = self.hands.canvas
        return canvas.of(canvas.weight(layer, node, source))

    def plot(self, name: str) -> HistoryPlot:
        """The plot whose axis is called so."""
        return next(plot for plot in self.page.plots if plot.accessibleName() == f"History: {name}")

    def texts(self, name: str) -> list[str]:
        """What is painted in a plot, once all of it is found and laid out."""
        self.settle()
        return [text for text, _ in painted_texts(self.plot(name))]

    def settle(self) -> None:
        """Wait until all is found and laid out."""
        QTest.qWait(1)
        finish(self.page.finder.finding())

    def read(self, name: str, step: int) -> list[str]:
        """What is read in a plot above a step."""
        plot = self.plot(name)
        on_plot, before = PlotHands(plot), self.texts(name)
        on_plot.hover(on_plot.at(step, sum(plot.ranges.y) / 2))
        found = [text for text in self.texts(name) if text not in before]
        QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
        return found

    def chips(self) -> list[QAbstractButton]:
        """The entries of the legend."""
        found = self.page.chips.findChildren(QAbstractButton)
        return [chip for chip in found if chip.isVisible()]
