"""All that can be taken away without a picture: which files there are, and what is in them."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from core.document.document import Document
from core.export.model_files import numpy_file, safetensors_file
from core.export.onnx.model import onnx_model
from core.export.results import NO_LOSSES, Losses, Result, writing_result
from core.export.scripts.keras_script import keras_script
from core.export.scripts.notebook import notebook
from core.export.scripts.numpy_script import numpy_script
from core.export.scripts.replay import ExportError, Replay, finding_replay
from core.export.scripts.torch_script import torch_script
from core.export.scripts.torchrun_script import torchrun_script
from core.slices.work import Work, at_once, scaled


class Framework(StrEnum):
    """What a script is written for; the value is how the command line names it."""

    NUMPY = "numpy"
    PYTORCH = "pytorch"
    KERAS = "keras"
    TORCHRUN = "torchrun"


class Asked(Struct, frozen=True, eq=False):
    """What is to be written.

    Attributes:
        document: whose present it is.
        losses: those on the way to the present; only a table of losses needs them.
        framework: what a script is written for.
        result: what a table has.
        replay: what a script retells; None for the usual.
    """

    document: Document
    losses: Losses = NO_LOSSES
    framework: Framework = Framework.NUMPY
    result: Result = Result.LOSSES
    replay: Replay | None = None


_SCRIPTS: dict[Framework, Callable[[Replay], Work[str]]] = {
    Framework.NUMPY: numpy_script,
    Framework.PYTORCH: torch_script,
    Framework.KERAS: keras_script,
    Framework.TORCHRUN: at_once(torchrun_script),
}


def _script(asked: Asked) -> Work[bytes]:
    return _retold(asked, _SCRIPTS[asked.framework])


def _notebook(asked: Asked) -> Work[bytes]:
    return _retold(asked, notebook)


def _retold(asked: Asked, write: Callable[[Replay], Work[str]]) -> Work[bytes]:
    if asked.replay:
        return (yield from write(asked.replay)).encode()
    replay = yield from scaled(finding_replay(asked.document), 0, 2)
    return (yield from scaled(write(replay), 1, 2)).encode()


def _table(asked: Asked) -> Work[bytes]:
    return writing_result(asked.document, asked.result, asked.losses)


EXPORTS: dict[str, Callable[[Asked], Work[bytes]]] = {
    ".py": _script,
    ".ipynb": _notebook,
    ".onnx": at_once(lambda asked: onnx_model(asked.document)),
    ".safetensors": at_once(lambda asked: safetensors_file(asked.document)),
    ".npz": at_once(lambda asked: numpy_file(asked.document)),
    ".csv": _table,
}
"""What is written, by the ending of the file's name."""


def exporting(asked: Asked, ending: str) -> Work[bytes]:
    """The bytes of a file.

    Args:
        asked: what is to be in it.
        ending: of its name: ".py".

    Raises:
        ExportError: no file of this ending is known, or it would be too large.
        SpreadsheetError: a text cannot be written into a table.
    """
    write = EXPORTS.get(ending.lower())
    if write is None:
        known = ", ".join(EXPORTS)
        raise ExportError(f"the name has to end in one of {known}, not in “{ending}”")
    return write(asked)
