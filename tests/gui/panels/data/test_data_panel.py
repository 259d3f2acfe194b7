from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.data.dataset import Dataset, from_rows
from core.document.document import Document
from core.explanation.hiding import Hiding, Topic
from core.nn.activations import IDENTITY, RELU
from core.nn.losses import LOSSES, MEAN_ABSOLUTE_ERROR, MEAN_SQUARED_ERROR, SUM_OF_SQUARED_ERRORS
from core.nn.network import Layer, assemble
from core.training.experiment import Experiment
from core.training.optimizers import GradientDescent
from gui.formatting.numbers import number
from gui.operations import structure
from gui.panels.data.data_panel import DataPanel
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.tables.number_model import Cell
from tests.core import by_hand
from tests.gui.table_hands import Hands, Key, labels

COURSE_ROWS = "0\t3\t1\n1\t2\t3\n−1\t−2\t5\n4\t0\t7\n"
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def shown(bot: QtBot, session: Session, theme: Theme, width: int = 292) -> DataPanel:
    panel = DataPanel(session, theme)
    bot.addWidget(panel)
    panel.resize(width, 420)
    with bot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, bank: Session, theme: Theme) -> DataPanel:
    return shown(qtbot, bank, theme)


@pytest.fixture
def hands(qtbot: QtBot, panel: DataPanel) -> Hands:
    return Hands(qtbot, panel.table)


def cells(session: Session) -> list[list[float]]:
    dataset = session.document.experiment.dataset
    return [list(map(float, row)) for row in np.array(dataset.inputs + dataset.targets).T]


def give(session: Session, rows: list[list[float]]) -> None:
    block = np.array(rows)
    structure.set_dataset(session, "Rows", from_rows(block[:, :2], block[:, 2]))


def test_the_bank_row_reads_as_in_the_course(hands: Hands, panel: DataPanel) -> None:
    assert hands.titles() == ["accounts", "children", "target", "pred.", "error", "error²"]
    assert hands.row(0) == ["3", "2", "5", "16", "+11", "121"]
    assert {"Data", "mean of error²", "= loss 121"} <= set(labels(panel))
    assert any(text.startswith("1 row") for text in labels(panel))


def test_six_columns_need_no_scroll_bar_before_or_after_a_step(
    panel: DataPanel, bank: Session
) -> None:
    for _ in range(3):
        assert panel.table.horizontalScrollBar().maximum() == 0
        bank.step()


def test_four_rows_need_none_either(panel: DataPanel, bank: Session, qtbot: QtBot) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]])
    for _ in range(8):
        bank.step()
        panel.grab()  # what is drawn too wide has its column widened
        qtbot.waitUntil(lambda: panel.table.horizontalScrollBar().maximum() == 0)


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


def test_a_block_of_the_course_is_pasted(hands: Hands, bank: Session, panel: DataPanel) -> None:
    network = assemble(
        ["", ""], [Layer(("", ""), RELU), Layer(("",), RELU)], [[[2, 1], [1, 2]], [[1, 1]]]
    )
    experiment = replace(bank.document.experiment, network=network)
    bank.apply("Course weights", bank.document.with_experiment(experiment))
    hands.click(0, 0)
    hands.paste(COURSE_ROWS)
    assert cells(bank) == [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]]
    assert [hands.row(row)[3:] for row in range(4)] == [
        ["9", "+8", "64"],
        ["9", "+6", "36"],
        ["0", "−5", "25"],
        ["12", "+5", "25"],
    ]
    assert {"mean of error²", "= loss 37.5"} <= set(labels(panel))
    assert any(text.startswith("4 rows") for text in labels(panel))
    assert bank.message.text.startswith("4 × 3 numbers pasted · loss ")
    bank.undo()
    assert cells(bank) == [[3, 2, 5]]
    assert panel.model.rowCount() == 1


def test_a_paste_fills_from_the_current_cell_and_adds_rows_of_zeros(
    hands: Hands, bank: Session
) -> None:
    give(bank, [[1, 2, 3], [4, 5, 6]])
    hands.click(1, 1)
    hands.paste("0,5;7\n1,5;8")
    assert cells(bank) == [[1, 2, 3], [4, 0.5, 7], [0, 1.5, 8]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1\t2\n3\tabc", "Nothing was pasted. Row 2, “target”: “abc” is not a number."),
        (
            "1\t2\t3",
            "Nothing was pasted. Row 1 has 3 numbers, but from “children” on there is room for 2.",
        ),
        ("", "Nothing was pasted. There is no text on the clipboard."),
    ],
)
def test_a_bad_paste_changes_nothing_and_says_where(
    hands: Hands, bank: Session, text: str, reason: str
) -> None:
    before = bank.document
    hands.click(0, 1)
    hands.paste(text)
    assert bank.document is before
    assert bank.message.text == reason


