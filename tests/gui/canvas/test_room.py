"""The drawing in rooms of different sizes: it uses them, and what is written can be read."""

import itertools

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.data.image import ImageShape
from core.data.scaling import Scale
from core.document.data_edits import scale_inputs
from core.document.document import Document, Point
from core.nn.activations import IDENTITY, RELU
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import INPUT_LAYER, Layer, NodePlace, assemble
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from core.text.numbers import MINUS
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.canvas.scene.picture import LabelKind, Picture, PillKind
from gui.canvas.scene.picture_builder import Options, PictureBuilder
from gui.geometry import Box

SMALLEST = 11
ROOMS = [(352.0, 280.0), (524.0, 440.0), (660.0, 600.0), (1400.0, 900.0)]
AT_1280, AT_1440, AT_1920 = (524.0, 450.0), (680.0, 600.0), (1160.0, 780.0)
SIZES = [(2, 2, 1), (1, 1), (2, 8, 1), (2, 8, 8, 1), (9, 50, 32, 1), (4, 5, 3), (3, 3, 3, 3, 2)]


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.6 if bold else 0.56)


def network_of(sizes: tuple[int, ...], rows: int = 4) -> Document:
    """A network with biases and weights of many digits."""
    random = np.random.default_rng(1)
    layers = [Layer(("",) * size, RELU, biased=True) for size in sizes[1:-1]]
    layers.append(Layer(("",) * sizes[-1], IDENTITY, biased=True))
    matrices = [
        random.normal(size=(after, before + 1)) * 0.1 for before, after in itertools.pairwise(sizes)
    ]
    names = [("", "x", "a rather long name of an input")[at % 3] for at in range(sizes[0])]
    dataset = from_rows(random.normal(size=(rows, sizes[0])), random.normal(size=(rows, sizes[-1])))
    experiment = Experiment(
        assemble(names, layers, matrices), dataset, MEAN_SQUARED_ERROR, GradientDescent(0.01)
    )
    return Document(experiment, experiment)


def drawn(document: Document, room: tuple[float, float], slopes: bool = False) -> Picture:
    builder = PictureBuilder(measure)
    builder.room = room
    return builder.draw(document, evaluate(document.experiment), Options(slopes=slopes))


def text_sizes(picture: Picture) -> list[int]:
    texts = [label.text for label in picture.labels] + [pill.text for pill in picture.pills]
    return [text.size for text in (*texts, *(node.text for node in picture.nodes))]


def numbers(picture: Picture, kind: PillKind) -> int:
    return sum(pill.kind is kind for pill in picture.pills)


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("slopes", [False, True])
def test_text_is_large_enough_inside_and_not_on_other_text(
    sizes: tuple[int, ...], room: tuple[float, float], slopes: bool
) -> None:
    picture = drawn(network_of(sizes), room, slopes)
    assert min(text_sizes(picture)) >= SMALLEST
    assert picture.bounds.width <= room[0] + 1
    assert picture.bounds.height <= room[1] + 1
    boxes = [(label.text.words, label.box) for label in picture.labels]
    boxes += [(pill.text.words, pill.box) for pill in picture.pills]
    for at, (words, box) in enumerate(boxes):
        assert picture.bounds.grown(0.01).encloses(box), f"{words!r} is cut off"
        for other, taken in boxes[at + 1 :]:
            assert not box.overlaps(taken), f"{words!r} lies on {other!r}"
    for node in picture.nodes:
        assert picture.bounds.grown(0.01).encloses(node.box)


@pytest.mark.parametrize("room", [AT_1280, AT_1440, AT_1920])
def test_it_is_told_which_class_each_of_ten_predictions_is_of(room: tuple[float, float]) -> None:
    document = open_sample(next(sample for sample in SAMPLES if sample.key == "digits"))
    named = [label for label in drawn(document, room).labels if label.kind is LabelKind.NAME]
    classes = [label.text.words for label in named if label.node and label.node.layer == 1]
    assert classes == list("0123456789")


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("layers", [7, 12, 22, 60])
def test_circles_lie_on_no_other_circles(layers: int, room: tuple[float, float]) -> None:
    nodes = drawn(network_of((2,) * layers), room).nodes
    ends = sorted((node.x - node.radius, node.x + node.radius) for node in nodes if node.y < 0)
    for (_, right), (left, _) in itertools.pairwise(ends):
        assert right < left


