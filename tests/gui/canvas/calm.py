"""Drawings of any network, and whether everything in them can be read."""

import itertools

import numpy as np
from hypothesis import strategies as st

from core.data.dataset import from_rows
from core.document.document import Document
from core.nn.activations import ACTIVATIONS, IDENTITY
from core.nn.loss import Loss
from core.nn.losses import LOSSES, MEAN_SQUARED_ERROR
from core.nn.network import Layer, assemble
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from gui.canvas.scene.picture import Picture, Pill, PillKind
from gui.geometry import Box, around


def measure(text: str, size: float, bold: bool) -> float:
    """How wide a text is, in a font whose letters are all alike."""
    return len(text) * size * (0.62 if bold else 0.58)


def dense(
    sizes: tuple[int, ...],
    activation: str,
    seed: int,
    size: float = 1.0,
    biased: bool = False,
    rows: int = 1,
    loss: Loss = MEAN_SQUARED_ERROR,
) -> Document:
    """A network of all sorts of numbers, and its rows."""
    random = np.random.default_rng(seed)
    output = loss.output_activation or IDENTITY
    layers = [Layer(("",) * nodes, ACTIVATIONS[activation], biased) for nodes in sizes[1:-1]] + [
        Layer(("",) * sizes[-1], output, biased)
    ]
    matrices = [
        random.choice([1.0, 0.1, 0.123456789], (b, a + biased)).round(9)
        * random.normal(size=(b, a + biased)).round(int(random.integers(0, 6)))
        * size
        for a, b in itertools.pairwise(sizes)
    ]
    names = [("", "x", "a rather long name of an input")[k % 3] for k in range(sizes[0])]
    dataset = from_rows(
        random.normal(size=(rows, sizes[0])).round(2), random.normal(size=(rows, sizes[-1]))
    )
    network = assemble(names, layers, matrices)
    experiment = Experiment(network, dataset, loss, GradientDescent(0.01))
    return Document(experiment, experiment)


documents = st.builds(
    dense,
    sizes=st.lists(st.integers(1, 9), min_size=2, max_size=5).map(tuple),
    activation=st.sampled_from(sorted(ACTIVATIONS)),
    seed=st.integers(0, 10_000),
    size=st.sampled_from([1e-9, 0.01, 1.0, 12345.678, 1e12]),
    biased=st.booleans(),
    rows=st.sampled_from([1, 4]),
    loss=st.sampled_from(list(LOSSES.values())),
)


def boxes_of(picture: Picture) -> list[tuple[str, Box]]:
    """Every text outside of nodes, and where it stands."""
    return [(label.text.words, label.box) for label in picture.labels] + [
        (pill.text.words, pill.box) for pill in picture.pills
    ]


def assert_calm(picture: Picture) -> None:
    """No text lies on another or on a node, and none is cut off."""
    boxes = boxes_of(picture)
    for at, (text, box) in enumerate(boxes):
        for other, taken in boxes[at + 1 :]:
            assert not box.overlaps(taken), f"{text!r} lies on {other!r}"
        assert picture.bounds.encloses(box), f"{text!r} is cut off"
    for node in picture.nodes:
        number = around(node.x, node.y, node.text.width, 0.8 * node.text.size)
        for label in picture.labels:
            assert not _touches(label.box, node.x, node.y, node.radius)
        for pill in picture.pills:
            assert not pill.box.overlaps(number)
            if pill.kind is not PillKind.BIAS:
                touching = _touches(pill.box, node.x, node.y, node.radius)
                assert not touching or _hangs_on(pill, picture)


def _touches(box: Box, x: float, y: float, radius: float) -> bool:
    across = max(box.left - x, 0, x - box.right)
    down = max(box.top - y, 0, y - box.bottom)
    return across**2 + down**2 < radius**2 - 1e-6


def _hangs_on(pill: Pill, picture: Picture) -> bool:
    """A bias hangs on the rim of its node, and its slope may touch the rim beside it."""
    return any(
        bias.kind is PillKind.BIAS and bias.parameter == pill.parameter for bias in picture.pills
    )
