from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from core.document.edits import with_network
from core.nn.activations import IDENTITY, RELU
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import Layer, assemble
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.operations import structure
from gui.panels.weights.weights_columns import Col
from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.panels.weights.weights_hands import shown, weights
from tests.gui.table_hands import Hands, Key, labels

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def selected(session: Session) -> list[int]:
    return list(session.focus.parameters)


def trigger(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


@pytest.fixture
def wide(qapp: object) -> Iterator[Session]:
    """A session with 2,550 parameters, biases among them."""
    network = assemble(
        [""] * 49,
        [Layer(("",) * 50, RELU, True), Layer(("",), IDENTITY)],
        [np.ones((50, 50)), np.ones((1, 50))],
    )
    experiment = Experiment(
        network, from_rows(np.zeros((1, 49)), [1]), MEAN_SQUARED_ERROR, GradientDescent(0.01)
    )
    session = Session(Document(experiment, experiment))
    yield session
    session.close()


def test_what_is_no_number_points_nowhere(hands: Hands, bank: Session) -> None:
    network = bank.document.experiment.network
    network = network.with_parameters([1e308, *network.parameters[1:]])
    bank.apply("Type", with_network(bank.document, network))
    assert [hands.row(at)[4] for at in (0, 2)] == ["▼ −∞", "too large"]


def test_every_weight_shows_where_the_next_step_puts_it(hands: Hands, bank: Session) -> None:
    assert hands.titles() == ["from → to", "layer", "weight", "slope", "will be", "lock"]
    assert hands.row(0) == ["accounts → hidden 1", "hidden layer", "2", "+132", "▼ 0.68", ""]
    assert hands.row(5) == ["hidden 2 → prediction", "prediction", "2", "0", "2", ""]
    bank.step()
    assert hands.row(0)[2] == "0.68"


def test_a_weight_that_hardly_moves_says_how_far(hands: Hands, bank: Session) -> None:
    bank.step(20)
    bank.finish_run()
    assert hands.row(0)[2:5] == ["1.181", "−6.219e−8", "▲ by 6.2e−10"]
    aloud = Qt.ItemDataRole.AccessibleTextRole
    assert hands.at(0, Col.NEXT).data(aloud) == "accounts to hidden 1, will rise by 6.2e−10"


def test_the_heading_counts_weights_biases_and_locks(panel: WeightsPanel, bank: Session) -> None:
    assert "6 weights" in labels(panel)
    structure.set_biased(bank, 0, True)
    structure.set_locked(bank, [0], True)
    assert "6 weights · 2 biases · 1 locked" in labels(panel)
    assert panel.model.rowCount() == 8


def test_a_weight_is_typed_also_from_its_name(hands: Hands, bank: Session) -> None:
    hands.click(1, Col.NAME)
    hands.type("1/4")
    hands.press(Key.Key_Return)
    assert weights(bank)[1] == 0.25
    bank.undo()
    assert weights(bank)[1] == 1


def test_tab_goes_from_weight_to_weight(hands: Hands, bank: Session) -> None:
    hands.double_click(0, Col.WEIGHT)
    for text in ("3", "−4", "5"):
        hands.type(text)
        hands.press(Key.Key_Tab)
    hands.press(Key.Key_Escape)
    assert weights(bank) == [3, -4, 5, 0, 2, 2]
    assert selected(bank) == [3]


def test_keys_go_from_weight_to_weight_as_in_a_spreadsheet(hands: Hands, bank: Session) -> None:
    hands.click(0, Col.WEIGHT)
    for number, key in ((7, Key.Key_Return), (8, Key.Key_Down), (9, Key.Key_Up)):
        hands.type(str(number))
        hands.press(key)
    assert weights(bank)[:3] == [7, 8, 9]
    assert selected(bank) == [1]
    hands.press(Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert weights(bank)[:3] == [7, 8.1, 9]


@pytest.mark.parametrize("column", [Col.SLOPE, Col.NEXT])
def test_computed_numbers_say_that_they_are(hands: Hands, bank: Session, column: Col) -> None:
    hands.double_click(0, column)
    assert not hands.is_editing
    assert "is computed; change the weight" in bank.message.text


def test_a_weight_is_locked_by_a_click_and_by_enter(hands: Hands, bank: Session) -> None:
    hands.click(0, Col.LOCKED)
    assert bank.document.experiment.network.locked.tolist() == [True] + [False] * 5
    assert hands.row(0)[4] == "2"
    assert bank.history.undo_action is not None
    assert bank.history.undo_action.name == "Lock accounts → hidden 1"
    bank.step()
    assert weights(bank)[0] == 2
    hands.type("5")
    assert bank.document.experiment.network.locked.any()
    hands.press(Key.Key_Return)
    assert not bank.document.experiment.network.locked.any()


def test_several_weights_are_locked_from_the_menu(
    hands: Hands, bank: Session, panel: WeightsPanel
) -> None:
    hands.click(1, Col.WEIGHT)
    hands.click(3, Col.WEIGHT, SHIFT)
    trigger(panel.table.menu(), "&Lock")
    assert np.flatnonzero(bank.document.experiment.network.locked).tolist() == [1, 2, 3]
    trigger(panel.table.menu(), "&Unlock")
    assert not bank.document.experiment.network.locked.any()


def test_what_is_selected_is_selected_everywhere(
    hands: Hands, bank: Session, panel: WeightsPanel
) -> None:
    hands.click(4, Col.NAME)
    assert selected(bank) == [4]
    hands.click(1, Col.NAME, CTRL)
    assert selected(bank) == [1, 4]
    bank.select(parameters=(5, 0, 1))
    assert panel.table.selected_rows == [0, 1, 5]
    assert selected(bank) == [5, 0, 1]
    bank.select()
    assert panel.table.selected_rows == []


def test_the_selection_outlives_steps_and_goes_with_its_weights(
    hands: Hands, bank: Session, panel: WeightsPanel
) -> None:
    hands.click(4, Col.NAME)
    bank.step()
    assert panel.table.selected_rows == [4]
    structure.add_node(bank, 0)
    assert selected(bank) == []
    assert panel.table.selected_rows == []


def test_a_weight_selected_elsewhere_comes_into_view(
    qtbot: QtBot, wide: Session, theme: Theme
) -> None:
    panel = shown(qtbot, wide, theme)
    wide.select(parameters=(2000,))
    area = panel.table.visualRect(panel.model.index(2000, 0))
    assert panel.table.viewport().rect().contains(area)
    wide.select(parameters=tuple(range(2550)))
    assert len(panel.table.selected_rows) == 2550


def test_a_column_of_numbers_is_pasted_from_the_current_weight_down(
    hands: Hands, bank: Session
) -> None:
    hands.click(2, Col.WEIGHT)
    hands.paste("0,5\n−1\n1/4\n")
    assert weights(bank) == [2, 1, 0.5, -1, 0.25, 2]
    bank.undo()
    assert weights(bank) == [2, 1, 0, 0, 2, 2]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1\nx", "Nothing was pasted. Row 2, “weight”: “x” is not a number."),
        ("1\n2\n3", "Nothing was pasted. There are 3 numbers, but room for 2 from here on."),
        (
            "1\t2",
            "Nothing was pasted. Row 1 has 2 numbers, but from “weight” on there is room for 1.",
        ),
    ],
)
def test_a_bad_paste_changes_nothing_and_says_where(
    hands: Hands, bank: Session, text: str, reason: str
) -> None:
    before = bank.document
    hands.click(4, Col.WEIGHT)
    hands.paste(text)
    assert bank.document is before
    assert bank.message.text == reason