@pytest.mark.parametrize("room", [AT_1280, *ROOMS[1:]])
def test_what_stands_below_pictures_lies_on_no_other_text(room: tuple[float, float]) -> None:
    document = replace(network_of((64, 16, 3)), image=ImageShape(8, 8))
    labels = drawn(document, room).labels
    below = [label for label in labels if label.kind is LabelKind.RASTER]
    assert below
    for label in below:
        others = [other for other in labels if other is not label]
        assert not any(label.box.overlaps(other.box) for other in others), label.text.words


def test_eight_hidden_nodes_show_all_they_have_in_a_small_window() -> None:
    picture = drawn(network_of((2, 8, 1)), AT_1280)
    assert numbers(picture, PillKind.WEIGHT) == 24
    assert numbers(picture, PillKind.BIAS) == 9
    names = {label.text.words for label in picture.labels if label.kind is LabelKind.NAME}
    assert {f"h{at}" for at in range(1, 9)} <= names


@pytest.mark.parametrize("sizes", [(2, 8, 1), (9, 50, 32, 1), (2, 6, 3)])
def test_the_error_is_told_in_short_where_its_arithmetic_has_no_room(
    sizes: tuple[int, ...],
) -> None:
    document = network_of(sizes)
    error = float(evaluate(document.experiment).errors[0, 0])
    lines = [
        label.text.words
        for label in drawn(document, AT_1280).labels
        if label.kind is LabelKind.ARITHMETIC
    ]
    assert sum(line == "target" for line in lines) == sizes[-1]
    assert f"error ≈ {error:+.3g}".replace("-", MINUS) in lines
    assert sum(line.startswith("error² ") for line in lines) == sizes[-1]


def test_the_caption_is_never_cut_off() -> None:
    document = scale_inputs(network_of((2, 8, 1), rows=40), Scale.STANDARD)
    picture = drawn(document, (600.0, 450.0), slopes=True)
    (caption,) = [label for label in picture.labels if label.kind is LabelKind.CAPTION]
    assert caption.text.words.startswith("row 1 · ")
    assert caption.text.words.endswith("mean over all 40 rows")


def test_nodes_and_names_are_the_last_to_go() -> None:
    """With ever less room first slopes are left out, then weights, then names."""
    document = network_of((2, 6, 1))
    seen = []
    for height in range(900, 160, -20):
        picture = drawn(document, (height * 1.2, float(height)), slopes=True)
        names = sum(label.kind is LabelKind.NAME for label in picture.labels)
        weights = numbers(picture, PillKind.WEIGHT)
        seen.append((weights, names))
        with_slopes = {x.parameter for x in picture.pills if x.kind is PillKind.SLOPE}
        assert with_slopes <= {x.parameter for x in picture.pills if x.kind is not PillKind.SLOPE}
        assert names or not weights
    assert seen[0] == (18, 9)
    assert seen[-1][0] < 18


@pytest.mark.parametrize("room", [AT_1280, AT_1920])
@pytest.mark.parametrize("sizes", [(2, 8, 1), (2, 8, 8, 1), (9, 50, 32, 1)])
def test_the_room_is_used(sizes: tuple[int, ...], room: tuple[float, float]) -> None:
    picture = drawn(network_of(sizes), room)
    tops = [node.box.top for node in picture.nodes]
    bottoms = [node.box.bottom for node in picture.nodes]
    assert max(bottoms) - min(tops) > 0.75 * picture.bounds.height
    reach = max(node.box.right for node in picture.nodes) - picture.bounds.left
    assert reach > 0.75 * picture.bounds.width


