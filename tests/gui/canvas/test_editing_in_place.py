from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from core.files.document_file import read_document
from core.nn.network import INPUT_LAYER, NodePlace
from gui.canvas.scene.picture import LabelKind
from gui.operations import structure
from gui.operations.numbers import input_cell, target_cell
from tests.gui.canvas.canvas_hands import CanvasHands, Key, Modifier


@pytest.mark.parametrize(
    ("typed", "value"), [("1/3", 1 / 3), ("−0,5", -0.5), ("2e-3", 0.002), (" .5 ", 0.5)]
)
def test_a_number_is_understood_as_people_write_it(
    hands: CanvasHands, typed: str, value: float
) -> None:
    hands.double_click(hands.of(hands.weight(0, 0, 0)))
    hands.type_over(typed)
    hands.key(Key.Key_Return)
    assert hands.parameter_values()[0] == value
    assert hands.canvas.editor is None
    assert hands.canvas.hasFocus()


def test_everything_follows_while_typing_and_it_is_one_undo(hands: CanvasHands) -> None:
    hands.double_click(hands.of(hands.weight(1, 0, 0)))
    hands.type_over("3")
    assert hands.shows("24")
    hands.type_over("2.5")
    assert hands.shows("error 20 − 5 = +15")
    hands.key(Key.Key_Return)
    assert hands.shows("20")
    hands.session.undo()
    assert hands.shows("16")
    assert hands.session.history.undo_action is None


def test_bad_input_stays_in_the_editor_with_the_reason(hands: CanvasHands) -> None:
    hands.double_click(hands.of(hands.weight(0, 0, 0)))
    hands.type_over("two")
    hands.key(Key.Key_Return)
    editor = hands.editor
    assert editor.text() == "two"
    assert editor.property("invalid") is True
    assert "“two” is not a number." in editor.accessibleDescription()
    shown = [label.text() for label in hands.canvas.findChildren(QLabel) if label.isVisible()]
    assert shown == ["“two” is not a number."]
    assert hands.parameter_values()[0] == 2
    hands.type_over("3")
    assert editor.property("invalid") is False
    hands.key(Key.Key_Return)
    assert hands.parameter_values()[0] == 3


def test_escape_puts_the_number_back(hands: CanvasHands) -> None:
    hands.double_click(hands.of(hands.weight(0, 0, 0)))
    hands.type_over("7")
    assert hands.shows("error 56 − 5 = +51") or hands.shows("46")
    hands.key(Key.Key_Escape)
    assert hands.canvas.editor is None
    assert hands.shows("16")
    assert hands.session.history.undo_action is None


