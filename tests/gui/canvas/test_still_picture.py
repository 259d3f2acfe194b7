"""What is kept of a drawing looks as if it had been painted anew."""

from collections.abc import Iterator

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.nn.activations import RELU
from core.nn.arrays import Array
from core.nn.network import NodePlace
from core.training.descent import Step, step
from core.training.evaluation import evaluate
from gui.canvas.paint.painting import Highlights, PicturePainting
from gui.canvas.paint.still_picture import StillPicture
from gui.canvas.scene.picture import Picture, SceneLabel
from gui.canvas.scene.picture_builder import Options, PictureBuilder
from gui.canvas.view_transform import ViewTransform, fitting
from gui.style.colors import LIGHT
from tests.gui.canvas.calm import dense, measure

SIZE = (520, 400)
_SHADE = 16  # of 255: what clipping may change at the rim of a line
NOTHING = Highlights()


@pytest.fixture
def canvas(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(*SIZE)
    return widget


def painting() -> PicturePainting:
    font = QFont("Inter")
    font.setPixelSize(13)
    return PicturePainting(LIGHT, font)


def new() -> StillPicture:
    return StillPicture(LIGHT, painting())


def painted(
    still: StillPicture,
    on: QWidget,
    picture: Picture,
    marks: Highlights = NOTHING,
    view: ViewTransform | None = None,
) -> Array:
    view = view or fitting(picture.bounds, *SIZE, 1.6)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        words = still.paint(painter, on, picture, marks, view, picture.bounds, focused=False)
        painting().paint_words(painter, picture, words, view.zoom, picture.bounds)
    return np.frombuffer(image.constBits(), dtype=np.uint8).astype(np.float64)


def pictures(document: Document, options: Options, count: int) -> Iterator[Picture]:
    builder, experiment = PictureBuilder(measure), document.experiment
    for _ in range(count):
        taken = step(experiment)
        assert isinstance(taken, Step)
        experiment = taken.after
        moment = document.with_experiment(experiment)
        yield builder.draw(moment, evaluate(experiment), options)


@pytest.mark.parametrize(
    ("sizes", "options"),
    [
        ((2, 4, 1), Options()),
        ((2, 4, 1), Options(slopes=True)),
        ((9, 30, 30, 1), Options()),  # with nodes that are shaded by their values
        ((12, 40, 1), Options()),  # with a picture of the weights,
        ((12, 40, 1), Options(wanted=(200,))),  # perhaps with a number on it
    ],
)
def test_steps_look_as_if_painted_anew(
    canvas: QWidget, sizes: tuple[int, ...], options: Options
) -> None:
    document = dense(sizes, RELU.key, seed=5, size=0.5, biased=True, rows=9)
    still, seen = new(), []
    for picture in pictures(document, options, 10):
        now, anew = painted(still, canvas, picture), painted(new(), canvas, picture)
        assert np.abs(now - anew).max() <= _SHADE
        seen.append(now)
    assert np.abs(seen[0] - seen[-1]).max() > 4 * _SHADE


def test_what_is_selected_and_where_it_is_shown_is_followed(canvas: QWidget) -> None:
    document = dense((2, 3, 1), RELU.key, seed=1, biased=True)
    (picture,) = pictures(document, Options(), 1)
    still, plain = new(), Highlights()
    view = fitting(picture.bounds, *SIZE, 1.6)
    asleep = picture.nodes[2]._replace(quiet=not picture.nodes[2].quiet)
    other = replace(picture, nodes=(*picture.nodes[:2], asleep, *picture.nodes[3:]))
    close = view.zoomed(2.0, 200, 200)
    renamed = replace(picture, labels=tuple(map(_in_capitals, picture.labels)))
    looks = (
        (picture, plain, view),
        (picture, plain, close),
        (renamed, plain, close),
        (picture, Highlights(parameters=frozenset({1})), view),
        (picture, Highlights(nodes=frozenset({NodePlace(0, 1)})), view),
        (picture, plain, view.panned(9, -6)),
        (picture, plain, view.zoomed(1.3, 200, 200)),
        (other, plain, view),
        (picture, plain, view),
    )
    before = None
    for shown, marks, seen_from in looks:
        now = painted(still, canvas, shown, marks, seen_from)
        assert np.abs(now - painted(new(), canvas, shown, marks, seen_from)).max() <= _SHADE
        assert before is None or not np.array_equal(now, before)
        before = now


def _in_capitals(label: SceneLabel) -> SceneLabel:
    return label._replace(text=label.text._replace(words=label.text.words.upper()))


def test_a_canvas_that_grows_is_painted_to_its_edge_whatever_lies_beyond_it(
    canvas: QWidget,
) -> None:
    document = dense((2, 3, 1), RELU.key, seed=1, biased=True)
    (picture,) = pictures(document, Options(), 1)
    view = fitting(picture.bounds, *SIZE, 1.6).zoomed(2.0, 200, 200)  # some nodes are out of sight
    still = new()
    canvas.resize(SIZE[0], SIZE[1] - 30)
    painted(still, canvas, picture, NOTHING, view)
    canvas.resize(*SIZE)
    marks = Highlights(nodes=frozenset(node.place for node in picture.nodes))
    now, anew = (painted(each, canvas, picture, marks, view) for each in (still, new()))
    assert np.abs(now - anew).max() <= _SHADE
