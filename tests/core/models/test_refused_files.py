"""A file that cannot be opened says what is wrong in one sentence, and nothing in it is run."""

import io
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from typing_extensions import override

from core.export.onnx.model import onnx_model
from core.files.document_checks import DocumentError
from core.models.reading import read_model
from core.opening.file_kind import FileKind, file_kind
from tests.core.builders import as_document, bank
from tests.core.models.weight_files import SAMPLES, content, npz, safetensors, zipped

WHOLE = (SAMPLES / "sequential.safetensors").read_bytes()
KERAS = (SAMPLES / "sequential.keras").read_bytes()
SIGNALLING = np.array([[0x7FA00001]], np.uint32).view(np.float32)  # a NaN that stops processors


def why_not(name: str, data: bytes) -> str:
    """Why a file is not opened, after its name."""
    file = content(name, data)
    assert file_kind(file) is FileKind.WEIGHTS
    with pytest.raises(DocumentError) as problem:
        read_model(file)
    text = str(problem.value)
    assert text.startswith(f"{name}: ")
    assert "\n" not in text
    return text.removeprefix(f"{name}: ")


def matrix(**changed: object) -> bytes:
    """A file of safetensors with one matrix of one number."""
    usual: dict[str, object] = {"dtype": "F64", "shape": [1, 1], "data_offsets": [0, 8]}
    return safetensors({"0.weight": usual | changed}, b"\0" * 8)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "cut off"),
        (WHOLE[:5], "cut off"),
        (WHOLE[:60], "cut off"),
        (WHOLE[:-1], "2.weight: its numbers are not all there"),
        (b"\xff" * 8 + b'{"', "cut off"),
        (safetensors([]), "its header is damaged"),
        (safetensors({"__metadata__": {"a": 1}}), "its header is damaged"),
        (safetensors({}), "there are no weights in it"),
        (b"\x04\0\0\0\0\0\0\0" + b'{"\xff\xff', "its header is damaged"),
        (b"\x40\x42\x0f\0\0\0\0\0" + b'{"a":' + b"[" * 1_000_000, "its header is damaged"),
        (matrix(dtype="F8_E4M3"), "0.weight: it holds numbers of the kind F8_E4M3"),
        (matrix(dtype="BOOL"), "0.weight: it holds numbers of the kind BOOL"),
        (matrix(data_offsets=[0, 80]), "0.weight: its numbers are not all there"),
        (matrix(data_offsets=[-8, 0]), "0.weight: its numbers are not all there"),
        (matrix(shape=[2, 1]), "0.weight: its numbers are not all there"),
        (matrix(shape=[0, 1]), "an array without numbers"),
        (matrix(shape=[-1, -1]), "an array without numbers"),
        (matrix(shape=[10**9, 10**9]), "the most is 1\u202f100\u202f000"),
        (
            safetensors(
                {
                    f"{at}.weight": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]}
                    for at in range(2001)
                }
            ),
            "there are 2001 arrays in it; the most is 2000",
        ),
    ],
)
def test_damaged_files_of_safetensors(data: bytes, why: str) -> None:
    assert why in why_not("mine.safetensors", data)


