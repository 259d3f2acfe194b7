import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.data.dataset import Dataset, from_rows
from core.document.document import Document
from core.document.edits import with_dataset
from core.nn.activations import IDENTITY, RELU
from core.nn.losses import LOSSES, MEAN_ABSOLUTE_ERROR, MEAN_SQUARED_ERROR, SUM_OF_SQUARED_ERRORS
from core.nn.network import Layer, assemble
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.formatting.numbers import number
from gui.operations import structure
from gui.panels.data.data_panel import DataPanel
from gui.session.session import Session
from gui.style.theme import Theme
from gui.widgets.tables.number_model import Cell
from tests.core import by_hand
from tests.gui.panels.data.data_panel_hands import SHIFT, cells, give, shown
from tests.gui.table_hands import Hands, Key, labels

COURSE_ROWS = "0\t3\t1\n1\t2\t3\n−1\t−2\t5\n4\t0\t7\n"


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
    assert panel.table.lit_row == 2
    bank.look_at_row(1)
    assert panel.table.currentIndex().row() == 1
    assert panel.table.lit_row == 1
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
    menu = panel.table.menu()
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
    many = with_dataset(bank.document, Dataset((numbers, numbers), (numbers,)))
    structure.set_rows(bank, "Many", many)
    qtbot.waitUntil(lambda: panel.table.height() > 200)
    asked: set[int] = set()
    cell = panel.model.cell

    def counted(row: int, column: int, *, is_brief: bool = False) -> Cell:
        asked.add(row)
        return cell(row, column, is_brief=is_brief)

    monkeypatch.setattr(panel.model, "cell", counted)
    bank.step()
    panel.grab()
    assert 5 < len(asked) < 100


def test_numbers_say_themselves_in_full_and_aloud(hands: Hands, bank: Session) -> None:
    give(bank, [[2 / 3, 2, 5], [1, 1, 1]])
    cell = hands.at(0, 0)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "accounts, row 1: 0.6666666666666666"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "accounts, row 1: 0.6667"
