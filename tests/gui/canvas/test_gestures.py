import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.nn.network import INPUT_LAYER, NodePlace
from gui.canvas.input.picking import Target
from gui.canvas.scene.picture import LabelKind
from gui.operations import structure
from gui.operations.numbers import input_cell, target_cell
from gui.operations.rows import row_edits
from tests.gui.canvas.canvas_hands import LEFT, PLAIN, CanvasHands, Key, Modifier


@pytest.mark.parametrize(
    ("modifier", "value"),
    [(PLAIN, 2.5), (Modifier.ShiftModifier, 2.05), (Modifier.ControlModifier, 7)],
)
def test_dragging_sideways_scrubs_a_weight(
    hands: CanvasHands, modifier: Modifier, value: float
) -> None:
    hands.drag(hands.of(hands.weight(0, 0, 0)), QPoint(32, 0), modifier)
    assert hands.parameter_values()[0] == value
    hands.session.undo()
    assert hands.parameter_values()[0] == 2
    assert hands.session.history.undo_action is None


def test_everything_follows_a_drag_and_escape_puts_it_back(
    hands: CanvasHands, qtbot: QtBot
) -> None:
    start = hands.of(hands.weight(1, 0, 0))
    hands.press(start)
    qtbot.mouseMove(hands.canvas, start + QPoint(30, 0))
    assert hands.shows("2.5")
    assert hands.shows("error 20 − 5 = +15")
    hands.key(Key.Key_Escape)
    assert hands.shows("error 16 − 5 = +11")
    qtbot.mouseRelease(hands.canvas, LEFT, PLAIN, start)
    assert hands.session.history.undo_action is None


def test_a_few_pixels_are_still_a_click(hands: CanvasHands) -> None:
    hands.drag(hands.of(hands.weight(0, 0, 0)), QPoint(2, 1))
    assert hands.parameter_values()[0] == 2
    assert hands.session.focus.parameters == (0,)


def test_inputs_and_targets_are_scrubbed(hands: CanvasHands) -> None:
    hands.drag(hands.of(input_cell(0, 0)), QPoint(-60, 0))
    assert hands.session.document.experiment.dataset.inputs[0][0] == 2
    hands.drag(hands.of(target_cell(0, 0)), QPoint(60, 0))
    assert hands.session.document.experiment.dataset.targets[0][0] == 6


def test_a_step_in_the_middle_of_a_drag_is_not_lost(hands: CanvasHands, qtbot: QtBot) -> None:
    start = hands.of(hands.weight(0, 0, 0))
    hands.press(start)
    qtbot.mouseMove(hands.canvas, start + QPoint(30, 0))
    hands.session.step()
    stepped = hands.parameter_values()
    qtbot.mouseMove(hands.canvas, start + QPoint(60, 0))
    qtbot.mouseRelease(hands.canvas, LEFT, PLAIN, start)
    assert hands.parameter_values() == stepped


@pytest.mark.parametrize("place", [NodePlace(0, 0), NodePlace(INPUT_LAYER, 0)])
def test_the_rim_moves_a_node(hands: CanvasHands, place: NodePlace) -> None:
    before = hands.canvas.picture.node_at(place)
    hands.drag(hands.rim(place), QPoint(40, 30))
    after = hands.canvas.picture.node_at(place)
    assert before is not None
    assert after is not None
    assert after.x > before.x
    assert after.y > before.y
    assert place in hands.session.document.positions
    assert hands.parameter_values() == [2, 1, 0, 0, 2, 2]
    hands.session.undo()
    assert hands.canvas.picture.node_at(place) == before
    structure.snap_all_back(hands.session)


def test_the_name_moves_a_node(hands: CanvasHands) -> None:
    hands.drag(hands.label(LabelKind.NAME, "children"), QPoint(0, 50))
    assert NodePlace(INPUT_LAYER, 1) in hands.session.document.positions


def test_a_moved_node_lines_up_with_others(hands: CanvasHands) -> None:
    hands.drag(hands.middle(NodePlace(0, 0)), QPoint(70, 3))
    moved = hands.canvas.picture.node_at(NodePlace(0, 0))
    other = hands.canvas.picture.node_at(NodePlace(INPUT_LAYER, 0))
    assert moved is not None
    assert other is not None
    assert moved.y == other.y


