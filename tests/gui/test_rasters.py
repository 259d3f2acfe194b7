"""Pictures in the drawing: weights between large layers, and inputs that are pixels."""

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt

from core.data.image import ImageShape
from core.document.document import Document
from core.document.made_inputs import read_formula
from core.nn.network import INPUT_LAYER, NodePlace
from gui.canvas.scene.maps.rasters import Raster, RasterKind, condensed
from gui.operations.rows.made_inputs import make_inputs
from tests.core.builders import as_document, sized_experiment
from tests.gui.window_hands import WindowHands

Key = Qt.Key


@pytest.fixture(scope="module")
def large() -> Document:
    """64 inputs that are a picture, 50 hidden nodes, 3 predictions."""
    experiment = sized_experiment((64, 50, 3), 5, seed=1)
    return Document(experiment, experiment, image=ImageShape(8, 8))


@pytest.fixture
def open_hands(hands: WindowHands, large: Document) -> WindowHands:
    hands.window.session.load(large)
    return hands


def raster(hands: WindowHands, kind: RasterKind) -> Raster:
    return next(x for x in hands.window.canvas.picture.rasters if x.kind is kind)


def pixel_of(hands: WindowHands, kind: RasterKind, index: int) -> QPoint:
    cell = raster(hands, kind).cell(index)
    assert cell is not None
    return hands.canvas.at(*cell.center)


def test_only_weights_next_to_a_folded_layer_are_a_picture(open_hands: WindowHands) -> None:
    rasters = open_hands.window.canvas.picture.rasters
    assert [x.kind for x in rasters] == [RasterKind.WEIGHTS, RasterKind.ROW, RasterKind.INCOMING]
    network = open_hands.window.session.document.experiment.network
    assert np.array_equal(rasters[0].values, network.weights[0])
    assert open_hands.shows("3200 weights")


@pytest.mark.parametrize("sizes", [(2, 40, 12, 1), (2, 37, 12, 3)])
def test_no_picture_of_weights_lies_on_a_name_or_a_number(
    hands: WindowHands, sizes: tuple[int, ...]
) -> None:
    hands.window.session.load(as_document(sized_experiment(sizes, 3)))
    picture = hands.window.canvas.picture
    boxes = [*(node.box for node in picture.nodes), *(pill.box for pill in picture.pills)]
    boxes += (label.box for label in picture.labels)
    weights = raster(hands, RasterKind.WEIGHTS)
    assert not any(map(weights.frame.overlaps, boxes))


def test_every_corner_of_a_picture_is_a_weight(open_hands: WindowHands) -> None:
    shown = raster(open_hands, RasterKind.WEIGHTS)
    box = shown.box
    assert shown.index_at(box.left, box.top) == 0
    assert shown.index_at(box.right, box.top) == 63
    assert shown.index_at(box.left, box.bottom) == 49 * 65
    assert shown.index_at(box.right, box.bottom) == 49 * 65 + 63
    assert shown.cell(64) is None  # a bias


def test_a_click_on_a_cell_selects_its_weight_and_shows_its_ends(open_hands: WindowHands) -> None:
    session = open_hands.window.session
    network = session.document.experiment.network
    index = 30 * 65 + 40  # from input 41 into hidden 31, with the biases behind the 64 weights
    open_hands.canvas.click(pixel_of(open_hands, RasterKind.WEIGHTS, index))
    assert session.focus.parameters == (index,)
    assert network.place(index) == (0, 30, 40)
    wiring = open_hands.window.canvas.wiring
    assert wiring.find(NodePlace(0, 30)) is not None
    assert wiring.find(NodePlace(INPUT_LAYER, 40)) is not None
    assert index in open_hands.window.canvas.picture.edges.parameters


def test_the_picture_of_the_inputs_is_the_row_on_show(open_hands: WindowHands) -> None:
    session = open_hands.window.session
    inputs = np.array(session.document.experiment.dataset.inputs)
    assert np.array_equal(raster(open_hands, RasterKind.ROW).values.ravel(), inputs[:, 0])
    open_hands.data.click(3, 0)
    assert np.array_equal(raster(open_hands, RasterKind.ROW).values.ravel(), inputs[:, 3])
    assert open_hands.shows("row 4 as a picture")
    open_hands.canvas.click(pixel_of(open_hands, RasterKind.ROW, 43))
    assert session.focus.node == NodePlace(INPUT_LAYER, 43)


