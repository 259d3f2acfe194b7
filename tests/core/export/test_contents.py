"""What is said to be in a file of a model is what stands in its bytes."""

import pytest
from msgspec.structs import replace

from core.data.scaling import Scale
from core.document.data_edits import scale_inputs
from core.document.document import Document
from core.export.contents import Contents, Held, contents_of
from core.export.exports import Asked, exporting
from core.slices.work import finish
from tests.core.builders import as_document, sized_experiment


@pytest.fixture
def document() -> Document:
    """Two inputs with odd names, three nodes and a prediction, with biases; inputs are scaled."""
    experiment = sized_experiment((2, 3, 1), 5)
    network = replace(experiment.network, inputs=('a "b"\n', "c, d"))
    return scale_inputs(as_document(replace(experiment, network=network)), Scale.STANDARD)


def found(document: Document, ending: str) -> Contents:
    return contents_of(finish(exporting(Asked(document), ending)), ending)


@pytest.mark.parametrize(
    ("ending", "names", "kind"),
    [
        (
            ".safetensors",
            [f"layer{at}.{part}" for at in "12" for part in ("weight", "bias")],
            "F64",
        ),
        (".npz", ["w1", "b1", "w2", "b2"], "float64"),
    ],
)
def test_weights_have_names_kinds_and_shapes(
    document: Document, ending: str, names: list[str], kind: str
) -> None:
    inside = found(document, ending)
    shapes = [(3, 2), (3,), (1, 3), (1,)]
    assert inside.arrays == tuple(map(Held, names, [kind] * 4, shapes))
    assert inside.said == {
        "activations": ["relu", "identity"],
        "weight_rows": ["nodes"],
        "inputs": ['a "b"\n', "c, d"],
        "predictions": [""],
    }
    assert inside.operations == ()


def test_a_model_of_onnx_has_its_operations_and_says_what_is_scaled(document: Document) -> None:
    inside = found(document, ".onnx")
    assert inside.operations == (
        "inputs_moved = Sub(inputs, inputs_offset)",
        "inputs_scaled = Div(inputs_moved, inputs_factor)",
        "sum1 = MatMul(inputs_scaled, w1)",
        "z1 = Add(sum1, b1)",
        "a1 = Relu(z1)",
        "sum2 = MatMul(a1, w2)",
        "z2 = Add(sum2, b2)",
        "a2 = Identity(z2)",
        "predictions = Identity(a2)",
    )
    assert inside.arrays[:3] == (
        Held("inputs_offset", "float64", (2,)),
        Held("inputs_factor", "float64", (2,)),
        Held("w1", "float64", (2, 3)),
    )
    assert inside.said == {"inputs": ['a "b"', "c, d"], "predictions": ["prediction"]}
