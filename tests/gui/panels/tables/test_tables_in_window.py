"""The tables among the window's own shortcuts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDockWidget
from pytestqt.qtbot import QtBot

from core.files.document_file import write_document
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.operations import structure
from gui.shell.main_window import MainWindow
from gui.widgets.tables.number_table import NumberTable
from tests.gui.table_hands import Hands, Key

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    return Hands(qtbot, window.data_panel.table)


def test_space_undo_and_select_all_are_the_tables_own_while_it_has_the_focus(
    hands: Hands, window: MainWindow
) -> None:
    experiment = window.session.document.experiment
    hands.click(0, 0)
    hands.press(Key.Key_Space)
    assert window.session.document.experiment.updates == experiment.updates + 1
    hands.press(Key.Key_F2)
    hands.press(Key.Key_Space)
    assert window.session.document.experiment.updates == experiment.updates + 1
    hands.press(Key.Key_Escape)

    window.session.load(open_starter(BANK))
    hands.double_click(0, 0)
    hands.type("7")
    hands.press(Key.Key_F2)
    assert hands.editor.text() == "7"
    hands.press(Key.Key_Return)
    assert hands.row(0)[0] == "7"

    window.session.load(open_starter(BANK))
    hands.click(0, 0)
    hands.type("4")
    hands.press(Key.Key_Return)
    assert hands.row(0)[0] == "4"
    hands.press(Key.Key_Z, CTRL)
    assert hands.row(0)[0] == "3"

    window.session.load(open_starter(BANK))
    hands.click(0, 0)
    hands.press(Key.Key_A, CTRL)
    assert hands.copied() == "3\t2\t5\t16\t11\t121"
    assert window.session.focus.parameters == ()


# What is seen does not depend on how a moment was reached


def visible(table: NumberTable) -> list[str]:
    """The titles of the columns that are seen, from left to right."""
    header, across = table.horizontalHeader(), Qt.Orientation.Horizontal
    return [
        str(table.model().headerData(column, across))
        for column in map(header.logicalIndex, range(header.count()))
        if not header.isSectionHidden(column)
        and header.sectionViewportPosition(column) < table.viewport().width()
    ]


def test_the_data_show_the_same_columns_when_a_moment_is_reopened(
    window: MainWindow, show: Callable[[MainWindow], MainWindow], tmp_path: Path
) -> None:
    windows = window, show(create_window())
    for key in ("circles", "wages", "blobs"):
        path, seen = tmp_path / f"{key}.downhill", []
        write_document(path, open_sample(next(sample for sample in SAMPLES if sample.key == key)))
        for each, steps in zip(windows, (300, 0), strict=True):
            each.files.open(path)
            each.resize(1280, 720)
            table = each.data_panel.table
            seen.append(visible(table))
            each.session.step(steps)
            each.session.finish_run()
            table.grab()
            seen.append(visible(table))
            each.session.save(path)
        assert seen[0][:3] == seen[1][:3], key
        assert seen[1] == seen[2] == seen[3], key


def test_where_there_is_little_room_names_are_short_and_classes_stand_for_targets(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = window.data_panel.table
    assert table.currentIndex() == table.model().index(0, 0)
    row = table.visualRect(table.model().index(0, 0))
    painted = table.viewport().grab().toImage()
    panel = QColor(window.theme.colors.panel)
    for corner in (row.topLeft(), row.bottomLeft()):
        assert painted.pixelColor(corner) == panel
    assert painted.pixelColor(row.center()) != panel

    session, table = window.session, window.weights_panel.table
    seen = visible(table)
    assert "will be" in seen
    for value in (0.123456, -0.0123456, -123456.0, -1.23456e-9):
        structure.set_parameters(session, [0, 4], value)
        table.grab()
        assert visible(table) == seen

    session.load(open_starter("xor"))
    session.step(20)
    drawn = [table.cell(row, 0).text for row in (0, 2, 12)]
    assert drawn == ["x1→h1", "bias of h1", "h1→pred."]
    tip = Qt.ItemDataRole.ToolTipRole
    assert table.model().index(0, 0).data(tip) == "input 1 → hidden 1"

    table = window.data_panel.table
    session.load(open_sample(next(sample for sample in SAMPLES if sample.key == "circles")))
    seen = ["class", "x", "y", "pred.", "log loss"]
    for steps in (0, 20, 280):
        session.step(steps)
        session.finish_run()
        table.grab()
        assert visible(table) == seen
        assert table.horizontalScrollBar().maximum() == 0
    docks = [dock for dock in window.findChildren(QDockWidget) if dock.isAncestorOf(table)]
    window.resizeDocks(docks, [480], Qt.Orientation.Horizontal)
    every = ["class", "x", "y", "pred.", "target", "error", "log loss"]
    qtbot.waitUntil(lambda: visible(table) == every)

    # The scroll bar and the lit row are still those of before: what was raised ended Qt
    monkeypatch.setattr(table, "rowAt", lambda _: 99)
    table.light_row(99)
    table.fit_columns()
    assert not table.horizontalScrollBar().isVisible()
