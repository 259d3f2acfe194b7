import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.document.document import Document, Point
from core.explanation.hiding import NOTHING_HIDDEN, Topic
from core.nn.activations import RELU, SIGMOID
from core.nn.network import INPUT_LAYER, NodePlace
from core.opening.starters import BANK, open_starter
from core.training.evaluation import evaluate
from gui.canvas.input.picking import Target, edges_within, pick
from gui.canvas.scene.picture import LabelKind, Picture, PillKind
from gui.canvas.scene.picture_builder import Options, PictureBuilder
from gui.session.snapshot import NO_FOCUS
from tests.core.builders import as_document, build_experiment
from tests.core.remembering import remembering
from tests.gui.canvas.calm import assert_calm, boxes_of, dense, documents, measure


def picture_of(document: Document, options: Options | None = None) -> Picture:
    evaluation = evaluate(document.experiment)
    return PictureBuilder(measure).draw(document, evaluation, options or Options())


def test_the_bank_network_says_what_the_course_says() -> None:
    texts = picture_of(open_starter(BANK)).texts()
    for expected in (
        "3",
        "2",
        "8",
        "0",
        "16",
        "5",
        "accounts",
        "children",
        "hidden 1",
        "hidden 2",
        "prediction",
        "ReLU(8)",
        "ReLU(0), on the corner",
        "error 16 − 5 = +11",
        "squared error 11² = 121",
        "Inputs",
        "Hidden layer · ReLU",
        "Prediction",
    ):
        assert expected in texts
    assert not any("slope" in text for text in texts)


def test_slopes_are_shown_on_request() -> None:
    picture = picture_of(open_starter(BANK), Options(slopes=True))
    texts = picture.texts()
    for expected in ("+132", "+88", "+176", "loss slope 2 × 11 = +22"):
        assert expected in texts
    assert texts.count("loss slope +44 · ReLU slope 1") == 1
    assert texts.count("loss slope +44 · ReLU slope 0") == 1
    weights = {pill.parameter: pill for pill in picture.pills if pill.kind is PillKind.WEIGHT}
    assert [weights[index].heading for index in range(6)] == [-1, -1, 0, 0, -1, 0]


def test_with_several_rows_it_says_whose_slopes_are_shown() -> None:
    document = open_starter(BANK)
    dataset = from_rows([[3, 2], [1, 0]], [5, 2])
    document = document.with_experiment(replace(document.experiment, dataset=dataset))
    picture = picture_of(document, Options(row=1, slopes=True))
    assert "error 4 − 2 = +2" in picture.texts()
    assert "loss slope 2 × 2 = +4" in picture.texts()
    assert "loss slope +8 · ReLU slope 1" in picture.texts()
    assert "+70" in picture.texts()  # the mean of 132 and 8
    (caption,) = [x for x in picture.labels if x.kind is LabelKind.CAPTION]
    assert "row 2 of 2" in caption.text.words
    assert "mean over all 2 rows" in caption.text.words


def test_many_rows_are_counted_in_groups() -> None:
    document = open_starter(BANK)
    dataset = from_rows([[3, 2]] * 12_000, [5] * 12_000)
    experiment = replace(document.experiment, dataset=dataset, batch_size=11_000)
    shown = Options(row=10_999, slopes=True)
    picture = picture_of(document.with_experiment(experiment), shown)
    (caption,) = [x for x in picture.labels if x.kind is LabelKind.CAPTION]
    assert "row 11\u202f000 of 12\u202f000" in caption.text.words
    assert "batch of 11\u202f000 rows" in caption.text.words


def test_locked_weights_have_no_heading() -> None:
    document = open_starter(BANK)
    network = replace(document.experiment.network, locked=np.array([True] + [False] * 5))
    document = document.with_experiment(replace(document.experiment, network=network))
    pills = picture_of(document, Options(slopes=True)).pills
    first = next(pill for pill in pills if pill.parameter == 0 and pill.kind is PillKind.WEIGHT)
    assert first.locked
    assert first.heading == 0


