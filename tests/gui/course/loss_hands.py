"""What a hand does with the loss plot and the timeline, and what an eye reads off them."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.nn.arrays import Array
from gui.panels.loss.loss_plot import LossPlot
from gui.plotting.plot_frame import Pixel, finite
from gui.shell.main_window import MainWindow
from tests.gui.canvas.canvas_hands import LEFT
from tests.gui.every_view import painted_texts
from tests.gui.plot_hands import PlotHands

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class LossHands:
    """Acts on the loss panel of the real window."""

    def __init__(self, bot: QtBot, window: MainWindow) -> None:
        self._bot = bot
        self._panel = window.loss_panel

    # Seeing

    @property
    def _plot(self) -> LossPlot:
        assert self._panel.plot.isVisible()
        return self._panel.plot

    def plotted(self) -> list[tuple[int, float]]:
        """Steps and losses of the solid curve, read off its axes."""
        return self._read(self._plot.lines.behind)

    def plotted_ahead(self) -> list[tuple[int, float]]:
        """Steps and losses of the dashed curve."""
        return self._read(self._plot.lines.ahead)

    def _read(self, line: Array) -> list[tuple[int, float]]:
        frame = self._plot.frame
        pairs = finite(line).tolist()
        return [(round(frame.step(x)), frame.scale.loss(frame.height(y))) for x, y in pairs]

    def said_on_the_curve(self) -> list[str]:
        """The words on the plot."""
        return [label.text for label in self._plot.marks.labels]

    def timeline(self) -> tuple[int, int, int]:
        """The first step of the timeline, the one on show, and the last."""
        line = self._panel.timeline
        assert line.isEnabled()
        assert line.accessibleDescription() == f"step {line.value()} of {line.maximum()}"
        return line.minimum(), line.value(), line.maximum()

    def status(self) -> str:
        """The line under the timeline, as it fits."""
        return self._panel.status.text

    # Doing

    def read(self, step: int) -> str:
        """Point at a moment of the curve and read the first line that appears."""
        plot = self._plot
        PlotHands(plot).hover(Pixel(*plot.lines.behind[step].tolist()))
        with painted_texts() as written:
            plot.grab()
        said = [text for text in written if text.startswith("step ")]
        assert len(said) == 1
        return said[0].split("\n")[0]

    def choose_logarithmic(self) -> None:
        """Open the small menu over the plot and click its second entry."""
        choice = self._panel.scale_choice

        def click() -> None:
            menu, action = choice.menu(), choice.logarithmic
            self._bot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

        QTimer.singleShot(0, choice, click)  # the menu holds up everything else
        self._bot.mouseClick(choice, LEFT)
        self._bot.waitUntil(lambda: self._plot.is_logarithmic)  # Qt 6.12 does not wait for a menu
        assert choice.text() == "log ▾"

    def drag_timeline(self, step: int) -> None:
        """Take hold of the timeline's handle and let it go at another step."""
        line, height = self._panel.timeline, self._panel.timeline.height() // 2
        start = QPoint(round(line.x_of(line.here)), height)
        end = QPoint(round(line.x_of(step)), height)
        self._bot.mousePress(line, LEFT, pos=start)
        for point in (start + (end - start) / 2, end):
            local = QPointF(point)
            there = line.mapToGlobal(local)
            move = QMouseEvent(QEvent.Type.MouseMove, local, there, LEFT, LEFT, NO_MODIFIER)
            QApplication.sendEvent(line, move)
        self._bot.mouseRelease(line, LEFT, pos=end)
