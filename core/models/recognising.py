"""Whether a file is one of weights, by its content and its name; light, for every file is asked."""

from enum import StrEnum

from core.files.file_names import has_ending
from core.files.file_reading import FileContent

CONFIG, WEIGHTS = "config.json", "model.weights.h5"  # the files in a model of Keras
_SIZE = 8  # bytes that tell how long the header is


class Kind(StrEnum):
    """The kinds of files of weights; the value is how the name of one usually ends."""

    SAFETENSORS = ".safetensors"
    KERAS = ".keras"
    NUMPY = ".npz"
    HDF5 = ".h5"
    PICKLE = ".pt"
    ONNX = ".onnx"


ENDINGS = (Kind.SAFETENSORS, Kind.KERAS, Kind.NUMPY)
"""Those that can be opened."""
_BEGINNINGS = {
    b"\x89HDF": Kind.HDF5,
    b"\x80\x02": Kind.PICKLE,
    b"\x80\x03": Kind.PICKLE,
    b"\x80\x04": Kind.PICKLE,
    b"\x80\x05": Kind.PICKLE,
}


def kind_of(content: FileContent) -> Kind | None:
    """What kind of file of weights it is; None if it is none.

    What cannot be told by the content is taken for what the name says.
    """
    data = content.data
    header = int.from_bytes(data[:_SIZE], "little")
    if data[_SIZE : _SIZE + 2] == b'{"' and header < len(data):
        return Kind.SAFETENSORS
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    named = (*ENDINGS, Kind.ONNX)
    by_name = next((each for each in named if has_ending(content.path, [each])), None)
    return (_archived(data) if data.startswith(b"PK") else None) or by_name


def _archived(data: bytes) -> Kind | None:
    """Only imports here what reads archives: documents should not wait for it."""
    from core.tables.containers.zipped import names_in

    names = names_in(data)
    if {CONFIG, WEIGHTS} <= set(names):
        return Kind.KERAS
    if names and all(name.endswith(".npy") for name in names):
        return Kind.NUMPY
    return Kind.PICKLE if any(name.endswith("data.pkl") for name in names) else None
