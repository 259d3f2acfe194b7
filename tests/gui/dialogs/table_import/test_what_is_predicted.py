"""What is predicted, as what, and the small picture of what comes of it."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from core.nn.losses import MEAN_SQUARED_ERROR
from tests.gui.dialogs.table_import.import_hands import ImportHands, Key

Opened = Callable[[bytes | str], ImportHands]


def test_what_is_predicted_stands_first_with_the_network_that_learns_it(
    things: ImportHands,
) -> None:
    assert things.dialog.target.column.currentText() == "sold"
    assert things.dialog.target.scheme.currentText() == "classes"
    assert things.network == "5 inputs → 8 hidden → 2 classes"
    assert things.says("60 rows")
    assert things.dialog.ok.isEnabled()


def test_another_target_takes_the_place_of_the_first(things: ImportHands) -> None:
    things.predict("cost")
    assert things.network == "5 inputs → 8 hidden → 1 number"
    assert things.head("cost").startswith("cost\nTarget: number")
    assert things.head("sold").startswith("sold\nInput: number")


def test_words_that_are_predicted_become_classes(things: ImportHands) -> None:
    things.predict("colour")
    assert things.network == "3 inputs → 8 hidden → 3 classes"
    assert things.learn().experiment.network.sizes == (3, 8, 3)


def test_few_whole_numbers_are_taken_as_classes_which_is_said_with_the_alternative(
    things: ImportHands,
) -> None:
    assert things.says("sold: few whole numbers, taken as classes")
    things.press("Predict how much it is")
    assert not things.says("taken as classes")
    assert things.dialog.target.scheme.currentText() == "a number"
    assert things.network == "5 inputs → 8 hidden → 1 number"
    things.pick(things.dialog.target.scheme, "classes")
    assert things.network == "5 inputs → 8 hidden → 2 classes"


def test_a_column_is_predicted_from_its_own_choices(things: ImportHands) -> None:
    things.open("size")
    things.press("Predict this")
    things.close()
    assert things.dialog.target.column.currentText() == "size"
    assert things.head("sold").startswith("sold\nInput")


def test_several_columns_can_be_predicted(things: ImportHands) -> None:
    things.predict("cost")
    things.use("size", "Target")
    assert things.says("and 1 more")
    assert things.network == "4 inputs → 8 hidden → 2 numbers"


def test_enter_learns_and_escape_does_not(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("a,b\n1,2.5\n2,1\n3,7\n")
    qtbot.keyClick(hands.dialog.target.column, Key.Key_Return)
    assert hands.dialog.document is not None
    assert hands.dialog.document.experiment.loss is MEAN_SQUARED_ERROR
    other = opened("a,b\n1,2.5\n2,1\n3,7\n")
    qtbot.keyClick(other.dialog.target.column, Key.Key_Escape)
    assert not other.dialog.isVisible()
    assert other.dialog.document is None
