"""What the tests of documents share: comparing to the last bit, and the bank as text."""

import struct

from msgspec.structs import replace

from core.data.dataset import Dataset
from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, set_aside
from core.document.document import Document
from core.document.made_inputs import add_made_input, read_formula, rename_node
from core.files.document_file import encode_document
from core.nn.network import INPUT_LAYER, Network, NodePlace
from core.opening.starters import BANK, open_starter
from core.training.experiment import Experiment
from tests.core.builders import as_document, sized_experiment


def bits(value: float) -> bytes:
    return struct.pack("<d", value)


def network_bits(network: Network) -> list[object]:
    layers = [(layer.names, layer.activation.key, layer.biased) for layer in network.layers]
    return [network.inputs, layers, network.parameters.tobytes(), network.locked.tobytes()]


def dataset_bits(data: Dataset) -> list[object]:
    columns = (data.own_inputs, data.own_targets, data.inputs, data.targets)
    return [
        *([column.tobytes() for column in part] for part in columns),
        data.input_scaling,
        data.target_scaling,
        data.recipe,
    ]


def experiment_bits(experiment: Experiment) -> list[object]:
    held_out = experiment.validation
    return [
        network_bits(experiment.network),
        dataset_bits(experiment.dataset),
        None if held_out is None else dataset_bits(held_out),
        experiment.batch_size,
        experiment.loss.key,
        bits(experiment.optimizer.learning_rate),
        experiment.seed,
        experiment.updates,
        experiment.memory.tobytes(),
    ]


def document_bits(document: Document) -> list[object]:
    points = sorted((at, bits(point.x), bits(point.y)) for at, point in document.positions.items())
    return [
        experiment_bits(document.experiment),
        experiment_bits(document.start),
        document.title,
        points,
        document.columns,
    ]


def with_parameters(document: Document, values: list[float]) -> Document:
    network = document.experiment.network.with_parameters(values)
    return document.with_experiment(replace(document.experiment, network=network))


def bank_text() -> str:
    return encode_document(open_starter(BANK)).decode()


def damaged(old: str, new: str) -> bytes:
    text = bank_text()
    assert old in text
    return text.replace(old, new, 1).encode(errors="surrogatepass")


def document_with_square() -> Document:
    """Five rows, two of them set aside, in which x² is made of x; scaled, after an update."""
    document = as_document(sized_experiment([2, 2, 1], 5))
    document = rename_node(document, NodePlace(INPUT_LAYER, 0), "x")
    document = set_aside(document, 0.4, seed=1)
    document = scale_inputs(document, Scale.STANDARD)
    document = add_made_input(document, read_formula(document, "x²"))
    return document.with_experiment(replace(document.experiment, updates=1))
