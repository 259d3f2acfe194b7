"""Finding nodes, weights and rows by name."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from core.document.document import Document
from core.nn.network import NodePlace
from core.opening.starters import BANK, open_starter
from gui.canvas.scene.picture import LabelKind, PillKind
from gui.dialogs.find_dialog import FindDialog
from gui.operations.search import MOST_FOUND, find
from tests.core.builders import sized_experiment
from tests.gui.window_hands import WindowHands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def names(document: Document, text: str, layer: int | None = None) -> list[str]:
    return [found.name for found in find(document, text, layer)]


@pytest.fixture(scope="module")
def large() -> Document:
    experiment = sized_experiment((64, 50, 3), 5, seed=1)
    return Document(experiment, experiment)


def test_a_part_of_a_name_finds_nodes_the_exact_one_first() -> None:
    bank = open_starter(BANK)
    assert names(bank, "acc") == ["accounts"]
    assert names(bank, "hidden") == ["hidden 1", "hidden 2"]
    exact = names(bank, "Hidden 1")
    assert exact[0] == "hidden 1"
    assert "accounts → hidden 1" in exact
    assert "children → hidden 2" not in exact


def test_an_arrow_finds_weights_by_both_ends_the_heaviest_first() -> None:
    bank = open_starter(BANK)
    assert names(bank, "acc -> 1") == ["accounts → hidden 1"]
    assert names(bank, "→ hidden 1") == ["accounts → hidden 1", "children → hidden 1"]
    assert names(bank, "nobody →") == []


def test_without_a_text_the_heaviest_weights_are_found(large: Document) -> None:
    found = find(large, "")
    network = large.experiment.network
    sizes = [abs(network.parameters[item.parameter or 0]) for item in found]
    weights = [
        index for index in range(network.parameters.size) if network.place(index)[2] is not None
    ]
    heaviest = np.sort(np.abs(network.parameters[weights]))[::-1][:MOST_FOUND]
    assert len(found) == MOST_FOUND
    assert sizes == heaviest.tolist()


def test_numbers_are_rows_and_biases_have_names(large: Document) -> None:
    assert find(large, "1")[0].row == 0
    assert find(large, "4")[0].row == 3
    assert find(large, "row 5")[0].row == 4
    assert all(found.row is None for found in find(large, "6"))
    assert names(large, "bias of hidden 12") == ["bias of hidden 12"]
    found = find(large, "bias of hidden 12")[0]
    place = large.experiment.network.place(found.parameter or 0)
    assert place == (0, 11, None)


def test_one_layer_can_be_searched_alone(large: Document) -> None:
    found = find(large, "", 0)
    assert [item.node for item in found] == [NodePlace(0, node) for node in range(50)]


def test_ctrl_f_selects_what_was_found(hands: WindowHands) -> None:
    def look_for(dialog: QDialog) -> None:
        assert isinstance(dialog, FindDialog)
        hands.type("→ 2", dialog.text)
        hands.press_in(dialog.text, Key.Key_Down)
        hands.press_in(dialog.text, Key.Key_Return)

    hands.answer(look_for)
    hands.press(Key.Key_F, Modifier.ControlModifier)
    session = hands.window.session
    assert len(session.focus.parameters) == 1
    network = session.document.experiment.network
    place = network.place(session.focus.parameters[0])
    assert (place.layer, place.node) == (0, 1)


def test_a_click_on_what_is_folded_finds_one_of_it(hands: WindowHands, large: Document) -> None:
    hands.window.session.load(large)
    network = hands.window.session.document.experiment.network
    assert hands.shows("35 more")
    assert hands.window.canvas.wiring.find(NodePlace(0, 20)) is None

    def look_for(dialog: QDialog) -> None:
        assert isinstance(dialog, FindDialog)
        hands.type("21", dialog.text)
        hands.press_in(dialog.text, Key.Key_Return)

    hands.answer(look_for)
    hands.canvas.click(hands.canvas.label(LabelKind.FOLD, "35 more"))
    assert hands.window.session.focus.node == NodePlace(0, 20)
    assert hands.window.canvas.wiring.find(NodePlace(0, 20)) is not None
    assert network.node_name(NodePlace(0, 20)) == "hidden 21"


def test_nothing_found_is_said_and_nothing_happens(hands: WindowHands) -> None:
    def look_for(dialog: QDialog) -> None:
        assert isinstance(dialog, FindDialog)
        hands.type("zebra", dialog.text)
        assert dialog.chosen is None
        hands.press_in(dialog.text, Key.Key_Return)
        assert dialog.isVisible()
        dialog.reject()

    hands.answer(look_for)
    hands.press(Key.Key_F, Modifier.ControlModifier)
    assert hands.window.session.focus.parameters == ()


def test_many_selected_weights_of_folded_nodes_are_drawn_as_far_as_they_are(
    hands: WindowHands, large: Document
) -> None:
    hands.window.session.load(large)
    network = large.experiment.network
    selected = tuple(range(0, network.parameters.size, 7))
    hands.window.session.select(parameters=selected)
    canvas = hands.window.canvas

    def is_drawn(parameter: int) -> bool:
        layer, node, source = network.place(parameter)
        ends = (NodePlace(layer, node), NodePlace(layer - 1, source or 0))
        return source is not None and all(canvas.wiring.find(end) is not None for end in ends)

    shown = [pill.parameter for pill in canvas.picture.pills if pill.kind is PillKind.WEIGHT]
    last = [*filter(is_drawn, reversed(selected))][:12]
    assert shown == [parameter for parameter in last if parameter in shown]
    assert shown[0] == last[0]
    assert len(shown) >= 8, "most find room"
