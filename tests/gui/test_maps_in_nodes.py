"""Small maps of what nodes give over two inputs, in the drawing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from core.document.made_inputs import add_made_input, read_formula
from core.files.document_file import write_document
from core.nn.network import NodePlace
from core.opening.sample_data import SAMPLES, open_sample
from gui.app import create_window
from gui.canvas.canvas import NetworkCanvas
from gui.canvas.scene.picture import Node, NodeKind
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, sized_experiment
from tests.gui.window_hands import Key, Modifier, WindowHands

ENTRY = ("View", "Drawing", "Maps in the nodes")
HIDDEN_1, HIDDEN_2, PREDICTION = NodePlace(0, 0), NodePlace(0, 1), NodePlace(1, 0)


def load(hands: WindowHands, key: str) -> None:
    hands.window.session.load(open_sample(next(one for one in SAMPLES if one.key == key)))


def node(canvas: NetworkCanvas, place: NodePlace) -> Node:
    found = canvas.picture.node_at(place)
    assert found is not None
    return found


def color_in_map(canvas: NetworkCanvas, place: NodePlace) -> QColor:
    """The colour in the middle of a map that stands beside its value."""
    drawn = node(canvas, place)
    assert drawn.aside
    x, y = canvas.view.to_pixels(drawn.box.left + drawn.radius, drawn.y)
    return QColor(canvas.grab().toImage().pixel(round(x), round(y)))


def is_blue(color: QColor) -> bool:
    return color.blue() > color.red() + 60


def is_orange(color: QColor) -> bool:
    return color.red() > color.blue() + 60


def test_they_are_off_until_asked_for_and_remembered(
    qtbot: QtBot, show: Callable[[MainWindow], MainWindow]
) -> None:
    settings = MemorySettings()
    first = WindowHands(qtbot, show(create_window(settings=settings)))
    assert not first.window.canvas.picture.has_maps
    first.press(Key.Key_M)
    assert first.window.canvas.picture.has_maps
    second = show(create_window(settings=settings))
    assert second.canvas.picture.has_maps


def test_blue_is_above_0_and_orange_below(hands: WindowHands) -> None:
    hands.menu(*ENTRY)
    assert is_blue(color_in_map(hands.window.canvas, HIDDEN_1))  # 2 × accounts + children
    weight = hands.canvas.weight(1, 0, 0)
    hands.canvas.double_click(hands.canvas.of(weight))
    hands.canvas.type_over("-2")
    hands.canvas.key(Key.Key_Return)
    hands.press(Key.Key_Escape)
    assert is_orange(color_in_map(hands.window.canvas, PREDICTION))


def test_a_node_that_gives_nothing_has_a_pale_map(hands: WindowHands) -> None:
    hands.menu(*ENTRY)
    color = color_in_map(hands.window.canvas, HIDDEN_2)
    assert not is_blue(color)
    assert not is_orange(color)


def test_no_map_covers_a_number(hands: WindowHands) -> None:
    hands.menu(*ENTRY)
    for key in ("moons", "circles", "blobs"):
        load(hands, key)
        beside = [drawn for drawn in hands.window.canvas.picture.nodes if drawn.aside]
        assert len(beside) >= 6
        for drawn in beside:
            text = drawn.x + drawn.aside - drawn.text.width / 2
            assert drawn.box.left + 2 * drawn.radius - 3 <= text
            assert text + drawn.text.width <= drawn.box.right


def test_values_can_be_read_where_maps_leave_no_room_beside(hands: WindowHands) -> None:
    hands.window.session.load(as_document(sized_experiment((2, 2, 2, 2, 2, 1), 4)))
    hands.menu(*ENTRY)
    canvas = hands.window.canvas
    image = canvas.grab().toImage()
    behind = [drawn for drawn in canvas.picture.nodes if drawn.has_map and not drawn.aside]
    assert any(drawn.kind is NodeKind.HIDDEN for drawn in behind)
    for drawn in behind:
        left, top = map(round, canvas.view.to_pixels(drawn.number_box.left, drawn.y - 6))
        right, bottom = map(round, canvas.view.to_pixels(drawn.number_box.right, drawn.y + 6))
        places = [(x, y) for x in range(left + 3, right - 2) for y in range(top, bottom)]
        shades = [QColor(image.pixel(*place)).lightness() for place in places]
        assert max(shades) - min(shades) > 120


def test_a_map_follows_each_step(hands: WindowHands) -> None:
    load(hands, "moons")
    hands.menu(*ENTRY)
    canvas = hands.window.canvas
    before, drawn = canvas.grab().toImage(), node(canvas, HIDDEN_1)
    for _ in range(5):
        hands.press(Key.Key_Space)
    after = canvas.grab().toImage()
    left, top = canvas.view.to_pixels(drawn.box.left, drawn.box.top)
    size = round(2 * drawn.radius * canvas.view.zoom)
    pair = (image.copy(round(left), round(top), size, size) for image in (before, after))
    assert next(pair) != next(pair)


def test_hidden_values_hide_maps(hands: WindowHands) -> None:
    hands.menu(*ENTRY)
    hands.menu("Learn", "Hide", "Hide values of nodes")
    assert not hands.window.canvas.picture.has_maps
    hands.menu("Learn", "Hide", "Show everything")
    assert hands.window.canvas.picture.has_maps


def test_what_is_not_computed_yet_has_no_map(hands: WindowHands) -> None:
    hands.menu(*ENTRY)
    hands.press(Key.Key_PageDown)  # the forward pass begins
    assert not is_blue(color_in_map(hands.window.canvas, PREDICTION))
    hands.press(Key.Key_2, Modifier.ControlModifier)
    assert is_blue(color_in_map(hands.window.canvas, PREDICTION))


def test_made_inputs_have_maps_too(hands: WindowHands) -> None:
    load(hands, "moons")
    session = hands.window.session
    session.load(add_made_input(session.document, read_formula(session.document, "x² + y²")))
    hands.menu(*ENTRY)
    canvas = hands.window.canvas
    assert all(drawn.has_map for drawn in canvas.picture.nodes)
    made = node(canvas, NodePlace(-1, 2))
    x, y = canvas.view.to_pixels(made.x, made.y - 0.8 * made.radius)
    color = QColor(canvas.grab().toImage().pixel(round(x), round(y)))
    assert color.blue() > color.red() + 30  # never below 0


def test_other_numbers_of_inputs_have_none(
    qtbot: QtBot, show: Callable[[MainWindow], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "three.downhill"
    write_document(path, as_document(sized_experiment((3, 2, 1), 4)))
    hands = WindowHands(qtbot, show(create_window(path)))
    hands.press(Key.Key_M)
    assert not hands.window.canvas.picture.has_maps
    with pytest.raises(AssertionError, match="grey"):
        hands.menu(*ENTRY)