def test_nothing_is_pasted_into_computed_cells(hands: Hands, bank: Session) -> None:
    hands.click(0, 3)
    hands.paste("7")
    assert cells(bank) == [[3, 2, 5]]
    assert bank.message.text.startswith("Nothing was pasted: pred. is computed")


def test_a_selection_is_copied_in_full(hands: Hands, bank: Session) -> None:
    give(bank, [[1 / 3, -2, 5], [4, 0, 7]])
    hands.click(0, 0)
    hands.click(1, 1, SHIFT)
    assert hands.copied() == "0.3333333333333333\t-2\n4\t0"


def test_the_row_looked_at_follows_both_ways(hands: Hands, bank: Session, panel: DataPanel) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5]])
    hands.click(2, 4)
    assert bank.focus.row == 2
    assert panel.table.delegate.lit_row == 2
    bank.look_at_row(1)
    assert panel.table.currentIndex().row() == 1
    assert panel.table.delegate.lit_row == 1
    hands.press(Key.Key_Up)
    assert bank.focus.row == 0


def test_the_row_looked_at_survives_changes_of_the_columns(
    hands: Hands, bank: Session, panel: DataPanel
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3]])
    hands.click(1, 1)
    structure.set_loss(bank, MEAN_ABSOLUTE_ERROR)
    assert bank.focus.row == 1
    assert panel.table.currentIndex().row() == 1


def test_a_row_is_added_ready_to_be_typed(
    qtbot: QtBot, hands: Hands, bank: Session, panel: DataPanel
) -> None:
    button = panel.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert cells(bank) == [[3, 2, 5], [0, 0, 0]]
    assert bank.focus.row == 1
    assert bank.message.text.startswith("Row 2 added, all zeros: type its numbers · loss 121 →")
    hands.type("1")
    hands.press(Key.Key_Tab)
    hands.type("2")
    hands.press(Key.Key_Tab)
    hands.type("3")
    hands.press(Key.Key_Return)
    assert cells(bank) == [[3, 2, 5], [1, 2, 3]]


def test_selected_rows_are_removed_and_the_last_one_stays(hands: Hands, bank: Session) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5]])
    hands.click(0, 0)
    hands.click(1, 0, SHIFT)
    hands.press(Key.Key_Delete)
    assert cells(bank) == [[-1, -2, 5]]
    assert bank.message.text.startswith("2 rows removed · loss")
    hands.press(Key.Key_Delete)
    assert cells(bank) == [[-1, -2, 5]]
    assert bank.message.text == ("Not removed: the only row. The network needs a row to learn from")
    bank.undo()
    assert cells(bank) == [[0, 3, 1], [1, 2, 3], [-1, -2, 5]]


def test_the_menu_inserts_rows_above_and_below(
    hands: Hands, bank: Session, panel: DataPanel
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3]])
    hands.click(1, 0)
    menu = panel.menu()
    entries = {action.text(): action for action in menu.actions()}
    entries["Insert a row &above"].trigger()
    assert cells(bank) == [[0, 3, 1], [0, 0, 0], [1, 2, 3]]
    hands.press(Key.Key_Escape)
    entries["Insert a row &below"].trigger()
    hands.press(Key.Key_Escape)
    assert cells(bank) == [[0, 3, 1], [0, 0, 0], [0, 0, 0], [1, 2, 3]]
    menu.deleteLater()


@pytest.mark.parametrize("key", [key for key, loss in LOSSES.items() if not loss.is_from_logits])
def test_the_last_column_and_the_footer_are_the_losss_own(
    hands: Hands, bank: Session, panel: DataPanel, key: str
) -> None:
    loss = LOSSES[key]
    structure.set_loss(bank, loss)
    assert hands.titles()[-1] == loss.share_name
    verb = "sum" if loss is SUM_OF_SQUARED_ERRORS else "mean"
    assert f"{verb} of {loss.share_name}" in labels(panel)
    assert hands.row(0)[5] == number(by_hand.SHARES[key](11))


def test_several_outputs_have_columns_each(qtbot: QtBot, theme: Theme) -> None:
    network = assemble(["x"], [Layer(("", "rain"), IDENTITY)], [[[1], [2]]])
    experiment = Experiment(
        network, from_rows([[3]], [[1, 8]]), MEAN_SQUARED_ERROR, GradientDescent(0.01)
    )
    session = Session(Document(experiment, experiment))
    panel = shown(qtbot, session, theme)
    hands = Hands(qtbot, panel.table)
    assert hands.row(0) == ["3", "1", "8", "3", "6", "+2", "−2", "4", "4"]
    assert hands.titles()[1:5] == ["target 1", "target rain", "pred. 1", "pred. rain"]
    assert "mean of error² over 1 row × 2 outputs" in labels(panel)
    assert panel.table.horizontalScrollBar().maximum() > 0
    session.close()


