"""Weights of other programs open as the network that they were saved from."""

import numpy as np
import numpy.typing as npt
import pytest

from core.document.document import Document
from core.files.document_checks import DocumentError
from core.models.model import Model, WeightRows
from core.models.words import activation_called
from core.opening.from_model import document_of_model, with_rows_of
from core.opening.predicting import predicted
from core.opening.starters import open_starter
from tests.core.builders import sized_experiment
from tests.core.models.weight_files import EXPECTED, model_in, npz, safetensors, sample

X = np.array([[0.5, -1.0, 2.0], [3.0, 0.25, -0.5]])
W1, B1 = np.arange(12.0).reshape(3, 4) - 5, np.array([1.0, -2.0, 3.0, 0.5])
W2, B2 = np.array([[1.0], [-1.0], [2.0], [0.25]]), np.array([-3.0])
OF_TWO_LAYERS = np.maximum(0, X @ W1 + B1) @ W2 + B2
Arrays = dict[str, npt.ArrayLike]


def predictions(model: Model, rows: WeightRows | None = None) -> npt.NDArray[np.float64]:
    layers = model.layers if rows is None else model.readings[rows]
    document = document_of_model(model, layers, model.activations, "mine")
    return predicted(document, list(X.T)).T


@pytest.mark.parametrize("name", EXPECTED)
def test_samples_of_other_programs_predict_what_those_predict(name: str) -> None:
    model, expected = sample(name), EXPECTED[name]
    activations = [activation_called(each) for each in expected["activations"]]
    known = [each for each in activations if each is not None]
    assert len(known) == len(model.layers)
    if model.stated.activations:
        assert [*model.stated.activations] == known
    document = document_of_model(model, model.layers, known, "mine")
    found = predicted(document, list(np.array(expected["inputs"]).T)).T
    np.testing.assert_allclose(found, expected["predictions"], rtol=expected["exact"])
    assert document.experiment.loss.key == expected["loss"]


def test_what_is_left_out_of_a_model_is_told() -> None:
    assert sample("sequential.keras").stated.remarks == (
        "The layer “rain” was left out: it does nothing when the network predicts",
    )


@pytest.mark.parametrize(
    "arrays",
    [
        {"w1": W1, "b1": B1, "w2": W2, "b2": B2},
        {"W1": W1.T, "b1": B1[:, np.newaxis], "W2": W2.T, "b2": B2[:, np.newaxis]},
        {"dense/kernel": W1, "dense/bias": B1, "dense_1/kernel": W2, "dense_1/bias": B2},
        {"coefs_0": W1, "intercepts_0": B1, "coefs_1": W2, "intercepts_1": B2},
        {"W_hidden": W1, "b_hidden": B1, "W_output": W2, "b_output": B2},
        {"net.fc9.weight": W1.T, "net.fc9.bias": B1, "net.fc10.weight": W2.T, "net.fc10.bias": B2},
        {"weights.0": W1.T, "weights.1": W2.T, "biases.0": B1, "biases.1": B2},
        {"layer.weight": W2.T, "layer.bias": B2, "first.weight": W1.T, "first.bias": B1},
        {"output_w": W2, "output_b": B2, "b": B1, "w": W1},
        {"one": W1, "two": B1, "three": W2, "four": B2},
    ],
)
def test_names_of_all_kinds_are_read(arrays: Arrays) -> None:
    np.testing.assert_allclose(predictions(model_in("a.npz", npz(**arrays))), OF_TWO_LAYERS)


def test_a_list_of_arrays_is_read_in_its_order() -> None:
    np.testing.assert_allclose(predictions(model_in("a.npz", npz(W1, B1, W2, B2))), OF_TWO_LAYERS)


def test_layers_that_do_not_sort_are_ordered_by_their_shapes() -> None:
    arrays: Arrays = {"a.w": W2, "a.b": B2, "z.w": W1, "z.b": B1}
    np.testing.assert_allclose(predictions(model_in("a.npz", npz(**arrays))), OF_TWO_LAYERS)


@pytest.mark.parametrize("kind", ["float32", "float16", ">f8", "int64", "uint8", "int32"])
def test_numbers_of_every_kind_are_taken_as_they_are(kind: str) -> None:
    weights = np.array([[1, 2, 30], [4, 5, 6]], dtype=kind)
    model = model_in("a.npz", npz(weight=np.asfortranarray(weights)))
    assert model.layers[0].weights.tolist() == [[1, 2, 30], [4, 5, 6]]


SQUARE = np.arange(9.0).reshape(3, 3) - 4


@pytest.mark.parametrize(
    ("name", "said"),
    [("w1", None), ("0.weight", WeightRows.NODES), ("dense/kernel", WeightRows.INPUTS)],
)
def test_where_shapes_leave_it_open_names_decide_or_somebody(
    name: str, said: WeightRows | None
) -> None:
    model = model_in("a.npz", npz(**{name: SQUARE, "activations": np.array(["linear"])}))
    both = {WeightRows.NODES: X @ SQUARE.T, WeightRows.INPUTS: X @ SQUARE}
    assert [*model.readings] == ([*both] if said is None else [said])
    assert model.is_open is (said is None)
    for rows in model.readings:
        np.testing.assert_allclose(predictions(model, rows), both[rows])


def test_metadata_may_say_activations_in_words() -> None:
    said = {"__metadata__": {"activations": "LeakyReLU, swish"}}
    entries = {
        f"{at}.weight": {"dtype": "F64", "shape": [1, 1], "data_offsets": [8 * at, 8 * at + 8]}
        for at in range(2)
    }
    model = model_in("a.safetensors", safetensors(said | entries, np.ones(2).tobytes()))
    assert [each.key for each in model.stated.activations] == ["leaky_relu", "silu"]


def test_there_is_one_row_to_begin_with_or_those_of_another_document() -> None:
    model = model_in("a.npz", npz(weight=np.array([[3.0, 4.0]])))
    document = document_of_model(model, model.layers, model.activations, "mine")
    rows = document.experiment.dataset
    assert ([column.tolist() for column in rows.own_inputs], rows.own_targets[0].tolist()) == (
        [[1.0], [1.0]],
        [0.0],
    )
    bank = open_starter("bank")
    with_rows = with_rows_of(document, bank)
    assert with_rows is not None
    assert with_rows.experiment.dataset is bank.experiment.dataset
    assert with_rows.experiment.network.inputs == bank.experiment.network.inputs
    assert (with_rows.title, with_rows.experiment.updates) == ("mine", 0)
    assert with_rows_of(document, open_starter("no_hidden_layer")) is None


def test_rows_of_numbers_are_not_those_of_classes() -> None:
    model = model_in("a.npz", npz(weight=np.ones((2, 3)), activations=np.array(["softmax"])))
    document = document_of_model(model, model.layers, model.activations, "mine")
    numbers = sized_experiment((3, 4, 2), 6)
    assert with_rows_of(document, Document(numbers, numbers)) is None


def test_softmax_of_a_single_prediction_is_refused() -> None:
    model = model_in("a.npz", npz(weight=np.ones((1, 2)), activations=np.array(["softmax"])))
    with pytest.raises(DocumentError, match="classes apart"):
        document_of_model(model, model.layers, model.activations, "mine")
