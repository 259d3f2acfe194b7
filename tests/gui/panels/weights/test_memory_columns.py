"""What an optimizer remembers of each weight stands in the table, where it remembers anything."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.explanation.hiding import Hiding, Topic
from core.training.rules.optimizers import Adam, GradientDescent, Momentum
from gui.panels.weights.weights_panel import WeightsPanel
from gui.session.session import Session
from gui.style.theme import Theme
from tests.gui.panels.weights.weights_hands import shown
from tests.gui.table_hands import Hands

ALOUD = Qt.ItemDataRole.AccessibleTextRole
TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def panel(qtbot: QtBot, bank: Session, theme: Theme) -> WeightsPanel:
    return shown(qtbot, bank, theme, 700)


def choose(session: Session, optimizer: GradientDescent | Momentum | Adam) -> None:
    experiment = session.document.experiment.with_optimizer(optimizer)
    session.apply("Optimizer", session.document.with_experiment(experiment))


def seen(hands: Hands) -> list[str]:
    """The titles of the columns that are on view."""
    shown = enumerate(hands.titles())
    return [title for column, title in shown if not hands.table.isColumnHidden(column)]


def test_there_is_a_column_for_each_number_that_is_remembered(hands: Hands, bank: Session) -> None:
    """The slope of the first weight is 132: Adam keeps a tenth, and a thousandth of its square."""
    assert "velocity" not in hands.titles()
    choose(bank, Momentum(0.001))
    assert hands.titles()[3:] == ["slope", "velocity", "will be", "lock"]
    bank.step()
    assert hands.row(0)[4] == "+132"
    choose(bank, Adam(0.01))
    assert hands.titles()[3:] == ["slope", "mean slope", "mean squared slope", "will be", "lock"]
    assert hands.row(0)[4:6] == ["0", "0"]
    choose(bank, GradientDescent(0.01))
    assert hands.titles()[3:] == ["slope", "will be", "lock"]


def test_numbers_are_told_in_full_and_aloud(hands: Hands, bank: Session) -> None:
    choose(bank, Momentum(0.001))
    bank.step()
    assert hands.at(0, 4).data(ALOUD) == "accounts to hidden 1, velocity +132"
    assert hands.at(0, 4).data(TIP) == "accounts → hidden 1, velocity: 132"


def test_what_is_remembered_is_copied_with_the_row(hands: Hands, bank: Session) -> None:
    choose(bank, Adam(0.01))
    bank.step()
    hands.click(0, 0)
    hands.table.copy()
    cells = QGuiApplication.clipboard().text().split("\t")
    assert [float(cell) for cell in cells[4:6]] == pytest.approx([13.2, 17.424])


def test_while_slopes_are_hidden_so_is_what_is_remembered_of_them(
    hands: Hands, bank: Session
) -> None:
    choose(bank, Momentum(0.001))
    bank.step()
    bank.look(replace(bank.focus, hiding=Hiding().with_hidden(Topic.SLOPES, hidden=True)))
    assert hands.row(0)[4] == "?"
    assert hands.at(0, 4).data(TIP) == "?"


def test_where_there_is_little_room_layers_go_first_then_what_is_remembered(
    panel: WeightsPanel, hands: Hands, bank: Session
) -> None:
    choose(bank, Adam(0.01))
    assert seen(hands) == hands.titles()
    panel.resize(480, 360)
    without_layer = [title for title in hands.titles() if title != "layer"]
    assert seen(hands) == without_layer
    panel.resize(300, 360)
    assert seen(hands) == ["from → to", "weight", "slope", "will be", "lock"]


def test_a_lock_is_still_set_by_its_box(hands: Hands, bank: Session) -> None:
    choose(bank, Momentum(0.001))
    column = hands.titles().index("lock")
    box = hands.at(0, column)
    hands.table.model().setData(box, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert bank.document.experiment.network.locked[0]
