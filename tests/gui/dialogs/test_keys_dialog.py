"""The list of keys: complete, true, and searched."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QTableWidget

from tests.gui.window_hands import Key, Modifier, WindowHands


def listed(dialog: QDialog) -> list[tuple[str, ...]]:
    """The rows that are to be seen."""
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    model = table.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(3))
        for row in range(table.rowCount())
        if not table.isRowHidden(row)
    ]


@pytest.fixture
def look(hands: WindowHands) -> Callable[[str], list[tuple[str, ...]]]:
    """Open the list with its key, search for something, and close it with Esc."""

    def search(text: str) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []

        def read(dialog: QDialog) -> None:
            field = dialog.findChild(QLineEdit)
            assert isinstance(field, QLineEdit)
            hands.type(text, field)
            rows.extend(listed(dialog))
            hands.press_in(field, Key.Key_Escape)

        hands.answer(read)
        hands.press(Key.Key_F1, Modifier.ControlModifier)
        return rows

    return search


def test_every_key_of_a_command_is_listed(
    hands: WindowHands, look: Callable[[str], list[tuple[str, ...]]]
) -> None:
    form = QKeySequence.SequenceFormat.NativeText
    wanted = {
        key.toString(form)
        for action in hands.window.findChildren(QAction)
        for key in action.shortcuts()
    }
    found = {key for _, _, keys in look("") for key in keys.split(", ")}
    assert wanted - found == set()
    assert {"Ctrl+S", "Space", "F1", "PgDown", "Ctrl+L"} <= wanted


def test_no_key_is_listed_for_two_commands(
    look: Callable[[str], list[tuple[str, ...]]],
) -> None:
    others = {"Drawing", "While typing", "Table", "Plot", "Race", "Menus"}
    keys = [key for where, _, keys in look("") if where not in others for key in keys.split(", ")]
    assert sorted(keys) == sorted(set(keys))


def test_the_list_is_searched_by_what_and_how(
    look: Callable[[str], list[tuple[str, ...]]],
) -> None:
    assert look("ctrl+s ") == look("CTRL+S ")
    saving = look("file save")
    assert any(row[:2] == ("File", "Save") and row[2].startswith("Ctrl+S") for row in saving)
    assert all(where.startswith("File") for where, _, _ in saving)
    assert ("Descent", "Step downhill", "Space") in look("downhill")
    assert {where for where, _, _ in look("table alt+")} >= {"Table", "While typing"}
    assert look("nothing is called like this") == []


def test_what_can_be_undone_just_now_is_not_in_the_list(
    hands: WindowHands, look: Callable[[str], list[tuple[str, ...]]]
) -> None:
    hands.press(Key.Key_Space)
    assert [what for where, what, _ in look("undo") if where == "Edit"] == ["Undo"]