def test_what_the_optimizer_remembers_gives_a_weight_without_slope_a_heading() -> None:
    plain = build_experiment([[[1.0]]], ["identity"], [[1]], [1])
    memory = np.array([-0.5, 0.0, 3.0])
    document = as_document(replace(remembering(plain), memory=memory, updates=3))
    (pill,) = (
        pill
        for pill in picture_of(document, Options(slopes=True)).pills
        if pill.kind is PillKind.WEIGHT
    )
    assert pill.heading == 1


def test_a_hidden_slope_does_not_show_in_a_heading() -> None:
    hiding = NOTHING_HIDDEN.with_hidden(Topic.SLOPES, True)
    options = Options(slopes=True, focus=replace(NO_FOCUS, hiding=hiding))
    assert {pill.heading for pill in picture_of(open_starter(BANK), options).pills} == {0}


def test_titles_name_the_activation_unless_it_is_the_identity_at_the_end() -> None:
    document = dense((2, 3, 2, 1), RELU.key, seed=1)
    assert "Hidden layer 2 · ReLU" in picture_of(document).texts()
    network = document.experiment.network
    last = replace(network.layers[-1], activation=SIGMOID)
    network = replace(network, layers=(*network.layers[:-1], last))
    document = document.with_experiment(replace(document.experiment, network=network))
    assert "Prediction · sigmoid" in picture_of(document).texts()


def test_a_large_layer_shows_no_numbers_but_the_wanted_ones() -> None:
    document = dense((30, 30, 30, 1), RELU.key, seed=1)
    picture = picture_of(document, Options(wanted=(7, 950)))
    weights = [pill for pill in picture.pills if pill.kind is PillKind.WEIGHT]
    assert {7, 950} <= {pill.parameter for pill in weights}
    assert not any(pill.parameter in range(8, 900) for pill in weights)
    assert not any(label.kind is LabelKind.ACTIVATION for label in picture.labels)


def test_places_are_kept_while_numbers_get_shorter_in_a_run() -> None:
    document = open_starter(BANK)
    network = document.experiment.network
    builder = PictureBuilder(measure)

    def boxes(parameters: list[float], steady: bool) -> list[tuple[float, float]]:
        changed = replace(document.experiment, network=network.with_parameters(parameters))
        moment = document.with_experiment(changed)
        options = Options(slopes=True, steady=steady)
        drawn = builder.draw(moment, evaluate(changed), options)
        return [pill.box.center for pill in drawn.pills if pill.kind is PillKind.WEIGHT]

    long = boxes([0.123456, -0.654321, 0, 0, 2, 2], steady=True)
    assert boxes([1, 1, 0, 0, 2, 2], steady=True) == long


def test_what_lies_under_a_point_is_found() -> None:
    picture = picture_of(open_starter(BANK))
    hidden = picture.node_at(NodePlace(0, 0))
    assert hidden is not None
    assert pick(picture, hidden.x, hidden.y, 5).target == Target(node=NodePlace(0, 0))
    x0, y0, x1, y1 = picture.edges.lines[0].tolist()
    near = pick(picture, x0 + 0.8 * (x1 - x0), y0 + 0.8 * (y1 - y0) + 3, 5)
    assert near.target == Target(parameters=(0,))
    assert pick(picture, -1000, -1000, 5).target == Target()
    assert edges_within(picture, picture.bounds) == tuple(range(6))


# Nothing lies on anything else


@settings(max_examples=30)
@given(document=documents, slopes=st.booleans())
def test_nothing_lies_on_anything_else(document: Document, slopes: bool) -> None:
    assert_calm(picture_of(document, Options(slopes=slopes)))


@settings(max_examples=25)
@given(
    document=documents,
    where=st.tuples(st.floats(-200, 900), st.floats(-400, 400)),
    wanted=st.integers(0, 30),
)
def test_nothing_lies_on_a_number_when_nodes_are_moved(
    document: Document, where: tuple[float, float], wanted: int
) -> None:
    """Where a hand puts nodes on one another, their labels give way."""
    moved = document.with_positions({NodePlace(INPUT_LAYER, 0): Point(*where)})
    count = document.experiment.network.parameters.size
    picture = picture_of(moved, Options(slopes=True, wanted=(wanted % count,)))
    boxes = boxes_of(picture)
    for at, (text, box) in enumerate(boxes):
        for other, taken in boxes[at + 1 :]:
            assert not box.overlaps(taken), f"{text!r} lies on {other!r}"
