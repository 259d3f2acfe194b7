"""What can be taken away, as the options of the command line ask for it."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from core.document.document import Document
from core.export.exports import Asked, Framework, exporting
from core.export.results import Losses, Result
from core.export.scripts.replay import ExportError
from core.files.atomic_write import write_file
from core.slices.work import finish
from core.tables.problems import SpreadsheetError


def losses_of(report: dict[str, Any]) -> Losses:
    """The losses in what the command line prints."""
    learnt = np.array(report["loss_history"], dtype=np.float64)
    last: int = report["step"]
    updates = np.arange(last + 1 - learnt.size, last + 1, dtype=np.float64)
    return Losses(updates, learnt)


def export(document: Document, report: dict[str, Any], options: argparse.Namespace) -> str:
    """Write the file that is asked for, whole or not at all; say why not, or nothing.

    Args:
        document: what is reached.
        report: what the command line prints.
        options: which file, and what is to be in it.
    """
    path: Path = options.export
    framework = Framework(options.framework or Framework.NUMPY)
    what = Result(options.what or Result.LOSSES)
    asked = Asked(document, losses_of(report), framework, what)
    try:
        write_file(path, finish(exporting(asked, path.suffix)))
    except OSError as trouble:
        return f"“{path}” could not be written: {trouble.strerror}"
    except (ExportError, SpreadsheetError) as problem:
        return f"“{path}” was not written: {problem}"
    return ""
