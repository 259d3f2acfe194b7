"""Tables paint only what changes, once, however many rows there are."""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from core.opening.sample_data import SAMPLES, open_sample
from gui.operations.rows.data import set_batch_size
from gui.panels.weights.weights_columns import Col
from gui.shell.main_window import MainWindow


class Areas(QObject):
    """What is painted of a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[QRect] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.painted.append(event.rect())
        return False


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def test_of_a_table_that_is_higher_than_its_room_the_changed_columns_and_marks_are_painted(
    window: MainWindow,
) -> None:
    window.session.load(open_sample(next(sample for sample in SAMPLES if sample.key == "sine")))
    settle()
    for table in (window.data_panel.table, window.weights_panel.table):
        model, header, areas = table.model(), table.horizontalHeader(), Areas()
        below = model.rowCount() - 1
        assert below > table.rowAt(table.viewport().height() - 1) > 0
        table.viewport().installEventFilter(areas)
        model.dataChanged.emit(model.index(0, Col.WEIGHT), model.index(below, Col.SLOPE))
        settle()
        left = header.sectionViewportPosition(Col.WEIGHT)
        end = header.sectionViewportPosition(Col.SLOPE) + header.sectionSize(Col.SLOPE)
        (area,) = areas.painted
        assert (area.left(), area.right()) in ((left, end - 1), (left, end))

    window.session.load(open_sample(next(sample for sample in SAMPLES if sample.key == "circles")))
    set_batch_size(window.session, window.session.document.experiment.dataset.rows // 2)
    settle()
    panel, colors, areas = window.data_panel, window.theme.colors, Areas()
    cells = panel.table.viewport()
    for widget in (cells, panel.table.verticalHeader().viewport()):
        areas.painted.clear()
        widget.installEventFilter(areas)
        window.session.step()
        settle()
        widget.removeEventFilter(areas)
        assert len(areas.painted) == 1
    shown = cells.grab().toImage()
    rows = range(1, panel.table.rowAt(cells.height() - 1))
    for row in rows:
        corner = panel.table.visualRect(panel.model.index(row, 0)).topLeft()
        ground = colors.raised if panel.model.is_marked(row) else colors.panel
        assert shown.pixelColor(corner) == QColor(ground), row
    assert {*map(panel.model.is_marked, rows)} == {True, False}