def test_clicks_with_shift_or_control_select_several_weights(hands: CanvasHands) -> None:
    hands.click(hands.of(hands.weight(0, 0, 0)))
    hands.click(hands.of(hands.weight(1, 0, 0)), Modifier.ControlModifier)
    hands.click(hands.of(hands.weight(1, 0, 1)), Modifier.ShiftModifier)
    assert hands.session.focus.parameters == (0, 4, 5)
    hands.click(hands.of(hands.weight(1, 0, 0)), Modifier.ControlModifier)
    assert list(hands.session.focus.parameters) == [0, 5]


def test_a_frame_selects_the_weights_inside(hands: CanvasHands) -> None:
    first = hands.middle(NodePlace(0, 0))
    hands.drag(QPoint(first.x() + 60, 40), QPoint(160, 560), Modifier.ShiftModifier)
    assert hands.session.focus.parameters == (4, 5)


def test_clicking_a_node_selects_it_and_the_ground_lets_go(hands: CanvasHands) -> None:
    hands.click(hands.middle(NodePlace(0, 1)))
    assert hands.session.focus.node == NodePlace(0, 1)
    assert "hidden 2: 0, computed" in hands.canvas.describe()
    hands.click(QPoint(12, 12))
    assert hands.session.focus.node is None
    assert "Nothing is selected" in hands.canvas.describe()


def test_dragging_the_ground_pans_and_a_double_click_fits(hands: CanvasHands) -> None:
    fitted = hands.canvas.view
    hands.drag(QPoint(12, 12), QPoint(50, 20))
    assert hands.canvas.view == fitted.panned(50, 20)
    hands.double_click(QPoint(12, 12))
    assert hands.canvas.view == fitted


def test_the_wheel_zooms_about_the_pointer(hands: CanvasHands) -> None:
    canvas = hands.canvas
    at = QPointF(hands.of(hands.weight(0, 0, 0)))
    before = canvas.view.to_drawing(at.x(), at.y())
    zoom = canvas.view.zoom
    hands.wheel(at.toPoint(), 1)
    assert canvas.view.zoom > zoom
    assert canvas.view.to_drawing(at.x(), at.y()) == pytest.approx(before)
    canvas.resize(800, 600)
    assert canvas.view.zoom > zoom
    canvas.fit()
    assert canvas.view.zoom < zoom


def test_a_menu_is_asked_for_what_lies_under_the_pointer(hands: CanvasHands, qtbot: QtBot) -> None:
    wanted: list[Target] = []
    hands.canvas.menu_requested.connect(lambda target, _: wanted.append(target))
    for point in (
        hands.of(hands.weight(0, 0, 0)),
        hands.middle(NodePlace(0, 1)),
        hands.label(LabelKind.TITLE, "Hidden layer · ReLU"),
        QPoint(12, 12),
    ):
        _right_click(hands, point)
    assert wanted == [
        Target(parameters=(0,)),
        Target(node=NodePlace(0, 1)),
        Target(layer=0),
        Target(),
    ]


def _right_click(hands: CanvasHands, point: QPoint) -> None:
    canvas = hands.canvas
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, canvas.mapToGlobal(point), PLAIN
    )
    QApplication.sendEvent(canvas, event)


def test_what_is_gone_when_the_button_goes_up_is_not_chosen(
    hands: CanvasHands, qtbot: QtBot
) -> None:
    at = hands.middle(NodePlace(0, 1))
    hands.press(at)
    structure.remove_node(hands.session, NodePlace(0, 1))
    qtbot.mouseRelease(hands.canvas, LEFT, PLAIN, at)
    assert hands.session.focus.nodes == ()


def test_a_number_whose_row_is_gone_when_it_is_dragged_is_let_go(
    hands: CanvasHands, qtbot: QtBot
) -> None:
    row_edits.insert_row(hands.session, 1)
    hands.session.look_at_row(1)
    at = hands.of(input_cell(0, 1))
    hands.press(at)
    hands.session.undo()
    undone = hands.session.document
    hands.move(at + QPoint(30, 0))
    qtbot.mouseRelease(hands.canvas, LEFT, PLAIN, at + QPoint(30, 0))
    assert hands.session.document is undone


def test_a_screen_reader_is_told_of_no_target_that_is_gone(
    hands: CanvasHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    structure.add_node(hands.session, 1)
    hands.click(hands.of(target_cell(1, 0)))
    hands.session.undo()
    assert hands.session.document.experiment.network.sizes == (2, 2, 1)
    described = QAccessible.queryAccessibleInterface(hands.canvas).text(
        QAccessible.Text.Description
    )
    assert described.endswith("Nothing is selected.")