def test_ten_thousand_rows_are_drawn_a_screenful_at_a_time(
    qtbot: QtBot, bank: Session, panel: DataPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = np.arange(10_000.0)
    structure.set_dataset(bank, "Many", Dataset((numbers, numbers), (numbers,)))
    qtbot.waitUntil(lambda: panel.table.height() > 200)
    asked: set[int] = set()
    cell = panel.model.cell

    def counted(row: int, column: int) -> Cell:
        asked.add(row)
        return cell(row, column)

    monkeypatch.setattr(panel.model, "cell", counted)
    bank.step()
    panel.grab()
    assert 5 < len(asked) < 100


def test_numbers_say_themselves_in_full_and_aloud(hands: Hands, bank: Session) -> None:
    give(bank, [[2 / 3, 2, 5], [1, 1, 1]])
    cell = hands.at(0, 0)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "accounts, row 1: 0.6666666666666666"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "accounts, row 1: 0.6667"


def click_title(panel: DataPanel, qtbot: QtBot, column: int) -> None:
    header = panel.table.horizontalHeader()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    middle = QPoint(at, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_a_click_on_a_title_sorts_and_a_third_puts_back(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]])
    hands.click(3, 0)
    click_title(panel, qtbot, 0)
    assert [hands.row(at)[0] for at in range(4)] == ["−1", "0", "1", "4"]
    assert hands.titles()[0] == "↑ accounts"
    assert numbers_of_rows(panel) == ["3", "1", "2", "4"]
    click_title(panel, qtbot, 0)
    assert [hands.row(at)[0] for at in range(4)] == ["4", "1", "0", "−1"]
    assert bank.focus.row == 3
    assert panel.table.currentIndex().row() == 0
    click_title(panel, qtbot, 0)
    assert numbers_of_rows(panel) == ["1", "2", "3", "4"]
    assert hands.titles()[0] == "accounts"


def numbers_of_rows(panel: DataPanel) -> list[str]:
    down = Qt.Orientation.Vertical
    return [str(panel.model.headerData(at, down)) for at in range(panel.model.rowCount())]


def test_what_is_done_to_sorted_rows_is_done_to_the_rows_seen(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]])
    click_title(panel, qtbot, 0)
    hands.click(1, 0)
    assert bank.focus.row == 0
    hands.type("9")
    hands.press(Key.Key_Return)
    assert cells(bank)[0] == [9, 3, 1]
    assert numbers_of_rows(panel) == ["3", "2", "4", "1"]
    assert bank.focus.row == 1
    assert panel.table.currentIndex().row() == 1
    hands.click(0, 0)
    hands.press(Key.Key_Delete)
    assert [row[0] for row in cells(bank)] == [9, 1, 4]
    assert [hands.row(at)[0] for at in range(3)] == ["1", "4", "9"]
    hands.click(1, 0)
    hands.paste("7\n8\n5\n")
    assert [row[0] for row in cells(bank)] == [8, 1, 7, 5]


def test_sorted_by_error_the_order_follows_the_steps(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5], [4, 0, 7]])
    column = hands.titles().index("error²")
    click_title(panel, qtbot, column)
    click_title(panel, qtbot, column)
    for _ in range(5):
        bank.step()
        shares = [float(hands.at(at, column).data(Qt.ItemDataRole.EditRole)) for at in range(4)]
        assert shares == sorted(shares, reverse=True)


def test_the_menu_of_a_cell_sorts_too(panel: DataPanel, hands: Hands, bank: Session) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5]])
    hands.click(0, 1)
    entry = next(a for a in panel.menu().actions() if "largest first" in a.text())
    entry.trigger()
    assert [hands.row(at)[1] for at in range(3)] == ["3", "2", "−2"]


def test_an_order_that_would_tell_what_is_hidden_is_given_up(
    panel: DataPanel, hands: Hands, bank: Session, qtbot: QtBot
) -> None:
    give(bank, [[0, 3, 1], [1, 2, 3], [-1, -2, 5]])
    column = hands.titles().index("error")
    click_title(panel, qtbot, column)
    assert hands.titles()[column] == "↑ error"
    bank.look(replace(bank.focus, hiding=Hiding(frozenset({Topic.ERRORS}))))
    assert hands.titles()[column] == "error"
    click_title(panel, qtbot, column)
    assert numbers_of_rows(panel) == ["1", "2", "3"]
