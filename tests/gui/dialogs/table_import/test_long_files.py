"""Files that take a while: first rows at once, progress, and a way out."""

from itertools import count, pairwise
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.dialogs.table_import.table_import_dialog import TableImportDialog
from gui.style.theme import Theme
from gui.widgets import slices
from tests.gui.dialogs.table_import.import_hands import LEFT, ImportHands, Key, open_dialog
from tests.gui.dialogs.table_import.tables import table

LONG = table("a,b,y", [f"{at},{at % 7},{at % 97}.5" for at in range(40_000)])


@pytest.fixture
def long_file(qtbot: QtBot, theme: Theme) -> ImportHands:
    """The dialog with a long file of which only the beginning is read as yet."""
    dialog = TableImportDialog(LONG, "long", theme)
    qtbot.addWidget(dialog)
    dialog.show()
    return ImportHands(dialog, qtbot)


def test_first_rows_and_progress_are_seen_while_the_rest_is_read(
    long_file: ImportHands, qtbot: QtBot
) -> None:
    dialog = long_file.dialog
    assert dialog.progress.isVisible()
    assert not dialog.ok.isEnabled()
    assert {"a", "b", "y", "0", "1.5"} <= set(long_file.painted)
    qtbot.waitUntil(lambda: 0 < dialog.progress.value() < 100)
    long_file.settle()
    assert not dialog.progress.isVisible()
    assert dialog.ok.isEnabled()
    assert long_file.says("40\u202f000 rows")


def test_reading_is_given_up_with_escape(long_file: ImportHands, qtbot: QtBot) -> None:
    qtbot.keyClick(long_file.dialog, Key.Key_Escape)
    assert not long_file.dialog.isVisible()
    assert not long_file.dialog.opening.is_busy
    assert long_file.dialog.document is None


def test_enter_does_not_learn_what_is_not_read_or_no_more_chosen(
    long_file: ImportHands, qtbot: QtBot
) -> None:
    dialog = long_file.dialog
    qtbot.keyClick(dialog, Key.Key_Return)
    assert dialog.isVisible()
    long_file.settle()
    qtbot.keyClick(dialog.target.column, Key.Key_Home)  # another target, prepared in slices
    assert dialog.opening.is_busy
    qtbot.keyClick(dialog, Key.Key_Return)
    assert dialog.isVisible()
    long_file.settle()
    assert long_file.learn().experiment.network.layers[-1].names == ("a",)


def test_keys_are_answered_while_it_is_read(
    long_file: ImportHands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two keys there is one slice, which ends with the first piece that fills its time."""
    ticks = count()
    clock = SimpleNamespace(perf_counter=lambda: 0.006 * next(ticks))
    monkeypatch.setattr(slices, "time", clock)
    dialog = long_file.dialog
    done: list[float] = []
    dialog.opening.advanced.connect(done.append)
    dialog.rows.heads.setFocus()
    for key, column in 10 * [(Key.Key_Right, 1), (Key.Key_Left, 0)]:
        before = len(done)
        qtbot.keyClick(dialog.rows.heads, key)
        assert dialog.rows.heads.current == column
        QApplication.processEvents()
        assert len(done) <= before + 1
    assert len(done) > 10
    assert max(after - before for before, after in pairwise(done)) < 0.1
    assert dialog.opening.is_busy


def test_what_is_chosen_meanwhile_is_not_lost(qtbot: QtBot, theme: Theme) -> None:
    rows = [f"{at % 900 + 1},{at % 7},{at % 97}.5" for at in range(25_000)]
    rows[5] = '"1,200",3,4.5'
    hands = open_dialog(table("a,b,y", rows), theme, qtbot)
    assert hands.says("a: “1,200” is read as 1200")
    buttons = hands.dialog.problems.findChildren(QPushButton)
    button = next(each for each in buttons if each.text() == "Read as 1.2")
    qtbot.mouseClick(button, LEFT)
    assert hands.dialog.opening.is_busy
    qtbot.keyClick(hands.dialog.target.column, Key.Key_Up)  # b is predicted, and not y
    hands.settle()
    assert not hands.says("is read as 1200")
    assert hands.head("b").startswith("b\nTarget")
    assert max(hands.learn().experiment.dataset.own_inputs[0]) == 900