def zoom(picture: Picture, room: tuple[float, float]) -> float:
    """How much larger a picture can be drawn in its room."""
    return min(room[0] / picture.bounds.width, room[1] / picture.bounds.height)


def test_nothing_is_lost_to_larger_text() -> None:
    for sizes, count in (((2, 2, 1), 6), ((2, 2, 2, 1), 10), ((2, 3, 1), 9)):
        picture = drawn(network_of(sizes), (680.0, 590.0))
        assert numbers(picture, PillKind.WEIGHT) == count


@pytest.mark.parametrize(("room", "least"), [(AT_1440, 1.2), (AT_1920, 1.55)])
def test_few_nodes_and_their_texts_are_drawn_larger(
    room: tuple[float, float], least: float
) -> None:
    picture = drawn(open_starter(BANK), room)
    assert zoom(picture, room) > least
    assert numbers(picture, PillKind.WEIGHT) == 6
    lines = [x.text.words for x in picture.labels if x.kind is LabelKind.ARITHMETIC]
    assert "error 16 − 5 = +11" in lines


def test_larger_rooms_have_larger_nodes_until_they_are_large_enough() -> None:
    document = network_of((2, 8, 1))
    radii = [drawn(document, room).nodes[2].radius for room in ROOMS]
    assert radii == sorted(radii)


def test_nodes_of_a_layer_with_long_values_are_all_of_one_shape() -> None:
    picture = drawn(network_of((2, 8, 1)), AT_1280)
    shapes = {node.box.width for node in picture.nodes if node.place.layer == 0}
    assert len(shapes) == 1
    for node in picture.nodes:
        assert node.text.width <= node.box.width


def test_biases_do_not_bite_nodes() -> None:
    for room in ROOMS:
        picture = drawn(network_of((2, 8, 1)), room)
        for pill in picture.pills:
            if pill.kind is PillKind.BIAS:
                assert not any(pill.box.overlaps(node.box) for node in picture.nodes)


def test_a_node_moved_by_hand_keeps_its_surroundings_in_every_room() -> None:
    document = open_starter(BANK).with_positions({NodePlace(0, 0): Point(234.0, 0.0)})
    for room in ROOMS[1:]:
        picture = drawn(document, room)
        moved, other, above = (
            picture.node_at(place)
            for place in (NodePlace(0, 0), NodePlace(0, 1), NodePlace(INPUT_LAYER, 0))
        )
        assert moved is not None
        assert other is not None
        assert above is not None
        assert moved.x == pytest.approx(other.x)
        assert above.y < moved.y < other.y


def test_long_numbers_change_neither_nodes_nor_the_view() -> None:
    document = network_of((2, 8, 1))
    builder = PictureBuilder(measure)
    builder.room = AT_1280
    experiment = document.experiment
    pictures = []
    for factor in (1.0, 1e-9, -12345.678):
        network = experiment.network.with_parameters(experiment.network.parameters * factor)
        moment = document.with_experiment(replace(experiment, network=network))
        pictures.append(builder.draw(moment, evaluate(moment.experiment), Options()))
    places = [[(node.x, node.y, node.radius) for node in picture.nodes] for picture in pictures]
    assert places[0] == places[1] == places[2]
    assert pictures[0].bounds == pictures[1].bounds == pictures[2].bounds
    assert isinstance(pictures[0].bounds, Box)


@pytest.mark.parametrize("sizes", [(2, 8, 8, 1), (10, 8, 8, 1), (9, 50, 32, 1)])
def test_the_number_of_a_selected_weight_hides_no_value(sizes: tuple[int, ...]) -> None:
    document = network_of(sizes)
    builder = PictureBuilder(measure)
    builder.room = (700.0, 600.0)
    for index in (3, 14, 28, 49):
        options = Options(slopes=True, wanted=(index,))
        picture = builder.draw(document, evaluate(document.experiment), options)
        for pill in picture.pills:
            if pill.kind is PillKind.WEIGHT and pill.parameter == index:
                assert not any(pill.box.overlaps(node.box) for node in picture.nodes)
