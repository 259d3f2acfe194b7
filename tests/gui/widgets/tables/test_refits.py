"""The columns of a table come to rest, whatever the size of its panel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget

from core.nn.network import INPUT_LAYER
from core.opening.starters import open_starter
from gui.operations import structure
from gui.shell.main_window import MainWindow

MOST = 40  # fits for one new size; without an end there are hundreds


def test_scroll_bars_that_come_and_go_end(window: MainWindow) -> None:
    window.session.load(open_starter("xor"))
    structure.add_node(window.session, INPUT_LAYER)
    docks = {dock.windowTitle(): dock for dock in window.findChildren(QDockWidget)}
    data, weights, loss = docks["Data"], docks["Weights"], docks["Loss"]
    fits: list[None] = []
    window.data_panel.table.columns_fitted.connect(lambda: fits.append(None))
    window.resize(1681, 740)
    sizes = [(432, height) for height in range(240, 300, 4)]
    sizes += [(width, 271) for width in range(350, 460, 5)]
    for width, height in sizes:
        fits.clear()
        window.resizeDocks([data, loss], [width, 254], Qt.Orientation.Horizontal)
        window.resizeDocks([data, weights], [height, 632 - height], Qt.Orientation.Vertical)
        for _ in range(60):
            QApplication.processEvents()
            assert len(fits) < MOST, (width, height)
