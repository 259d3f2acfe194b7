"""From a file of rows on the disk to a document, as the command line asks for it."""

import stat
from collections.abc import Sequence
from pathlib import Path

from core.document import Document
from core.learning import Learning, document_of, plan_for
from core.spreadsheet.dialect_guess import guess_dialect
from core.spreadsheet.plan import Use
from core.spreadsheet.preparing import prepare
from core.spreadsheet.problems import SpreadsheetError
from core.spreadsheet.reading import read_table
from core.spreadsheet.source import MAX_BYTES

SUFFIXES = (".csv", ".tsv", ".txt", ".tab", ".data")


def is_table(path: Path) -> bool:
    """Whether the name is one of a file of rows."""
    return path.suffix.lower() in SUFFIXES


def read_bytes(path: Path) -> bytes:
    """Read a file of rows, but neither a pipe without end nor more than a table may hold.

    Raises:
        SpreadsheetError: it cannot be read; the message begins with the file's name.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SpreadsheetError("this is a folder or a device, not a file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as trouble:
        what = f"it cannot be read: {trouble.strerror or trouble}"
        raise SpreadsheetError(what, path.name) from trouble
    except (SpreadsheetError, ValueError) as problem:
        raise SpreadsheetError(str(problem), path.name) from problem


def open_table(
    path: Path, targets: Sequence[str], learning: Learning
) -> tuple[Document, tuple[str, ...]]:
    """Make a document of a file of rows, with a network that can learn them.

    Args:
        path: of the file.
        targets: what is predicted, each by its name or its number from 1; the last column if none.
        learning: how.

    Returns:
        The document, and what was done to which column, in sentences.

    Raises:
        SpreadsheetError: that is not possible; the message is for people, and begins with the
            name of the file.
    """
    data = read_bytes(path)
    try:
        table = read_table(data, guess_dialect(data))
        joined = ",".join(targets)
        wanted = [joined] if joined in table.names else [target.strip() for target in targets]
        prepared = prepare(table, plan_for(table, wanted, learning.loss))
        found = [coding.name for coding in prepared.codings if coding.use is Use.TARGET]
        document = document_of(prepared, learning, path.stem)
        notes = (f"predicted: {', '.join(found)}", *prepared.notes, *_scaled(document))
        return document, notes
    except (SpreadsheetError, ValueError) as problem:
        raise SpreadsheetError(str(problem), path.name) from problem


def _scaled(document: Document) -> list[str]:
    """What is scaled, and how many rows are set aside."""
    dataset, held_out = document.experiment.dataset, document.experiment.validation
    both = {"inputs": dataset.input_scaling, "targets": dataset.target_scaling}
    notes = [f"{what}: scaled, {s.scale.value}" for what, s in both.items() if s.is_on]
    if held_out is not None:
        notes.append(f"{dataset.rows:,} rows to learn from, {held_out.rows:,} set aside")
    return notes
