"""Reading a model of any kind of file that is known."""

from core.files.document_checks import DocumentError
from core.files.file_reading import MAX_BYTES, FileContent
from core.models.chaining import chained
from core.models.keras_file import read_keras
from core.models.model import Model
from core.models.numpy_archive import read_numpy_archive
from core.models.pairing import paired
from core.models.recognising import ENDINGS, Kind, kind_of
from core.models.safetensors_file import read_safetensors
from core.models.statements import stated
from core.tables.problems import SpreadsheetError

_NOT_OPENED = {
    Kind.PICKLE: "this is a pickle, which can run any program when it is opened, so it is not: in"
    " PyTorch, save model.state_dict() with safetensors.torch.save_file",
    Kind.HDF5: "this is HDF5 without a description of its layers: save the model as .keras",
    Kind.ONNX: "this is a model of ONNX, which others run; weights open here that are saved as"
    f" {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}",
}
_ARRAYS = {Kind.SAFETENSORS: read_safetensors, Kind.NUMPY: read_numpy_archive}


def read_model(content: FileContent) -> Model:
    """Return the model in a file of weights.

    Raises:
        DocumentError: it is damaged, too large, or no chain of dense layers; it begins with the
            file's name.
    """
    try:
        return _model(content)
    except (DocumentError, SpreadsheetError) as problem:
        raise DocumentError(str(problem), content.path.name) from problem
    except RecursionError as problem:
        what = "its parts stand too deeply in one another for a network"
        raise DocumentError(what, content.path.name) from problem


def _model(content: FileContent) -> Model:
    kind = kind_of(content)
    if len(content.data) > MAX_BYTES:
        raise DocumentError(f"there are more than {MAX_BYTES // 10**6} MB in it, too many")
    if kind in _NOT_OPENED:
        raise DocumentError(_NOT_OPENED[kind])
    if kind is Kind.KERAS:
        return read_keras(content.data)
    read = _ARRAYS[kind or Kind.NUMPY]
    tensors, said = read(content.data)
    known = stated(said)
    readings = chained(paired(tensors), known.rows)
    layers = next(iter(readings.values()))
    if known.activations and len(known.activations) != len(layers):
        raise DocumentError(
            f"it has {len(layers)} layers, and says {len(known.activations)} activations"
        )
    return Model(readings, known)
