"""Files that take a while: first rows at once, progress, and a way out."""

import time

import pytest
from pytestqt.qtbot import QtBot

from gui.dialogs.table_import.table_import_dialog import TableImportDialog
from gui.style.theme import Theme
from tests.gui.dialogs.table_import.import_hands import ImportHands, Key
from tests.gui.dialogs.table_import.tables import table

LONG = table("a,b,y", [f"{at},{at % 7},{at % 97}.5" for at in range(90_000)])


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
    assert long_file.says("90,000 rows")


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


def test_keys_are_answered_while_it_is_read(long_file: ImportHands, qtbot: QtBot) -> None:
    heads = long_file.dialog.rows.heads
    heads.setFocus()
    for _ in range(20):
        begun = time.process_time()
        qtbot.keyClick(heads, Key.Key_Right)
        qtbot.wait(1)
        assert time.process_time() - begun < 0.5
        assert heads.current <= 2
