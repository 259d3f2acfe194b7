"""A document from a table file on the disk, as the command line asks for it."""

import codecs
import re
from collections.abc import Sequence

from core.columns.kinds import ColumnKind
from core.columns.plan import ColumnPlan, Scheme, Use
from core.columns.preparing import prepare
from core.document.document import Document
from core.files.document_file import SUFFIX
from core.files.file_names import has_ending, title_of
from core.files.file_reading import FileContent
from core.opening.from_table import FAR_FROM_1, Learning, document_of, learnt_fills, plan_for
from core.tables.packed import TEXT_ENDINGS, unpacked
from core.tables.problems import SpreadsheetError, counted
from core.tables.reading import read_table
from core.tables.sniffer import guess_dialect
from core.tables.table import same_name

# Of files that may hold rows.
ENDINGS = (*TEXT_ENDINGS, ".xlsx", ".xlsm", ".ods", ".csv.gz", ".tsv.gz", ".txt.gz", ".zip")
_OBJECT = re.compile(rb"\s*\{\s*(\"|\}|$)")


def is_table(content: FileContent) -> bool:
    """Whether a file holds rows rather than a document, whatever its name ends in.

    A document is an object in JSON. What is neither is taken for what its name says.
    """
    if _OBJECT.match(content.data.removeprefix(codecs.BOM_UTF8)):
        return False
    if not has_ending(content.path, [SUFFIX]):
        return True
    try:
        data = unpacked(content.data)
        return len(read_table(data, guess_dialect(data)).names) > 1
    except SpreadsheetError:
        return False


def open_table(
    content: FileContent, targets: Sequence[str], learning: Learning
) -> tuple[Document, tuple[str, ...]]:
    """Make a document of a file of rows, with a network that can learn them.

    Args:
        content: of the file.
        targets: what is predicted, each by its name or its number from 1; if none, the usual one.
        learning: how.

    Returns:
        The document, and what was done to which column, in sentences.

    Raises:
        SpreadsheetError: that is not possible; the message is for people, and begins with the
            name of the file.
    """
    try:
        data = unpacked(content.data)
        table = read_table(data, guess_dialect(data))
        joined = ",".join(targets)
        wanted = (
            [joined] if same_name(joined, table.names) else [target.strip() for target in targets]
        )
        plans = plan_for(table, wanted, learning.loss)
        prepared = prepare(table, plans)
        prepared = learnt_fills(prepared, learning)
        document = document_of(prepared, learning, title_of(content.path, ENDINGS))
        predicted = f"predicted: {', '.join(prepared.target_columns)}"
        gaps = [prepared.rows_left] if prepared.skipped else []
        guessed = [] if learning.loss else _guessed(plans)
        told = (*guessed, *gaps, *prepared.notes, *_scaled(document, learning))
        notes = (*map(str, table.remarks), predicted, *told)
        return document, notes
    except (SpreadsheetError, ValueError) as problem:
        raise SpreadsheetError(str(problem), content.path.name) from problem


def _guessed(plans: Sequence[ColumnPlan]) -> list[str]:
    """Say that numbers are taken as classes, and how they would be learnt otherwise."""
    return [
        f"{plan.name}: few whole numbers, taken as classes; --loss mse learns how much it is"
        for plan in plans
        if plan.use is Use.TARGET
        and plan.kind is ColumnKind.NUMBER
        and plan.coding is Scheme.ONE_HOT
    ]


def _scaled(document: Document, learning: Learning) -> list[str]:
    """What is scaled, and how many rows are set aside."""
    dataset, held_out = document.experiment.dataset, document.experiment.validation
    both = {"inputs": dataset.input_scaling, "targets": dataset.target_scaling}
    notes = [f"{what}: scaled, {s.scale.value}" for what, s in both.items() if s.is_on]
    if dataset.target_scaling.is_on and learning.target_scale is None:
        notes[-1] += f", because {FAR_FROM_1}; --scale-target none leaves them as they are"
    if held_out is not None:
        rows = counted(dataset.rows, "row")
        notes.append(f"{rows} to learn from, {held_out.rows:,} set aside")
    return notes
