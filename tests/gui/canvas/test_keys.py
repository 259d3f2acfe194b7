from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.document.document import Document
from core.document.edits import set_biased
from core.nn.network import INPUT_LAYER, NodePlace, Place
from core.nn.quantity import Quantity, QuantityKind
from core.opening.starters import BANK, open_starter
from gui.canvas.input.navigation import Direction, Stop, navigate, tab_order
from gui.canvas.scene.picture import LabelKind
from gui.operations import structure
from gui.operations.numbers import parameter
from tests.core.builders import as_document, sized_experiment
from tests.gui.canvas.canvas_hands import CanvasHands, Key, Modifier

Open = Callable[[Document], CanvasHands]


def test_arrows_lead_along_the_edges(hands: CanvasHands) -> None:
    session = hands.session
    hands.key(Key.Key_Right)
    assert session.focus.node == NodePlace(INPUT_LAYER, 0)
    hands.key(Key.Key_Right)
    assert session.focus.parameters == (0,)
    hands.key(Key.Key_Right)
    assert session.focus.node == NodePlace(0, 0)
    hands.key(Key.Key_Down)
    assert session.focus.node == NodePlace(0, 1)
    hands.key(Key.Key_Right)
    assert session.focus.parameters == (5,)
    hands.key(Key.Key_Up)
    assert session.focus.parameters == (4,)
    hands.key(Key.Key_Right)
    assert session.focus.node == NodePlace(1, 0)
    hands.key(Key.Key_Right)  # the target
    assert "target: 5" in hands.canvas.describe()
    hands.key(Key.Key_9)
    hands.key(Key.Key_Return)
    assert session.document.experiment.dataset.targets[0][0] == 9
    hands.key(Key.Key_Left)
    assert "prediction: 16" in hands.canvas.describe()


def test_every_number_can_be_reached_with_the_arrow_keys(open_document: Open) -> None:
    document = set_biased(set_biased(open_starter(BANK), 0, True), 1, True)
    hands = open_document(document)
    picture = hands.canvas.picture
    wiring = hands.canvas.wiring
    reached, waiting = set(), [Stop()]
    while waiting:
        stop = waiting.pop()
        for way in Direction:
            there = navigate(picture, wiring, stop, way)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    count = document.experiment.network.parameters.size
    assert {stop.parameter for stop in reached if stop.parameter is not None} == set(range(count))
    assert len([stop for stop in reached if stop.node is not None]) == 5
    assert Stop(target=0) in reached


def test_arrows_lead_on_where_most_edges_are_told_by_a_raster(open_document: Open) -> None:
    hands = open_document(as_document(sized_experiment((2, 40, 12, 1), 3)))
    picture, wiring = hands.canvas.picture, hands.canvas.wiring
    assert len(picture.edges.parameters) < len(wiring.parameters)
    stops = tab_order(picture, wiring)
    found = {navigate(picture, wiring, stop, way) for stop in stops for way in Direction}
    weights = {stop.parameter for stop in found if stop.parameter is not None}
    assert weights >= set(wiring.parameters.tolist())
    first, last = NodePlace(0, 0), NodePlace(1, 0)
    middle = navigate(picture, wiring, Stop(node=first), Direction.RIGHT)
    assert navigate(picture, wiring, middle, Direction.LEFT) == Stop(node=first)
    assert navigate(picture, wiring, middle, Direction.RIGHT).node == last


@pytest.mark.parametrize("sizes", [(4, 8, 8, 1), (2, 40, 12, 1), (3, 4, 24)])
def test_up_and_down_lead_to_every_weight_between_two_layers(
    open_document: Open, sizes: tuple[int, ...]
) -> None:
    hands = open_document(as_document(sized_experiment(sizes, 3)))
    session, wiring = hands.session, hands.canvas.wiring
    for layer in range(len(sizes) - 1):
        session.select(nodes=(NodePlace(layer - 1, 0),))
        hands.key(Key.Key_Right)
        between = wiring.parameters[wiring.layers == layer].tolist()
        for key in (Key.Key_Up, Key.Key_Down):
            reached: set[int] = set()
            for _ in between:
                reached.update(session.focus.parameters)
                hands.key(key)
        assert reached == set(between)


def test_keys_go_on_from_the_last_of_many_that_are_selected(open_document: Open) -> None:
    hands = open_document(as_document(sized_experiment((2, 40, 12, 1), 3)))
    session = hands.session
    network = session.document.experiment.network
    middle = [network.index(Place(0, node, 1)) for node in range(10, 30)]
    session.select(tuple(middle))
    hands.key(Key.Key_Right)
    assert session.focus.node == NodePlace(0, 29)
    session.select(tuple(middle))
    hands.key(Key.Key_7)
    hands.key(Key.Key_Return)
    values = hands.parameter_values()
    assert [values[index] for index in middle] == [7] * len(middle)
    session.select(nodes=tuple(NodePlace(0, node) for node in range(10, 30)))
    hands.key(Key.Key_Left)
    assert session.focus.parameters == (network.index(Place(0, 29, None)),)


def test_many_weights_can_be_typed_where_there_is_no_room_for_their_numbers(
    open_document: Open,
) -> None:
    hands = open_document(as_document(sized_experiment((2, 40, 12, 1), 3)))
    session = hands.session
    first = session.document.experiment.network.index(Place(1, 0, 0))
    many = range(first, first + 300, 5)
    session.select(tuple(many))
    hands.key(Key.Key_7)
    hands.key(Key.Key_Return)
    values = hands.parameter_values()
    assert {values[index] for index in many} == {7}


