"""Files of weights for the tests: samples that other programs wrote, and some made here.

`sequential.safetensors` and `square.safetensors` are state dicts of PyTorch 2.13, the second in
bfloat16; the models are of Keras 3.15 on TensorFlow, the functional one in float64. What they
predict is in `expected.json`, as those programs computed it.
"""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from core.files.file_reading import FileContent, read_file
from core.models.model import Model
from core.models.reading import read_model

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: dict[str, dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text())


def content(name: str, data: bytes) -> FileContent:
    """A file that was read."""
    return FileContent(Path(name), (SAMPLES / "expected.json").stat(), data)


def model_in(name: str, data: bytes) -> Model:
    """The model in a file of this name."""
    return read_model(content(name, data))


def sample(name: str) -> Model:
    """The model in a sample."""
    return read_model(read_file(SAMPLES / name))


def npz(*arrays: npt.ArrayLike, **named: Any) -> bytes:
    """An archive as NumPy writes it."""
    file = io.BytesIO()
    np.savez(file, *arrays, **named)
    return file.getvalue()


def safetensors(header: object, numbers: bytes = b"") -> bytes:
    """A file of safetensors with just this header."""
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + numbers


def keras(change: Callable[[dict[str, Any]], object], name: str = "sequential.keras") -> bytes:
    """A sample with another config."""
    with zipfile.ZipFile(SAMPLES / name) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    config = json.loads(parts["config.json"])
    change(config)
    return zipped(parts | {"config.json": json.dumps(config).encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()
