"""Cells of the data typed over, nudged and put back, by hand."""

import pytest
from PySide6.QtCore import Qt

from gui.panels.data.data_panel import DataPanel
from gui.session.session import Session
from tests.gui.panels.data.data_panel_hands import ALT, CTRL, SHIFT, cells, give
from tests.gui.table_hands import Hands, Key, labels


@pytest.mark.parametrize(
    ("typed", "value"), [("1/3", 1 / 3), ("−0,5", -0.5), ("2e-3", 0.002), (".5", 0.5)]
)
def test_a_cell_is_typed_over(hands: Hands, bank: Session, typed: str, value: float) -> None:
    hands.click(0, 1)
    hands.type(typed)
    hands.press(Key.Key_Return)
    assert not hands.is_editing
    assert cells(bank) == [[3, value, 5]]
    bank.undo()
    assert cells(bank) == [[3, 2, 5]]
    assert hands.row(0)[5] == "121"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_F2])
def test_an_edit_begins_with_the_number_in_full(hands: Hands, bank: Session, key: Qt.Key) -> None:
    give(bank, [[2 / 3, 2, 5]])
    hands.click(0, 0)
    hands.press(key)
    assert hands.editor.text() == "0.6666666666666666"
    assert hands.editor.selectedText() == "0.6666666666666666"
    hands.press(Key.Key_Return)
    assert cells(bank) == [[2 / 3, 2, 5]]


def test_a_double_click_edits_a_target(hands: Hands, bank: Session) -> None:
    hands.double_click(0, 2)
    hands.type("16")
    hands.press(Key.Key_Enter)
    assert bank.evaluation.loss == 0
    assert hands.row(0) == ["3", "2", "16", "16", "0", "0"]


def test_what_is_no_number_stays_in_the_editor_with_the_reason(hands: Hands, bank: Session) -> None:
    before = bank.document
    hands.double_click(0, 0)
    hands.type("3x")
    hands.press(Key.Key_Return)
    assert hands.editor.text() == "3x"
    assert hands.editor.property("invalid")
    assert hands.editor.accessibleDescription() == "“3x” is not a number."
    assert "“3x” is not a number." in labels(hands.table.window())
    assert bank.document is before
    hands.press(Key.Key_Backspace)
    assert not hands.editor.property("invalid")
    hands.press(Key.Key_Return)
    assert not hands.is_editing
    assert bank.document is before


def test_escape_restores(hands: Hands, bank: Session) -> None:
    before = bank.document
    hands.double_click(0, 0)
    hands.type("7")
    hands.press(Key.Key_Escape)
    assert not hands.is_editing
    assert hands.row(0)[0] == "3"
    assert bank.document is before
    assert hands.table.hasFocus()


def test_clicking_elsewhere_keeps_a_number_and_waits_for_what_is_none(
    hands: Hands, bank: Session
) -> None:
    hands.double_click(0, 0)
    hands.type("4")
    hands.click(0, 1)
    assert cells(bank) == [[4, 2, 5]]
    hands.double_click(0, 0)
    hands.type("4..")
    hands.click(0, 1)
    assert hands.editor.text() == "4.."
    assert cells(bank) == [[4, 2, 5]]
    hands.press(Key.Key_Escape)


def test_tab_goes_through_the_cells_that_can_be_edited(hands: Hands, bank: Session) -> None:
    give(bank, [[0, 0, 0], [0, 0, 0]])
    hands.click(0, 0)
    for digit in range(1, 7):
        hands.type(str(digit))
        hands.press(Key.Key_Tab)
    assert cells(bank) == [[1, 2, 3], [4, 5, 6]]
    assert not hands.is_editing
    hands.double_click(1, 0)
    hands.press(Key.Key_Backtab)
    assert hands.editor.text() == "3"
    assert bank.focus.row == 0
    hands.press(Key.Key_Escape)


def test_tab_stays_with_what_is_no_number(hands: Hands) -> None:
    hands.double_click(0, 0)
    hands.type("?")
    hands.press(Key.Key_Tab)
    assert hands.editor.text() == "?"
    hands.press(Key.Key_Escape)


