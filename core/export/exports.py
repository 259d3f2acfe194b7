"""All that can be taken away without a picture: which files there are, and what is in them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from core.document.document import Document
from core.export.onnx_model import onnx_model
from core.export.results import Losses, Result, result_csv
from core.export.scripts.keras_script import keras_script
from core.export.scripts.notebook import notebook
from core.export.scripts.numpy_script import numpy_script
from core.export.scripts.replay import ExportError, Replay, replay_of
from core.export.scripts.torch_script import torch_script
from core.export.scripts.torchrun_script import torchrun_script


class Framework(StrEnum):
    """What a script is written for; the value is how the command line names it."""

    NUMPY = "numpy"
    PYTORCH = "pytorch"
    KERAS = "keras"
    TORCHRUN = "torchrun"


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What is to be written.

    Attributes:
        document: whose present it is.
        losses: those on the way to the present.
        framework: what a script is written for.
        result: what a table has.
        replay: what a script retells; None for the usual.
    """

    document: Document
    losses: Losses
    framework: Framework = Framework.NUMPY
    result: Result = Result.LOSSES
    replay: Replay | None = None

    @property
    def retold(self) -> Replay:
        """What a script retells."""
        return self.replay or replay_of(self.document)


_SCRIPTS: dict[Framework, Callable[[Replay], str]] = {
    Framework.NUMPY: numpy_script,
    Framework.PYTORCH: torch_script,
    Framework.KERAS: keras_script,
    Framework.TORCHRUN: torchrun_script,
}


def _script(asked: Asked) -> bytes:
    return _SCRIPTS[asked.framework](asked.retold).encode()


def _notebook(asked: Asked) -> bytes:
    return notebook(asked.retold).encode()


def _table(asked: Asked) -> bytes:
    return result_csv(asked.document, asked.result, asked.losses)


EXPORTS: dict[str, Callable[[Asked], bytes]] = {
    ".py": _script,
    ".ipynb": _notebook,
    ".onnx": lambda asked: onnx_model(asked.document),
    ".csv": _table,
}
"""What is written, by the ending of the file's name."""


def exported(asked: Asked, ending: str) -> bytes:
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
