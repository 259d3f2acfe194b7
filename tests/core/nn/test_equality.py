from msgspec.structs import replace

from core.document.document import Document, Point
from core.document.edits import move_node
from core.files.document_file import decode_document, encode_document
from core.nn.equality import equal
from core.nn.network import NodePlace
from core.opening.starters import STARTERS, open_starter
from core.training.rules.optimizers import GradientDescent


def twice(key: str = "xor") -> tuple[Document, Document]:
    """A document, and one made of the same parts that shares nothing with it."""
    document = open_starter(key)
    return document, decode_document(encode_document(document))


def test_documents_of_the_same_parts_are_equal() -> None:
    for starter in STARTERS:
        assert equal(*twice(starter.key))


def test_a_last_bit_a_name_a_place_or_a_number_makes_a_difference() -> None:
    document, same = twice()
    experiment, network = same.experiment, same.experiment.network
    others = [
        same.with_experiment(replace(experiment, network=changed))
        for changed in (
            network.with_parameters(-network.parameters),
            replace(network, locked=~network.locked),
            replace(network, inputs=("a", "b")),
        )
    ]
    others += [
        move_node(same, NodePlace(0, 0), Point(1, 2)),
        replace(same, title="another"),
        same.with_experiment(replace(experiment, dataset=experiment.dataset.with_input(0, 0, 7))),
        same.with_experiment(replace(experiment, optimizer=GradientDescent(0.25))),
    ]
    assert not any(equal(document, other) for other in others)


def test_zero_and_minus_zero_differ_as_weights() -> None:
    document, same = twice("bank")
    network = same.experiment.network
    negated = network.with_parameters([2, 1, 0, -0.0, 2, 2])
    changed = same.with_experiment(replace(same.experiment, network=negated))
    assert not equal(document, changed)
