"""What is written piece by piece is the same document, to the last bit."""

from collections.abc import Callable
from itertools import pairwise
from time import thread_time

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.dataset import Dataset
from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, set_aside
from core.document.document import Document, Point
from core.document.edits import move_node, with_dataset
from core.files.document_file import decode_document, encode_document
from core.files.document_pieces import document_pieces
from core.nn.activations import IDENTITY
from core.nn.network import INPUT_LAYER, Layer, NodePlace, assemble
from core.nn.network_edits import set_locked
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import STARTERS, open_starter
from core.training.descent import Descent
from tests.core.document_samples import document_bits


def written(document: Document) -> Document:
    return decode_document(b"".join(document_pieces(document)))


def stepped(document: Document) -> Document:
    descent = Descent(document.experiment)
    descent.run(3)
    return document.with_experiment(descent.experiment)


EVERY = [open_starter(each.key) for each in STARTERS] + [open_sample(each) for each in SAMPLES]


@pytest.mark.parametrize("document", EVERY, ids=lambda document: document.title)
def test_every_document_comes_back_at_its_start_and_on_its_way(document: Document) -> None:
    for moment in (document, stepped(document)):
        assert document_bits(written(moment)) == document_bits(moment)


def test_what_differs_from_the_start_comes_back() -> None:
    document = stepped(scale_inputs(set_aside(open_sample(SAMPLES[0]), 0.2, 1), Scale.STANDARD))
    document = move_node(document, NodePlace(INPUT_LAYER, 0), Point(-0.0, 0.1))
    network = set_locked(document.experiment.network, [0], locked=True)
    experiment = replace(document.experiment, network=network)
    dataset = experiment.dataset.with_target(0, 0, -0.0)
    document = replace(document, experiment=replace(experiment, dataset=dataset), title="“\u2202”")
    assert document_bits(written(document)) == document_bits(document)


def whole(document: Document) -> Document:
    return decode_document(encode_document(document))


@pytest.mark.parametrize("write", [written, whole])
@pytest.mark.parametrize(("before", "now"), [(None, 3), (3, None), (3, 2), (3, 3), (None, None)])
def test_rows_set_aside_differ_from_those_of_the_start(
    write: Callable[[Document], Document], before: int | None, now: int | None
) -> None:
    """The rows learnt from are the same; set aside is that one row, or none."""
    experiment = open_starter("xor").experiment
    aside = {None: None} | {row: experiment.dataset.row(row) for row in range(4)}
    start = replace(experiment, validation=aside[before])
    document = Document(replace(experiment, validation=aside[now], updates=1), start)
    again = write(document)
    assert document_bits(again) == document_bits(document)
    shared = again.start.dataset is again.experiment.dataset
    assert shared is (before == now)


def test_many_rows_come_in_pieces() -> None:
    columns = np.random.default_rng(1).normal(size=(3, 20_000))
    dataset = Dataset((columns[0], columns[1]), (columns[2],))
    document = with_dataset(open_starter("xor"), dataset)
    pieces = list(document_pieces(document))
    assert max(map(len, pieces)) < len(b"".join(pieces)) / 4
    assert document_bits(written(document)) == document_bits(document)


@pytest.mark.long
def test_no_piece_of_the_largest_document_takes_long() -> None:
    """Whoever writes in a thread holds up all others for as long as one piece takes."""
    generator = np.random.default_rng(1)
    sizes = (784, 280, 80, 1)
    layers = [Layer(("",) * nodes, IDENTITY, biased=True) for nodes in sizes[1:]]
    weights = [generator.normal(size=(after, before + 1)) for before, after in pairwise(sizes)]
    locks = [np.zeros(matrix.shape, dtype=np.bool_) for matrix in weights]
    network = assemble([""] * 784, layers, weights, locks)
    columns = tuple(generator.normal(size=(785, 3_100)))
    experiment = replace(
        open_starter("xor").experiment,
        network=network,
        dataset=Dataset(columns[:784], columns[784:]),
    )
    document = Document(replace(experiment, updates=1), experiment)
    times, size, begun = list[float](), 0, thread_time()
    for piece in document_pieces(document):
        times, size, begun = [*times, thread_time() - begun], size + len(piece), thread_time()
    assert size > 45 * 2**20
    assert max(times) < sum(times) / 20