def test_alt_and_arrows_nudge_while_editing_and_everything_follows(
    hands: Hands, bank: Session
) -> None:
    hands.double_click(0, 0)
    hands.press(Key.Key_Up, ALT)
    hands.press(Key.Key_Up, ALT | SHIFT)
    assert hands.editor.text() == "3.11"
    hands.press(Key.Key_Down, ALT | CTRL)
    hands.press(Key.Key_Down, ALT | CTRL)
    assert hands.editor.text() == "2"
    hands.press(Key.Key_Up, ALT)
    assert hands.editor.text() == "2.1"
    assert bank.present.is_preview
    assert hands.row(0)[3] == "12.4"
    hands.press(Key.Key_Return)
    assert cells(bank) == [[2.1, 2, 5]]
    assert bank.history.undo_action is not None
    assert bank.history.undo_action.name == "accounts: 3 → 2.1"
    bank.undo()
    assert cells(bank) == [[3, 2, 5]]


def test_escape_takes_nudges_back(hands: Hands, bank: Session) -> None:
    before = bank.document
    hands.double_click(0, 0)
    hands.press(Key.Key_Up, ALT)
    hands.press(Key.Key_Escape)
    assert bank.document is before
    assert not bank.present.is_preview


def test_a_step_under_an_open_editor_is_not_undone_by_its_number(
    hands: Hands, bank: Session
) -> None:
    hands.double_click(0, 0)
    hands.press(Key.Key_Up, ALT)
    bank.step()
    assert not hands.is_editing
    assert cells(bank) == [[3.1, 2, 5]]
    assert bank.document.experiment.updates == 1
    bank.back()
    assert cells(bank) == [[3.1, 2, 5]]


def test_keys_lead_on_as_in_a_spreadsheet(hands: Hands, bank: Session) -> None:
    give(bank, [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    hands.double_click(0, 1)
    hands.type("20")
    hands.press(Key.Key_Return)
    assert not hands.is_editing
    hands.type("50")
    hands.press(Key.Key_Down)
    hands.type("80")
    hands.press(Key.Key_Up)
    assert cells(bank) == [[1, 20, 3], [4, 50, 6], [7, 80, 9]]
    assert (hands.table.currentIndex().row(), hands.table.currentIndex().column()) == (1, 1)
    assert bank.focus.row == 1
    hands.type("55")
    hands.press(Key.Key_Tab)
    hands.type("66")
    hands.press(Key.Key_Backtab)
    assert hands.editor.text() == "55"
    hands.press(Key.Key_Enter)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)  # the last row: there is none below it
    assert hands.table.currentIndex().row() == 2
    assert cells(bank) == [[1, 20, 3], [4, 55, 66], [7, 80, 9]]


def test_enter_goes_down_to_the_row_that_was_below_where_rows_are_sorted(
    hands: Hands, bank: Session
) -> None:
    give(bank, [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    hands.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    hands.double_click(0, 0)
    hands.type("100")
    hands.press(Key.Key_Return)
    hands.type("40")
    hands.press(Key.Key_Return)
    assert cells(bank) == [[100, 2, 3], [40, 5, 6], [7, 8, 9]]


def test_alt_and_an_arrow_nudge_the_current_cell(hands: Hands, bank: Session) -> None:
    hands.click(0, 1)
    hands.press(Key.Key_Down, ALT)
    assert cells(bank) == [[3, 1.9, 5]]
    assert not bank.present.is_preview
    bank.undo()
    assert cells(bank) == [[3, 2, 5]]


@pytest.mark.parametrize(("column", "title"), [(3, "pred."), (4, "error"), (5, "error²")])
def test_computed_cells_say_that_they_are(
    hands: Hands, bank: Session, column: int, title: str
) -> None:
    hands.double_click(0, column)
    assert not hands.is_editing
    assert bank.message.text.startswith(f"{title} is computed; change a weight")
    hands.type("7")
    assert not hands.is_editing
    assert cells(bank) == [[3, 2, 5]]


def test_letters_and_space_are_left_to_the_window(hands: Hands) -> None:
    hands.click(0, 0)
    hands.type("r ")
    assert not hands.is_editing


def test_no_row_comes_while_what_is_typed_is_no_number(
    panel: DataPanel, hands: Hands, bank: Session
) -> None:
    hands.double_click(0, 0)
    hands.type("3x")
    (insert,) = (
        each for each in panel.table.menu().actions() if each.text() == "Insert a row &above"
    )
    insert.trigger()
    assert cells(bank) == [[3, 2, 5]]
    assert hands.is_editing
    assert hands.editor.text() == "3x"