def test_tab_goes_through_all_numbers_and_back(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.key(Key.Key_Return)
    for value in range(1, 7):
        hands.type_over(str(value))
        hands.key(Key.Key_Tab)
    assert hands.parameter_values() == [1, 2, 3, 4, 5, 6]
    hands.type_over("50")  # the target comes after the last weight
    hands.key(Key.Key_Tab)
    assert hands.shows("50")
    hands.type_over("30")  # and the first input after the target
    hands.key(Key.Key_Backtab)
    assert hands.session.document.experiment.dataset.inputs[0][0] == 30
    hands.type_over("51")
    hands.key(Key.Key_Return)
    assert hands.session.document.experiment.dataset.targets[0][0] == 51


def test_tab_ends_the_typing_of_a_name_whose_node_has_no_number_to_go_on_from(
    hands: CanvasHands,
) -> None:
    hands.session.select(nodes=[NodePlace(0, 0)])
    hands.key(Key.Key_F2)
    hands.type_over("wealth")
    hands.key(Key.Key_Tab)
    assert hands.shows("wealth")
    assert hands.canvas.editor is None


def test_arrows_in_the_editor_nudge(hands: CanvasHands) -> None:
    hands.double_click(hands.of(hands.weight(0, 0, 0)))
    hands.key(Key.Key_Up)
    assert hands.editor.text() == "2.1"
    hands.key(Key.Key_Down, Modifier.ShiftModifier)
    assert hands.editor.text() == "2.09"
    hands.key(Key.Key_Return)
    assert hands.parameter_values()[0] == 2.09
    hands.session.undo()
    assert hands.parameter_values()[0] == 2


def test_inputs_and_targets_are_edited_in_the_drawing(hands: CanvasHands) -> None:
    hands.double_click(hands.of(input_cell(1, 0)))
    hands.type_over("4")
    hands.key(Key.Key_Return)
    assert hands.shows("error 20 − 5 = +15")
    hands.double_click(hands.of(target_cell(0, 0)))
    hands.type_over("19")
    hands.key(Key.Key_Return)
    assert hands.shows("error 20 − 19 = +1")


def test_typing_starts_an_edit_on_a_ringed_number_only(hands: CanvasHands) -> None:
    hands.key(Key.Key_5)
    assert hands.canvas.editor is None
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.key(Key.Key_5)
    assert hands.editor.text() == "5"
    assert hands.shows("34"), "what is typed first is followed, too"
    hands.key(Key.Key_Return)
    assert hands.parameter_values()[0] == 5


def test_backspace_opens_an_empty_editor(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.key(Key.Key_Backspace)
    assert hands.editor.text() == ""
    hands.key(Key.Key_Escape)
    assert hands.parameter_values()[0] == 2


def test_a_computed_number_says_so(hands: CanvasHands) -> None:
    hands.click(hands.middle(NodePlace(0, 0)))
    hands.key(Key.Key_7)
    assert hands.canvas.editor is None
    assert hands.session.message.text == "hidden 1 is computed; change a weight or an input"
    hands.double_click(hands.middle(NodePlace(1, 0)))
    assert hands.session.message.text == "prediction is computed; change a weight or an input"


def test_a_name_is_changed_in_place(hands: CanvasHands) -> None:
    hands.double_click(hands.label(LabelKind.NAME, "accounts"))
    hands.type_over("savings")
    hands.key(Key.Key_Return)
    assert hands.shows("savings")
    assert hands.session.document.experiment.network.inputs == ("savings", "children")


def test_a_digit_typed_with_several_weights_ringed_sets_all(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.click(hands.of(hands.weight(0, 1, 1)), Modifier.ShiftModifier)
    hands.key(Key.Key_3)
    hands.key(Key.Key_Return)
    assert hands.parameter_values() == [3, 1, 0, 3, 2, 2]
    hands.session.undo()
    assert hands.parameter_values() == [2, 1, 0, 0, 2, 2]


def test_clicking_elsewhere_keeps_what_was_typed(hands: CanvasHands) -> None:
    hands.double_click(hands.of(hands.weight(0, 0, 0)))
    hands.type_over("3")
    hands.click(QPoint(12, 12))
    assert hands.canvas.editor is None
    assert hands.parameter_values()[0] == 3


def test_what_cannot_be_read_holds_up_a_change_of_the_network(hands: CanvasHands) -> None:
    hands.double_click(hands.of(input_cell(1, 0)))
    hands.type_over("nonsense")
    structure.remove_node(hands.session, NodePlace(INPUT_LAYER, 1))
    assert hands.editor.text() == "nonsense"
    assert hands.session.document.experiment.network.sizes[0] == 2
    hands.key(Key.Key_Escape)


def test_a_change_made_of_numbers_before_what_was_typed_has_to_be_made_again(
    hands: CanvasHands,
) -> None:
    session = hands.session
    before = session.document
    hands.double_click(hands.label(LabelKind.NAME, "accounts"))
    hands.type_over("savings")
    session.apply("Change the seed", replace(before, title="Other"))
    assert session.document.experiment.network.inputs[0] == "savings"
    assert session.document.title == before.title
    assert session.message.text == "What was typed is kept. Choose “Change the seed” again"


def test_an_editor_stays_over_its_number_while_the_wheel_zooms(hands: CanvasHands) -> None:
    number = hands.weight(1, 0, 0)
    hands.double_click(hands.of(number))
    hands.type_over("1.5")
    hands.wheel(QPoint(300, 200), 1)
    assert hands.editor.text() == "1.5"
    away = hands.editor.geometry().center() - hands.of(number)
    assert away.manhattanLength() <= 3
    hands.key(Key.Key_Return)
    assert hands.parameter_values()[4] == 1.5


def test_another_document_does_not_inherit_the_editor(hands: CanvasHands) -> None:
    hands.double_click(hands.of(hands.weight(0, 0, 0)))
    hands.type_over("7.5")
    hands.session.load(hands.session.document)
    assert hands.canvas.editor is None


def test_what_is_being_typed_is_saved_with_the_rest(hands: CanvasHands, tmp_path: Path) -> None:
    path = tmp_path / "typed.downhill"
    hands.double_click(hands.of(hands.weight(0, 0, 0)))
    hands.type_over("7.5")
    hands.session.save(path)
    assert read_document(path).experiment.network.parameters[0] == 7.5
    assert not hands.session.is_modified
    hands.session.undo()
    assert hands.parameter_values()[0] == 2


def test_a_step_keeps_what_is_being_typed(hands: CanvasHands) -> None:
    hands.double_click(hands.of(hands.weight(1, 0, 0)))
    hands.type_over("3")
    hands.session.step()
    assert hands.canvas.editor is None
    hands.session.back()
    assert hands.parameter_values()[4] == 3


def test_an_editor_stays_open_over_its_number_when_the_canvas_changes_size(
    hands: CanvasHands,
) -> None:
    number = hands.weight(1, 0, 0)
    hands.double_click(hands.of(number))
    hands.type_over("1.5")
    hands.canvas.resize(700, 420)
    assert hands.editor.text() == "1.5"
    away = hands.editor.geometry().center() - hands.of(number)
    assert away.manhattanLength() <= 3
    hands.key(Key.Key_Return)
    assert hands.parameter_values()[4] == 1.5
