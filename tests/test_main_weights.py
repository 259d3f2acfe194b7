"""Files of weights on the command line."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from core.files.document_file import read_document
from tests.command_line import downhill, numbers
from tests.core.models.weight_files import EXPECTED, SAMPLES, npz


@pytest.fixture
def square(tmp_path: Path) -> Path:
    path = tmp_path / "square.npz"
    path.write_bytes(npz(w1=np.array([[1.0, 2.0], [3.0, 4.0]])))
    return path


def test_a_model_of_keras_needs_no_options(tmp_path: Path) -> None:
    saved = tmp_path / "saved.downhill"
    done = downhill(SAMPLES / "sequential.keras", "--save", saved)
    assert (done.returncode, done.stdout) == (0, "")
    assert "The layer “rain” was left out" in done.stderr
    document = read_document(saved)
    assert document.title == "sequential"
    activations = [layer.activation.key for layer in document.experiment.network.layers]
    assert activations == EXPECTED["sequential.keras"]["activations"]


def test_activations_that_are_not_stated_are_asked_for_by_the_option() -> None:
    path = SAMPLES / "sequential.safetensors"
    done = downhill(path, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "downhill: sequential.safetensors: it does not say which activations its layers have: name"
        " 2 with --activations, such as --activations relu,identity\n"
    )
    found = numbers(path, "--activations", "tanh,linear", "--steps", "3")
    assert found["inputs"] == [[1.0, 1.0, 1.0]]
    assert found["step"] == 3
    assert found["loss"] < found["loss_history"][0]


def test_options_that_do_not_fit_say_so(square: Path) -> None:
    path = SAMPLES / "sequential.safetensors"
    for given, why in (
        ("relu", "--activations names 1, and there are 2 layers"),
        ("relu,warp", "--activations: there is no activation “warp”, only identity, relu"),
        ("softmax,relu", "softmax is for predictions, not for hidden layers"),
    ):
        done = downhill(path, "--json", "--activations", given)
        assert (done.returncode, why in done.stderr) == (1, True), done.stderr
    assert "--hidden is for tables" in downhill(path, "--json", "--hidden", "3").stderr
    assert "--activations is for weights" in downhill("--json", "--activations", "relu").stderr
    wide = downhill(path, "--json", "--activations", "relu,relu", "--weight-rows", "inputs")
    assert "belong to nodes, by names or shapes, not to inputs" in wide.stderr
    assert "--weight-rows nodes or" in downhill(square, "--json", "--activations", "relu").stderr


@pytest.mark.parametrize(("rows", "predictions"), [("nodes", [3.0, 7.0]), ("inputs", [4.0, 6.0])])
def test_what_a_row_belongs_to_can_be_said(
    square: Path, rows: str, predictions: list[float]
) -> None:
    found = numbers(square, "--activations", "linear", "--weight-rows", rows)
    assert found["predictions"] == [predictions]


def test_a_seed_draws_other_weights_for_the_same_layers() -> None:
    first, again, other = (
        numbers(SAMPLES / "sequential.keras", "--seed", seed)["weights"] for seed in ("1", "1", "2")
    )
    assert first == again != other


def test_a_file_is_known_by_its_content_too(tmp_path: Path) -> None:
    renamed = tmp_path / "model"
    shutil.copy(SAMPLES / "functional.keras", renamed)
    assert len(numbers(renamed)["weights"]) == 3


@pytest.mark.parametrize("ending", [".safetensors", ".npz"])
def test_weights_that_were_exported_open_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bank{ending}"
    assert downhill("--steps", "2", "--export", path).returncode == 0
    assert numbers(path)["weights"] == numbers("--steps", "2")["weights"]