def test_a_picture_stays_one_beside_inputs_made_of_its_pixels(open_hands: WindowHands) -> None:
    session = open_hands.window.session
    experiment = session.document.experiment
    make_inputs(session, [read_formula(session.document, "`input 1` × `input 2` × 1000")])
    shown = raster(open_hands, RasterKind.ROW)
    first_row = [column[0] for column in experiment.dataset.own_inputs]
    assert shown.values.ravel().tolist() == first_row
    assert shown.high == max(float(column.max()) for column in experiment.dataset.own_inputs)
    weights = raster(open_hands, RasterKind.INCOMING)
    assert np.array_equal(weights.values.ravel(), experiment.network.weights[0][0])
    open_hands.canvas.click(pixel_of(open_hands, RasterKind.INCOMING, 12))
    network = session.document.experiment.network
    assert network.place(session.focus.parameters[0]) == (0, 0, 12)


def test_the_weights_into_the_selected_node_are_a_picture(open_hands: WindowHands) -> None:
    session = open_hands.window.session
    network = session.document.experiment.network
    session.select(nodes=[NodePlace(0, 7)])
    shown = raster(open_hands, RasterKind.INCOMING)
    assert np.array_equal(shown.values.ravel(), network.weights[0][7])
    open_hands.canvas.click(pixel_of(open_hands, RasterKind.INCOMING, 7 * 65 + 12))
    assert network.place(session.focus.parameters[0]) == (0, 7, 12)


def test_dragging_on_a_picture_moves_the_drawing_and_no_node(open_hands: WindowHands) -> None:
    session = open_hands.window.session
    before = session.document
    point = pixel_of(open_hands, RasterKind.ROW, 20)
    shift = open_hands.window.canvas.view.dx
    open_hands.canvas.drag(point, QPoint(40, 0))
    assert session.document is before
    assert open_hands.window.canvas.view.dx == pytest.approx(shift + 40)


def test_the_heaviest_edges_are_drawn_beside_a_picture(open_hands: WindowHands) -> None:
    edges = open_hands.window.canvas.picture.edges
    wiring = open_hands.window.canvas.wiring
    network = open_hands.window.session.document.experiment.network
    first = edges.parameters < 50 * 65
    assert first.sum() == 48
    drawn = wiring.parameters[wiring.layers == 0]
    lightest = np.abs(edges.weights[first]).min()
    left_out = np.setdiff1d(drawn, edges.parameters)
    assert left_out.size == drawn.size - 48
    assert np.abs(network.parameters[left_out]).max() <= lightest


def test_it_can_be_said_that_inputs_are_a_picture(hands: WindowHands) -> None:
    experiment = sized_experiment((6, 2, 1), 3)
    hands.window.session.load(Document(experiment, experiment))
    assert not hands.window.canvas.picture.rasters
    hands.menu("Data", "Inputs as a picture", "2 × 3 pixels")
    assert raster(hands, RasterKind.ROW).shape == (2, 3)
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not hands.window.canvas.picture.rasters


def test_a_condensed_picture_keeps_what_is_farthest_from_zero() -> None:
    values = np.zeros((3, 1000))
    values[1, 501], values[2, 999] = -7.0, 5.0
    small = condensed(values)
    assert small.shape == (3, 200)
    assert small.min() == -7
    assert small.max() == 5
    assert np.count_nonzero(small) == 2


def test_numbers_that_are_none_can_be_painted(open_hands: WindowHands) -> None:
    session = open_hands.window.session
    experiment = session.document.experiment
    parameters = experiment.network.parameters.copy()
    parameters[:5] = np.inf, np.nan, 1e300, -1e300, 0.0
    network = experiment.network.with_parameters(parameters)
    session.preview("try", session.document.with_experiment(replace(experiment, network=network)))
    assert not open_hands.window.canvas.grab().isNull()
    session.cancel()
