"""Type in the projector view: large enough for the last row, and none on another."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from gui.canvas.scene.picture import PillKind
from gui.panels.hill.hill_panel import PAGES
from gui.shell.main_window import MainWindow
from tests.gui.painted_text import painted_texts
from tests.gui.projector.projector_hands import (
    begin,
    of_sizes,
    overlapping,
    press,
    sample,
    titles,
)
from tests.gui.shell.dock_hands import settle
from tests.gui.window_hands import Key, WindowHands

VALUE, WEIGHT, REST = 28.0, 24.0, 20.0
ROUNDING = 0.01
SEVERAL = {
    "2-8-1": of_sizes(2, 8, 1),
    "9-50-32-1": of_sizes(9, 50, 32, 1),
    "9-100-100-1": of_sizes(9, 100, 100, 1),
    "two classes": sample("blobs"),
    "table": sample("wages"),
}


def sizes_drawn(window: MainWindow) -> tuple[float, float]:
    """The smallest value of a node and the smallest weight, in pixels."""
    picture, zoom = window.canvas.picture, window.canvas.view.zoom
    weights = [pill.text.size for pill in picture.pills if pill.kind is PillKind.WEIGHT]
    assert len(weights) == len(picture.edges.parameters)
    values = [node.text.size for node in picture.nodes if node.text.words]
    return min(values) * zoom, min(weights) * zoom


def check_sizes(window: MainWindow) -> None:
    """No text of the window is too small."""
    value, weight = sizes_drawn(window)
    assert value >= VALUE - ROUNDING
    assert weight >= WEIGHT - ROUNDING
    texts = painted_texts(window)
    assert len(texts) > 20
    assert [text for text in texts if text[1] < REST - ROUNDING] == []


@pytest.mark.parametrize("steps", [0, 20])
def test_every_text_is_large_beside_every_plot(hands: WindowHands, steps: int) -> None:
    window = hands.window
    window.session.step(steps)
    window.session.select(parameters=(0,))
    begin(hands)
    assert (window.width(), window.height()) == (1280, 720)
    for _ in ("Loss", *PAGES, "Loss again"):
        check_sizes(window)
        assert overlapping(window) == []
        press(hands, Key.Key_F7)


def test_every_text_is_large_in_every_phase(hands: WindowHands) -> None:
    begin(hands)
    press(hands, Key.Key_S)
    check_sizes(hands.window)
    for _ in range(12):
        press(hands, Key.Key_PageDown)
        assert overlapping(hands.window) == []
        assert all(size >= REST - ROUNDING for _, size in painted_texts(hands.window))


def test_type_grows_with_the_window_and_nothing_at_the_top_is_cut_off(hands: WindowHands) -> None:
    window = hands.window
    begin(hands)
    before = sizes_drawn(window)
    window.resize(1440, 900)
    settle()
    after = sizes_drawn(window)
    assert after[0] > 1.05 * before[0]
    assert after[1] > 1.05 * before[1]
    window.resize(1280, 720)
    window.session.load(SEVERAL["table"])
    window.session.step(20)
    window.session.finish_run()
    settle()
    for bar in (window.top_bar, window.phase_bar):
        labels = [label for label in bar.findChildren(QLabel) if label.isVisible()]
        assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []
        assert bar.width() <= window.width() == 1280


@pytest.mark.parametrize(
    "size", [QSize(1280, 720), pytest.param(QSize(1440, 900), marks=pytest.mark.long)]
)
def test_larger_networks_have_fewer_texts_and_none_on_another(
    hands: WindowHands, size: QSize
) -> None:
    window = hands.window
    begin(hands, size)
    smallest = REST * min(size.width() / 1280, size.height() / 720)
    for name, document in SEVERAL.items():
        window.session.load(document)
        settle()
        for _ in range(2):
            assert overlapping(window) == [], name
            assert [text for text in painted_texts(window) if text[1] < 0.97 * smallest] == []
            assert titles(window)
            window.session.step(20)
            window.session.finish_run()
            settle()


def unshown(window: MainWindow) -> str:
    """What the window says of what has no room in the drawing."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.text() for label in labels if label.text().startswith("No room for"))


def check_unshown(window: MainWindow) -> int:
    """The window says how many weights have no room."""
    picture = window.canvas.picture
    written = [pill for pill in picture.pills if pill.kind is PillKind.WEIGHT]
    lacking = len(picture.edges.parameters) - len(written)
    assert unshown(window) == (f"No room for {lacking} weights · Z" if lacking else "")
    return lacking


def test_what_has_no_room_is_said_and_z_brings_it_close_until_f_shows_all_again(
    hands: WindowHands,
) -> None:
    window = hands.window
    begin(hands)
    assert check_unshown(window) == 0
    window.session.load(SEVERAL["2-8-1"])
    settle()
    assert check_unshown(window) > 0
    usual = window.canvas.view
    press(hands, Key.Key_Right)
    press(hands, Key.Key_Down)
    (place,) = window.session.focus.nodes
    press(hands, Key.Key_Z)
    node = window.canvas.picture.node_at(place)
    assert node is not None
    assert node.text.size * window.canvas.view.zoom >= VALUE
    middle = window.canvas.view.to_pixels(node.x, node.y)
    assert middle == pytest.approx((window.canvas.width() / 2, window.canvas.height() / 2), abs=2)
    press(hands, Key.Key_F)
    assert window.canvas.view == usual
