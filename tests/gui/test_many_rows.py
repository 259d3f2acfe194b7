"""A million rows are loaded, looked at from the first to the last, and learnt from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, sized_experiment

ROWS = 1_000_000


@pytest.mark.long
def test_a_million_rows_are_shown_to_the_last_and_learnt_from(window: MainWindow) -> None:
    session, table = window.session, window.data_panel.table
    session.load(as_document(sized_experiment((1, 1), ROWS, learning_rate=0.1)))
    QApplication.processEvents()
    begun = session.evaluation.loss
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert table.currentIndex().row() >= ROWS - 1
    session.step()
    QApplication.processEvents()
    assert session.evaluation.loss < begun
    session.back()
    assert session.evaluation.loss == begun
