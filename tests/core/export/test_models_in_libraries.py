"""Models and weights that were taken away, in the libraries that other programs read them with."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, scale_targets
from core.document.document import Document
from core.document.edits import randomise_weights
from core.document.made_inputs import add_made_input, read_formula
from core.export.model_files import safetensors_file
from core.export.onnx.model import onnx_model
from core.nn.activations import ACTIVATIONS, GELU
from core.nn.arrays import Array
from core.nn.initializers import SUITED
from core.nn.losses import LOSSES
from core.opening.predicting import predicted
from tests.core.builders import sized_experiment
from tests.core.export.libraries import PYTHON, needs

COUNT = 150
FORMULAS = """
a*b + 2; a / (b^2 + 1); -a; (a-b)^2; abs(a)^1.5; √(b^2 + 1); sign(a); exp(b / 9); ln(a^2 + 1);
log10(b^2 + 2); sin(a); cos(b); tan(a / 9); floor(a); round(b); min(a, b, 1); max(a, b);
a < b; a <= b; a > 0; b >= a; tanh(a); sigmoid(b); relu(a)
"""
RUN_ONNX = """
import json, pathlib, sys
import numpy as np, onnx, onnxruntime

found = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    onnx.checker.check_model(onnx.load(path), full_check=True)
    rows = np.load(path.with_suffix(".npy"))
    session = onnxruntime.InferenceSession(str(path))
    found[path.stem] = session.run(None, {"inputs": rows})[0].tolist()
print(json.dumps(found))
"""
RUN_SAFETENSORS = """
import sys
import numpy as np
from safetensors.numpy import load_file

np.savez(sys.argv[2], **load_file(sys.argv[1]))
"""

pytestmark = pytest.mark.long


def run(script: str, *arguments: Path) -> str:
    done = subprocess.run(
        [PYTHON, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def any_document(seed: int) -> tuple[Document, Array]:
    """A network of any activations, loss, scalings and made inputs, and rows for it."""
    chance = np.random.default_rng(seed)
    loss = [*LOSSES.values()][seed % len(LOSSES)]
    activation = [*ACTIVATIONS.values()][seed % len(ACTIVATIONS)]
    sizes = (2, *chance.integers(1, 6, chance.integers(0, 4)).tolist(), int(chance.integers(2, 5)))
    biased = bool(chance.integers(2))
    experiment = sized_experiment(sizes, 9, activation, loss, seed=seed, biased=biased)
    experiment = replace(experiment, network=replace(experiment.network, inputs=("a", "b")))
    document = scale_inputs(Document(experiment, experiment), [*Scale][seed % 3])
    if loss.output_activation is None:
        document = scale_targets(document, [*Scale][seed // 3 % 3])
    for text in chance.choice(FORMULAS.split(";"), chance.integers(0, 4), replace=False):
        document = add_made_input(document, read_formula(document, text.strip()))
    return randomise_weights(document, SUITED, seed), chance.normal(size=(30, 2)) * 3


def test_onnxruntime_predicts_what_the_program_predicts(tmp_path: Path) -> None:
    needs("onnx", "onnxruntime")
    expected, narrow = {}, set()
    for seed in range(COUNT):
        document, rows = any_document(seed)
        name = str(seed)
        (tmp_path / f"{name}.onnx").write_bytes(onnx_model(document))
        np.save(tmp_path / f"{name}.npy", rows)
        expected[name] = predicted(document, list(rows.T)).T
        if any(layer.activation is GELU for layer in document.experiment.network.layers):
            narrow.add(name)
    found = json.loads(run(RUN_ONNX, tmp_path))
    for name, numbers in expected.items():
        exact = 1e-5 if name in narrow else 1e-9  # its error function is float32 there
        np.testing.assert_allclose(found[name], numbers, exact, exact, err_msg=name)


def test_the_library_of_safetensors_loads_what_was_written(tmp_path: Path) -> None:
    needs("safetensors", "numpy")
    document, _ = any_document(4)
    written, read = tmp_path / "a.safetensors", tmp_path / "a.npz"
    written.write_bytes(safetensors_file(document))
    run(RUN_SAFETENSORS, written, read)
    network = document.experiment.network
    with np.load(read) as found:
        for at, weights in enumerate(network.weights, start=1):
            assert found[f"layer{at}.weight"].tobytes() == weights.tobytes()
