"""The columns of a table come to rest, whatever the size of its panel."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from core.nn.network import INPUT_LAYER
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import open_starter
from core.training.descent import Descent
from gui.operations import structure
from gui.operations.rows.data import set_batch_size
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import WindowHands

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


def test_columns_only_grow_while_numbers_are_in_motion(window: MainWindow) -> None:
    session, table = window.session, window.data_panel.table
    session.load(open_sample(next(sample for sample in SAMPLES if sample.key == "wages")))
    set_batch_size(session, 16)
    columns = range(table.model().columnCount())
    document, seen = session.document, list[list[int]]()
    descent = Descent(document.experiment)
    for _ in range(15):
        descent.run(4)
        session.preview("steps", document.with_experiment(descent.experiment))
        table.grab()
        QApplication.processEvents()
        seen.append([table.verticalHeader().width(), *map(table.columnWidth, columns)])
    for before, after in pairwise(seen[1:]):
        narrower = [new < old for old, new in zip(before, after, strict=True)]
        assert not any(narrower), (before, after)


def test_titles_that_were_cut_in_motion_are_whole_again_at_rest(
    hands: WindowHands, qtbot: QtBot
) -> None:
    """After twenty steps of the bank its error is −9.225e−9, and its inputs still have names."""
    table = hands.window.data_panel.table
    hands.window.session.step(20)
    hands.window.session.finish_run()
    header = table.horizontalHeader()

    def are_whole() -> bool:
        return all(
            header.sectionSize(column) >= QFontMetricsF(header.font()).horizontalAdvance(title)
            for column, title in enumerate(("accounts", "children"))
        )

    qtbot.waitUntil(are_whole)