def header_of(kind: str, shape: str, size: int = 8) -> bytes:
    """An archive with an array that says it is of this kind and shape."""
    said = f"{{'descr': {kind!r}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    head = b"\x93NUMPY\x01\x00" + len(said).to_bytes(2, "little")
    return zipped({"w1.npy": head + said + b"\0" * size})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no archive", "damaged, or not all of it is here"),
        (npz(np.ones((2, 2)))[:100], "damaged, or not all of it is here"),
        (npz(np.array([[object()]])), "arr_0: it holds Python objects, which are never opened"),
        (npz(w=np.array([["1", "2"]], dtype="S1")), "w: it holds texts"),
        (npz(w=np.array([[True]])), "w: it holds truth values"),
        (npz(w=np.array([[1j]])), "w: it holds complex numbers"),
        (npz(w=np.array([[2**53 + 1]])), "w: it has whole numbers from 2⁵³ on"),
        (npz(w=np.array([[1.0, np.nan]])), "w[0][1]: expected a finite number, found nan"),
        (npz(w=np.ones((1, 1)), b=np.array([np.inf])), "b[0]: expected a finite number, found inf"),
        (npz(w=SIGNALLING), "w[0][0]: expected a finite number, found nan"),
        (header_of("<f8", "(1000000, 1000000)"), "the most is 1\u202f100\u202f000"),
        (header_of("<f8", "(2, 1)"), "w1: its numbers are not all there"),
        (header_of("<f8", "(-1, 1)"), "an array without numbers"),
        (header_of("<U90000", "(1,)"), "there are no weights in it"),
        (header_of("nonsense", "(1,)"), "w1: this array is damaged"),
        (header_of("<f8,1,", "(1,)"), "w1: this array is damaged"),
        (header_of("a, ,1", "(1,)"), "w1: this array is damaged"),
        (header_of("<f8", "__import__('os')"), "w1: this array is damaged"),
        (header_of("<f8", "(" * 5000), "w1: this array is damaged"),
        (zipped({"w.npy": b""}), "w: this array is damaged"),
        (npz(), "there are no weights in it"),
        (npz(w=np.ones((2, 3, 4))), "w: it (2 × 3 × 4) is no part of a dense layer"),
        (npz(w=np.ones(3)), "w: it (3) is no part"),
        (npz(w1=np.ones((2, 2)), running_mean=np.ones(2)), "running_mean: it (2) is no part"),
        (npz(b1=np.ones(2)), "b1: it (2) is no part"),
        (npz(w1=np.ones((2, 2)), b1=np.ones((2, 2))), "b1: it (2 × 2) is no part"),
        (npz(**{"a.w": np.ones((2, 2)), "a.weight": np.ones((2, 2))}), "there are two of this"),
        (npz(w1=np.ones((2, 3)), w2=np.ones((4, 5))), "no chain, in which each has as many"),
        (npz(w1=np.ones((2, 3)), b1=np.ones(4)), "no chain"),
        (
            npz(**{"a.w": np.ones((3, 3)), "b.w": np.ones((3, 2)), "c.w": np.ones((3, 3))}),
            "the order of its layers cannot be told",
        ),
        (npz(w=np.ones((1, 1)), activations=np.array(["relu", "relu"])), "says 2 activations"),
        (
            npz(w=np.ones((1, 1)), activations=np.array(["warp"])),
            "no activation “warp”, only identity, relu",
        ),
        (header_of("<U1", "(2,)"), "there are no weights in it"),
    ],
)
def test_damaged_archives(data: bytes, why: str) -> None:
    assert why in why_not("mine.npz", data)


def with_weights(change: Callable[[h5py.File], object]) -> bytes:
    """The model of Keras with other weights."""
    with zipfile.ZipFile(io.BytesIO(KERAS)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file = io.BytesIO(parts["model.weights.h5"])
    with h5py.File(file, "r+") as weights:
        change(weights)
    return zipped(parts | {"model.weights.h5": file.getvalue()})


KERNEL = "layers/dense/vars/0"


def linked_elsewhere(file: h5py.File) -> None:
    del file[KERNEL]
    file[KERNEL] = h5py.ExternalLink("/etc/passwd", "x")


def packed(file: h5py.File) -> None:
    del file[KERNEL]
    file.create_dataset(KERNEL, data=np.zeros((3, 4)), compression="gzip")


def too_wide(file: h5py.File) -> None:
    del file[KERNEL]
    file.create_dataset(KERNEL, data=np.zeros((3, 5)))


def of_texts(file: h5py.File) -> None:
    del file[KERNEL]
    file.create_dataset(KERNEL, data=np.array([b"text"]))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (KERAS[:200], "damaged, or not all of it is here"),
        (zipped({"other.json": b"{}"}), "there is no config.json and model.weights.h5 in it"),
        (zipped({"config.json": b"{}", "model.weights.h5": b""}), "config.json: it is damaged"),
        (
            zipped({"config.json": b"[" * 99_999, "model.weights.h5": b""}),
            "config.json: it is damaged",
        ),
        (with_weights(linked_elsewhere), f"{KERNEL}: these weights are not in the file"),
        (with_weights(packed), f"{KERNEL}: these weights are not stored as Keras does"),
        (with_weights(too_wide), "first: its weights are not those of 4 units"),
        (with_weights(of_texts), f"{KERNEL}: it holds texts"),
    ],
)
def test_damaged_models_of_keras(data: bytes, why: str) -> None:
    assert why in why_not("mine.keras", data)


class Trap:
    """What makes a file when its pickle is opened."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @override
    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self._path,)


def test_no_pickle_is_ever_opened(tmp_path: Path) -> None:
    trap = tmp_path / "sprung"
    pickled = pickle.dumps(Trap(trap))
    assert "pickle" in why_not("model.pt", pickled)
    assert "pickle" in why_not("model.pt", zipped({"model/data.pkl": pickled}))
    assert "Python objects" in why_not("a.npz", npz(w=np.array([[Trap(trap)]], dtype=object)))
    assert not trap.exists()
    pickle.loads(pickled)
    assert trap.exists()


def test_hdf5_alone_is_told_how_to_be_saved() -> None:
    with zipfile.ZipFile(io.BytesIO(KERAS)) as archive:
        assert "save the model as .keras" in why_not("a.h5", archive.read("model.weights.h5"))


def test_a_model_of_onnx_is_told_from_a_table_and_says_which_files_open() -> None:
    model = onnx_model(as_document(bank()))
    assert "ONNX" in why_not("a.onnx", model)
    assert ".safetensors, .keras or .npz" in why_not("A.ONNX", model)
