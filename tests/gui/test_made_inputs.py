"""Inputs that are made of others: made in the dialog, seen in table and drawing, and followed."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPushButton,
)

from core.document import data_edits
from core.document.made_inputs import formula_text
from core.nn.network import INPUT_LAYER, NodePlace
from gui.operations import structure
from gui.panels.predictions.fit_page import FitPage
from gui.panels.predictions.fit_view import FitKind
from gui.session.session import Session
from gui.widgets.fields.formula_field import FormulaField
from tests.gui.window_hands import Key, Modifier, WindowHands

BOX = QDialogButtonBox.StandardButton


class MakingHands:
    """Works the dialog; what it saw can be asked for afterwards."""

    def __init__(self, hands: WindowHands, dialog: QDialog) -> None:
        self._hands, self._dialog = hands, dialog
        self.list = dialog.findChildren(QListWidget)[0]
        self.field = dialog.findChildren(FormulaField)[0]

    def check(self, name: str) -> None:
        item = self.list.findItems(name, Qt.MatchFlag.MatchExactly)[0]
        self.list.setCurrentItem(item)
        self._hands.press_in(self.list, Key.Key_Space)

    def type(self, text: str) -> None:
        self.field.clear()
        self._hands.type(text, self.field)

    @property
    def texts(self) -> list[str]:
        return [label.text() for label in self._dialog.findChildren(QLabel) if label.text()]

    @property
    def offered(self) -> list[str]:
        return [self.list.item(at).text() for at in range(self.list.count())]

    @property
    def add(self) -> QPushButton:
        boxes = self._dialog.findChildren(QDialogButtonBox)
        return boxes[0].button(BOX.Ok)

    def confirm(self) -> None:
        self._hands.click(self.add)

    def leave(self) -> None:
        self._dialog.reject()


def making(hands: WindowHands, do: Callable[[MakingHands], object]) -> None:
    """Open the dialog from the menu and deal with it."""
    hands.answer(lambda dialog: do(MakingHands(hands, dialog)))
    hands.menu("Data", "Make inputs of others…")


def add(hands: WindowHands, *formulas: str) -> None:
    for formula in formulas:

        def fill(dialog: MakingHands, text: str = formula) -> None:
            dialog.type(text)
            dialog.confirm()

        making(hands, fill)


@pytest.fixture
def rows(hands: WindowHands) -> Session:
    """Three rows of accounts, children and transactions."""
    hands.data.click(0, 0)
    hands.data.paste("3\t2\t5\n-1\t5\t6\n2\t4\t7")
    return hands.window.session


def inputs(session: Session) -> list[list[float]]:
    return [column.tolist() for column in session.document.experiment.dataset.own_inputs]


def test_what_is_chosen_and_typed_is_added_in_one_undo(hands: WindowHands, rows: Session) -> None:
    before = rows.document
    seen: list[str] = []

    def choose(dialog: MakingHands) -> None:
        assert not dialog.add.isEnabled()
        assert dialog.offered == [
            "accounts²",
            "children²",
            "accounts × children",
            "sin(accounts)",
            "sin(children)",
        ]
        dialog.check("accounts²")
        dialog.check("accounts × children")
        dialog.type("2accounts − 1")
        seen.extend(dialog.texts)
        dialog.confirm()

    making(hands, choose)
    assert rows.document.experiment.network.inputs[2:] == (
        "accounts²",
        "accounts × children",
        "2 × accounts − 1",
    )
    assert inputs(rows)[2:] == [[9, 1, 4], [6, -5, 8], [5, -3, 3]]
    assert {"accounts²", "9", "6", "−5", "−3"} <= set(seen)
    assert hands.data.titles()[2:5] == [
        "ƒ accounts²",
        "ƒ accounts × children",
        "ƒ 2 × accounts − 1",
    ]
    assert hands.shows("accounts²")
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert rows.document is before

    making(hands, lambda dialog: dialog.leave())
    assert rows.document is before


def test_the_example_in_the_field_can_be_typed(hands: WindowHands, rows: Session) -> None:
    def type_it(dialog: MakingHands) -> None:
        dialog.type(dialog.field.placeholderText().removeprefix("For example "))
        dialog.add.click()

    making(hands, type_it)
    assert hands.shows("accounts² + 1")


REFUSED = [
    ("z", "There is no column “z”; the columns are accounts, children (character 1)."),
    ("ln(accounts)", "In row 2, where accounts = −1, ln(accounts) is no number."),
    ("7", "It is the same in every row: name an input in it."),
    ("accounts +", "Something is missing at the end (character 11)."),
]


def test_what_cannot_be_is_said_in_place(hands: WindowHands, rows: Session) -> None:
    before = rows.document
    for typed, said in REFUSED:

        def try_it(dialog: MakingHands, typed: str = typed, said: str = said) -> None:
            dialog.type(typed)
            assert said in dialog.texts
            assert not dialog.add.isEnabled()
            dialog.type("accounts²")
            assert said not in dialog.texts
            assert dialog.add.isEnabled()
            dialog.leave()

        making(hands, try_it)
        assert rows.document is before


def test_it_follows_what_it_is_made_of_in_the_same_edit(hands: WindowHands, rows: Session) -> None:
    add(hands, "accounts²")
    hands.data.click(1, 0)
    hands.data.type("4")
    hands.data.press(Key.Key_Return)
    assert inputs(rows)[2] == [9, 16, 4]
    assert hands.data.row(1)[2] == "16"
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert inputs(rows) == [[3, -1, 2], [2, 5, 4], [9, 1, 4]]


def test_typing_on_it_says_what_it_is_computed_from(hands: WindowHands, rows: Session) -> None:
    add(hands, "accounts × children")
    before = rows.document
    said = "accounts × children is computed from accounts and children; change them"
    hands.data.click(0, 2)
    hands.data.type("4")
    assert not hands.data.is_editing
    assert hands.says(said)
    hands.data.click(0, 0)
    hands.canvas.click(hands.canvas.middle(NodePlace(INPUT_LAYER, 2)))
    hands.canvas.key(Key.Key_4)
    assert hands.says(said)
    assert rows.document is before


def test_dragging_what_it_is_made_of_stops_where_it_is_no_number(
    hands: WindowHands, rows: Session
) -> None:
    hands.data.click(1, 0)
    hands.data.type("1")
    hands.data.press(Key.Key_Return)
    add(hands, "ln(accounts)")
    hands.data.click(1, 0)
    hands.data.type("-4")
    hands.data.press(Key.Key_Return)
    assert hands.says("In row 2, where accounts = −4, ln(accounts) is no number.")
    hands.data.press(Key.Key_Escape)
    place = hands.canvas.middle(NodePlace(INPUT_LAYER, 0))
    hands.canvas.drag(place, QPoint(-4000, 0))
    assert np.isfinite(inputs(rows)).all()


def test_new_rows_compute_theirs(hands: WindowHands, rows: Session) -> None:
    add(hands, "accounts²")
    hands.data.click(2, 0)
    hands.data.paste("5\t1\t9\n6\t1\t9")
    assert inputs(rows)[2] == [9, 1, 25, 36]
    assert rows.document.experiment.dataset.own_targets[0].tolist() == [5, 6, 9, 9]
    add(hands, "1/accounts")
    hands.click(
        next(b for b in hands.window.findChildren(QPushButton) if b.text() == "+ add a row")
    )
    hands.data.press(Key.Key_Escape)
    assert inputs(rows)[3][4] == 1 / 6
    assert hands.says("Row 5 added, like its neighbour: type its numbers")


def test_whole_rows_copied_from_the_table_are_pasted_as_they_stand(
    hands: WindowHands, rows: Session
) -> None:
    add(hands, "accounts²")
    hands.data.click(2, 0)
    hands.data.paste("5\t1\t25\t9")
    assert [column[2] for column in inputs(rows)] == [5, 1, 25]
    assert rows.document.experiment.dataset.own_targets[0][2] == 9
    before = rows.document
    hands.data.paste("5\t1\t26\t9")
    assert hands.says("Nothing was pasted: accounts² is computed from accounts; change it")
    assert rows.document is before


def test_removing_what_it_is_made_of_takes_it_along_in_one_undo(
    hands: WindowHands, rows: Session
) -> None:
    add(hands, "accounts²", "children²")
    before = rows.document
    place = hands.canvas.middle(NodePlace(INPUT_LAYER, 0))
    hands.menu_at(place, "Remove accounts, with accounts²")
    assert [*rows.document.experiment.network.inputs] == ["children", "children²"]
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert rows.document is before
    hands.menu_at(hands.canvas.middle(NodePlace(INPUT_LAYER, 2)), "Remove accounts²")
    left = [*rows.document.experiment.network.inputs]
    assert left == ["accounts", "children", "children²"]


def test_renaming_what_it_is_made_of_renames_it(hands: WindowHands, rows: Session) -> None:
    add(hands, "accounts²")
    structure.rename_node(rows, NodePlace(INPUT_LAYER, 0), "own accounts")
    assert hands.data.titles()[2] == "ƒ `own accounts`²"
    structure.rename_node(rows, NodePlace(INPUT_LAYER, 2), "square")
    assert hands.data.titles()[2] == "ƒ square"
    assert formula_text(rows.document.experiment, 2) == "`own accounts`²"
    assert hands.shows("square = `own accounts`²")
    assert (
        hands.data.table.model()
        .headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        .startswith("square = `own accounts`²: an input that is made of others.")
    )


def test_it_is_explained_by_its_own_arithmetic(hands: WindowHands, rows: Session) -> None:
    add(hands, "accounts² + 1")
    hands.canvas.click(hands.canvas.middle(NodePlace(INPUT_LAYER, 2)))
    assert "accounts² + 1 = 3² + 1 = 10" in hands.window.explanation.plain_text()
    hands.menu("Data", "Scale inputs", "Min–max: from 0 to 1")
    said = hands.window.explanation.plain_text()
    assert "accounts² + 1 in own units = 3² + 1 = 10" in said
    assert "accounts² + 1 = (10 in own units − 2) / 8 = 1" in said


def test_the_map_stays_one_over_the_inputs_that_are_given(
    hands: WindowHands, rows: Session
) -> None:
    add(hands, "accounts²", "accounts × children")
    hands.window.hill_panel.show_page("Predictions")
    page = hands.window.hill_panel.findChildren(FitPage)[0]
    view = page.plot.view
    assert view.kind is FitKind.MAP
    assert view.names == ("accounts", "children")
    assert view.points[0].x.tolist() == [3, -1, 2]


def test_it_is_scaled_set_aside_saved_and_opened(hands: WindowHands, rows: Session) -> None:
    add(hands, "accounts²")
    hands.menu("Data", "Scale inputs", "Min–max: from 0 to 1")
    assert rows.document.experiment.dataset.inputs[2].tolist() == [1, 0, 3 / 8]
    document = data_edits.set_aside(rows.document, 0.4, 1)
    held_out = document.experiment.validation
    assert held_out is not None
    np.testing.assert_array_equal(held_out.own_inputs[2], held_out.own_inputs[0] ** 2)