def test_selected_weights_are_copied_in_full(hands: Hands, bank: Session) -> None:
    bank.step()
    hands.click(0, Col.WEIGHT)
    first, *_ = hands.copied().split("\n")
    assert first.split("\t")[:3] == ["accounts → hidden 1", "hidden layer", "0.6799999999999999"]


def test_each_weight_says_itself_aloud(hands: Hands, bank: Session) -> None:
    structure.set_biased(bank, 0, True)
    structure.set_locked(bank, [2], True)
    aloud = Qt.ItemDataRole.AccessibleTextRole
    assert hands.at(0, Col.WEIGHT).data(aloud) == "accounts to hidden 1, weight 2, slope +132"
    assert hands.at(2, Col.WEIGHT).data(aloud) == "bias of hidden 1, bias 0, slope +44, locked"
    assert hands.at(2, Col.NEXT).data(aloud) == "bias of hidden 1, will be 0"
    assert hands.at(2, Col.LOCKED).data(aloud) == "bias of hidden 1: locked"


def test_at_the_width_of_the_dock_nothing_scrolls_sideways(
    qtbot: QtBot, bank: Session, theme: Theme
) -> None:
    panel = shown(qtbot, bank, theme, 292)
    assert panel.table.horizontalScrollBar().maximum() == 0
    assert panel.table.isColumnHidden(Col.LAYER)
    assert not panel.table.isColumnHidden(Col.WEIGHT)
