"""In a deep network, only texts that can be read where they are seen get a place."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from core.document.document import Document
from core.document.edits import with_network
from core.nn.network import NodePlace
from core.training.evaluation import evaluate
from gui.canvas.scene.picture import Picture
from gui.canvas.scene.picture_builder import Options, PictureBuilder
from gui.canvas.scene.sight import Window
from gui.geometry import Box
from tests.benchmarks.windows import sized
from tests.gui.canvas.calm import assert_calm, boxes_of, measure
from tests.gui.canvas.canvas_hands import CanvasHands
from tests.gui.painted_text import painted_texts

_LAYERS = 120
_MIDDLE = 3000.0


@pytest.fixture(scope="module")
def deep() -> Document:
    return sized(2, *[8] * _LAYERS, 1, rows=4)


@pytest.fixture
def hands(open_document: Callable[[Document], CanvasHands], deep: Document) -> CanvasHands:
    return open_document(deep)


def pictures(document: Document, *windows: Window | None) -> list[Picture]:
    """What one canvas draws, one after the other."""
    builder, evaluation = PictureBuilder(measure), evaluate(document.experiment)
    builder.room = (700.0, 600.0)
    return [builder.draw(document, evaluation, Options(window=window)) for window in windows]


def between(picture: Picture, left: float, right: float) -> Iterator[object]:
    """All nodes and texts there, and where they stand."""
    yield from (node for node in picture.nodes if left < node.x < right)
    yield from (found for found in boxes_of(picture) if left < found[1].center[0] < right)


def texts(picture: Picture) -> int:
    return len(picture.labels) + len(picture.pills)


def test_what_is_seen_looks_as_if_everything_had_a_place(deep: Document) -> None:
    (whole,), (part,) = pictures(deep, None), pictures(deep, Window(0, 600, 10.0))
    assert list(between(part, 0, 600)) == list(between(whole, 0, 600))
    assert_calm(part)


@pytest.mark.parametrize("left", [_MIDDLE, 5600.0])
def test_as_much_is_told_wherever_one_looks(deep: Document, left: float) -> None:
    right = left + 600
    (whole,), (part,) = pictures(deep, None), pictures(deep, Window(left, right, 10.0))
    expected = len(list(between(whole, left, right)))
    assert 0.75 * expected < len(list(between(part, left, right))) < 1.25 * expected
    assert texts(part) < 0.5 * texts(whole)
    assert_calm(part)


def test_what_could_not_be_read_has_no_place_and_leaves_the_drawing_as_large(
    deep: Document,
) -> None:
    far, near = pictures(deep, Window(-9000, 9000, 40.0), Window(_MIDDLE, _MIDDLE + 600, 10.0))
    assert texts(far) < 10 < texts(near)  # those at the prediction
    assert far.bounds == near.bounds


def test_labels_stay_while_the_view_is_moved_a_little(deep: Document) -> None:
    one, other = pictures(deep, *(Window(x, x + 600, 10.0) for x in (_MIDDLE, _MIDDLE + 200)))
    assert one.labels == other.labels


def test_texts_come_wherever_one_looks_closely(hands: CanvasHands) -> None:
    canvas = hands.canvas
    assert not painted_texts(canvas)  # everything is too small
    for layer in (20, 90):
        hands.session.select((), (NodePlace(layer, 3),))
        canvas.zoom_to_selected()
        assert shown(hands) > 8
        for _ in range(3):
            hands.drag(QPoint(450, 4), QPoint(-400, 0))
            assert shown(hands) > 8
        hands.wheel(QPoint(450, 320), -4)
        assert shown(hands) > 20
        canvas.fit()
        assert not painted_texts(canvas)


def test_a_picture_of_another_size_has_the_texts_that_are_seen_there(hands: CanvasHands) -> None:
    hands.session.select((), (NodePlace(60, 3),))
    hands.canvas.zoom_to_selected()
    before = shown(hands)
    hands.canvas.resize(2700, 640)
    assert shown(hands) > 2 * before


def shown(hands: CanvasHands) -> int:
    """How many nodes are seen; the value of each has to be painted."""
    canvas = hands.canvas
    told = {text for text, _ in painted_texts(canvas)}
    inside = canvas.view.box_to_drawing(Box(0, 0, canvas.width(), canvas.height()))
    seen = [node for node in canvas.picture.nodes if inside.encloses(node.box)]
    assert all(node.text.words in told for node in seen if node.radius > 10)
    return len(seen)


def test_long_values_do_not_lie_on_those_of_the_next_layer(deep: Document) -> None:
    network = deep.experiment.network
    parameters = network.parameters.copy()
    parameters[~network.is_weight] = np.linspace(-1, 98765.4, (~network.is_weight).sum())
    grown = with_network(deep, network.with_parameters(parameters))
    (picture,) = pictures(grown, None)
    columns = np.array([node.place.layer for node in picture.nodes])
    ends = np.array([(node.box.left, node.box.right) for node in picture.nodes])
    for layer in range(_LAYERS):
        assert ends[columns == layer, 1].max() < ends[columns == layer + 1, 0].min()
    written = [node for node in picture.nodes if node.text.words]
    assert all(node.text.width < node.box.width - 2 for node in written)
    assert 200 < len(written) < len(picture.nodes) - 100
    assert all(node.text.size == 0 for node in picture.nodes if not node.text.words)