def test_a_selected_weight_can_be_typed_while_the_pointer_is_on_another(
    open_document: Open,
) -> None:
    hands = open_document(as_document(sized_experiment((2, *(8,) * 14, 1), 3, biased=False)))
    session, canvas = hands.session, hands.canvas
    network = session.document.experiment.network
    selected, other = network.index(Place(4, 4, 3)), network.index(Place(10, 1, 6))
    session.select((selected,))
    session.point_at(Quantity(QuantityKind.WEIGHT, parameter=other))
    at, pointed_at = (canvas.picture.pill_of(parameter(index)) for index in (selected, other))
    assert at is not None
    assert pointed_at is not None
    assert not at.overlaps(pointed_at)
    hands.key(Key.Key_7)
    hands.key(Key.Key_Return)
    assert hands.parameter_values()[selected] == 7


def test_keys_stay_on_predictions_whose_targets_have_no_room(open_document: Open) -> None:
    hands = open_document(as_document(sized_experiment((2, 3, 40), 3)))
    session, last = hands.session, NodePlace(1, 39)
    session.select(nodes=(last,))
    hands.key(Key.Key_Right)
    assert hands.canvas.describe().startswith("prediction 40:")
    biases = hands.canvas.wiring.bias_parameters
    session.select((int(biases[-1]),))
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Tab)
    assert hands.canvas.editor is not None, "after the last weight comes the first input"
    assert session.focus.node == NodePlace(INPUT_LAYER, 0)


def test_alt_and_arrows_nudge_the_ringed_number(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.key(Key.Key_Up, Modifier.AltModifier)
    assert hands.parameter_values()[0] == 2.1
    hands.key(Key.Key_Down, Modifier.AltModifier | Modifier.ShiftModifier)
    assert hands.parameter_values()[0] == 2.09
    hands.key(Key.Key_Up, Modifier.AltModifier | Modifier.ControlModifier)
    assert hands.parameter_values()[0] == 3
    hands.session.undo()
    assert hands.parameter_values()[0] == 2.09


def test_a_key_held_down_is_one_undo(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    for _ in range(5):
        QTest.keyPress(hands.canvas, Key.Key_Up, Modifier.AltModifier)
    assert hands.session.present.is_preview
    QTest.keyRelease(hands.canvas, Key.Key_Up, Modifier.AltModifier)
    assert hands.parameter_values()[0] == 2.5
    hands.session.undo()
    assert hands.parameter_values()[0] == 2


def test_several_weights_are_nudged_together(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.click(hands.of(hands.weight(1, 0, 1)), Modifier.ControlModifier)
    hands.key(Key.Key_Down, Modifier.AltModifier)
    assert hands.parameter_values() == [1.9, 1, 0, 0, 2, 1.9]
    hands.session.undo()
    assert hands.parameter_values() == [2, 1, 0, 0, 2, 2]


def test_escape_lets_go(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.key(Key.Key_Escape)
    assert hands.session.focus.parameters == ()


def test_enter_edits_and_f2_renames(hands: CanvasHands) -> None:
    hands.key(Key.Key_Right)
    hands.key(Key.Key_Return)
    assert hands.editor.text() == "3"
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_F2)
    assert hands.editor.text() == "accounts"
    hands.key(Key.Key_Escape)


def test_handles_add_and_remove(hands: CanvasHands) -> None:
    network = hands.session.document.experiment.network
    for expected in ((2, 3, 1), (2, 2, 1)):
        hands.hover(hands.middle(NodePlace(0, 1)))
        wanted = next(h for h in hands.canvas.handles if h.is_plus is (expected[1] == 3))
        hands.click(hands.at(wanted.x, wanted.y))
        network = hands.session.document.experiment.network
        assert network.sizes == expected
    assert hands.shows("16")


def test_a_handle_between_the_titles_inserts_a_layer(hands: CanvasHands) -> None:
    picture = hands.canvas.picture
    left, right = picture.nodes[0], picture.nodes[2]
    hands.hover(hands.at((left.x + right.x) / 2, picture.bounds.top + 30))
    wanted = next(handle for handle in hands.canvas.handles if handle.at is not None)
    hands.click(hands.at(wanted.x, wanted.y))
    assert hands.session.document.experiment.network.sizes == (2, 2, 2, 1)
    assert hands.shows("Hidden layer 1 · ReLU")


def test_handles_cover_no_text(hands: CanvasHands) -> None:
    hands.canvas.set_slopes_shown(True)
    picture = hands.canvas.picture
    boxes = [item.box for item in picture.labels] + [item.box for item in picture.pills]
    for node in picture.nodes:
        hands.hover(hands.at(node.x, node.y))
        assert hands.canvas.handles
        for handle in hands.canvas.handles:
            assert not any(handle.box.overlaps(box) for box in boxes)


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_menu_on_the_title_chooses_the_activation(hands: CanvasHands) -> None:
    hands.double_click(hands.label(LabelKind.TITLE, "Hidden layer · ReLU"))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = {action.text(): action for action in menu.actions()}
    assert actions["ReLU"].isChecked()
    actions["tanh"].trigger()
    menu.close()
    assert hands.shows("Hidden layer · tanh")
    structure.set_biased(hands.session, 0, True)
    assert hands.shows("b 0")


def test_it_can_be_reached_with_tab(hands: CanvasHands) -> None:
    assert hands.canvas.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert hands.canvas.accessibleName() == "Network"
    told = "A 2-2-1 network, loss 121. Nothing is selected."
    assert hands.canvas.describe() == told
