"""What can be taken away, as the options of the command line ask for it."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from core.document.document import Document
from core.export.exports import Asked, Framework, exporting
from core.export.results import Losses, Result
from core.files.atomic_write import write_file
from core.slices.work import finish


def losses_of(report: dict[str, Any]) -> Losses:
    """The losses in what the command line prints."""
    learnt = np.array(report["loss_history"], dtype=np.float64)
    last: int = report["step"]
    updates = np.arange(last + 1 - learnt.size, last + 1, dtype=np.float64)
    return Losses(updates, learnt)


def export(document: Document, losses: Losses, options: argparse.Namespace) -> None:
    """Write the file that is asked for, whole or not at all.

    Raises:
        ExportError: it cannot be made.
        SpreadsheetError: a text cannot be written into a table.
        OSError: it cannot be written.
    """
    path: Path = options.export
    framework = Framework(options.framework or Framework.NUMPY)
    asked = Asked(document, losses, framework, Result(options.what or Result.LOSSES))
    write_file(path, finish(exporting(asked, path.suffix)))
