import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.document.document import Document
from core.nn.activations import RELU
from core.training.descent import Step, step
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from gui.canvas.scene.picture import Picture, PillKind
from gui.canvas.scene.picture_builder import Options, PictureBuilder
from tests.gui.canvas.calm import assert_calm, dense, documents, measure

ROOM = (700.0, 600.0)


class Drawn:
    """The pictures of one document after another, as one canvas draws them."""

    def __init__(self, document: Document, room: tuple[float, float] | None = ROOM) -> None:
        self._document = document
        self._builder = PictureBuilder(measure)
        self._builder.room = room

    def at(self, experiment: Experiment, steady: bool = False, slopes: bool = False) -> Picture:
        moment = self._document.with_experiment(experiment)
        options = Options(steady=steady, slopes=slopes)
        return self._builder.draw(moment, evaluate(experiment), options)

    def scaled(self, factor: float) -> Experiment:
        experiment = self._document.experiment
        network = experiment.network
        changed = network.with_parameters(network.parameters * factor)
        return replace(experiment, network=changed)


def places(picture: Picture) -> list[tuple[float, float]]:
    pills = (pill for pill in picture.pills if pill.kind is not PillKind.TARGET)
    return [pill.box.center for pill in pills] + [(node.x, node.field) for node in picture.nodes]


@settings(max_examples=12)
@given(
    document=documents,
    factors=st.lists(
        st.sampled_from([1.0, 1.1, -0.37, 1e-6, 123.456, 0.0]), min_size=2, max_size=6
    ),
    steady=st.booleans(),
    slopes=st.booleans(),
)
def test_nothing_lies_on_anything_else_whatever_was_drawn_before(
    document: Document, factors: list[float], steady: bool, slopes: bool
) -> None:
    drawn = Drawn(document, None)
    for factor in factors:
        picture = drawn.at(drawn.scaled(factor), steady, slopes)
        assert_calm(picture)
        for pill in picture.pills:
            assert pill.text.width <= pill.box.width, f"{pill.text.words!r} is cut off"
        for label in picture.labels:
            assert label.text.width <= label.box.width + 1e-9


@pytest.mark.parametrize("sizes", [(2, 2, 1), (2, 8, 8, 1), (9, 30, 30, 1)])
@pytest.mark.parametrize("steady", [False, True])
def test_numbers_stay_where_they_are_from_step_to_step(
    sizes: tuple[int, ...], steady: bool
) -> None:
    """Once the longest of them have been there, whether a run is under way or not."""
    document = dense(sizes, RELU.key, seed=2, size=0.3, biased=True, rows=20)
    drawn, experiment, seen = Drawn(document), document.experiment, []
    for _ in range(40):
        taken = step(experiment)
        assert isinstance(taken, Step)
        experiment = taken.after
        seen.append(places(drawn.at(experiment, steady)))
    moves = sum(one != other for one, other in itertools.pairwise(seen[10:]))
    assert moves <= 3


def test_a_text_that_found_no_room_gets_it_when_numbers_are_short_again() -> None:
    document = dense((2, 8, 8, 1), RELU.key, seed=2, size=1.0, biased=True)
    drawn = Drawn(document, (560.0, 420.0))
    tight = drawn.at(drawn.scaled(-12345.678))
    fresh = Drawn(document, (560.0, 420.0))
    short = drawn.scaled(0.0)
    assert len(drawn.at(short).pills) == len(fresh.at(short).pills) > len(tight.pills)
