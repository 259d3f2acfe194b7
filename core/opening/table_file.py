"""A document from a table file on the disk, as the command line asks for it."""

from collections.abc import Sequence

from msgspec import Struct

from core.columns.coding import Scheme, Use
from core.columns.doubts import doubt
from core.columns.kinds import ColumnKind, Survey, surveying
from core.columns.plan import ColumnPlan
from core.columns.prepared import NoRowsError, Prepared
from core.columns.preparing import preparing
from core.columns.telling import remark_on
from core.document.document import Document
from core.files.file_names import title_of
from core.files.file_reading import FileContent
from core.opening.from_table import FAR_FROM_1, Learning, document_of, learnt_fills
from core.opening.table_choices import USUAL, TableChoices, dialect_for
from core.opening.table_plans import LEFT_OUT, plan_for
from core.slices.work import Work, finish, scaled
from core.tables.containers.packed import TEXT_ENDINGS, unpacked
from core.tables.dialect import Dialect
from core.tables.problems import OddCellError, SpreadsheetError, TooManyRowsError, quoted
from core.tables.reading import reading
from core.tables.remarks import Remark
from core.tables.table import Table
from core.text.numbers import counted, grouped

_STAGES = 3  # reading, looking at the columns, making numbers of them

# Of files that may hold rows.
ENDINGS = (*TEXT_ENDINGS, ".xlsx", ".xlsm", ".ods", ".csv.gz", ".tsv.gz", ".txt.gz", ".zip")


class ReadTable(Struct, frozen=True, eq=False):
    """A table, how it was read, and what was made of its columns.

    Attributes:
        table: the rows that are taken.
        dialect: how the file is written.
        surveys: what was found in each column.
        plans: what becomes of each.
    """

    table: Table
    dialect: Dialect
    surveys: tuple[Survey, ...]
    plans: tuple[ColumnPlan, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """How it was read where that is not plain, and columns that may be something else."""
        columns = zip(self.plans, self.surveys, strict=True)
        asked = [(p.name, found) for p, found in columns if _asks(found) and p.reason != LEFT_OUT]
        doubts = (doubt(self.table, name, found) for name, found in asked)
        return (*self.table.remarks, *filter(None, doubts))


def _asks(found: Survey) -> bool:
    """Whether a column may be something else: for want of a few cells, or as day and month."""
    return found.nearly is not None or found.kind is ColumnKind.DATE


def open_table(
    content: FileContent,
    targets: Sequence[str],
    learning: Learning,
    choices: TableChoices = USUAL,
) -> tuple[Document, tuple[str, ...], ReadTable]:
    """Make a document of a file of rows; see `opening_table`."""
    return finish(opening_table(content, targets, learning, choices))


def opening_table(
    content: FileContent,
    targets: Sequence[str],
    learning: Learning,
    choices: TableChoices = USUAL,
) -> Work[tuple[Document, tuple[str, ...], ReadTable]]:
    """Make a document of a file of rows, with a network that can learn them.

    Args:
        content: of the file.
        targets: what is predicted, each by its name or its number from 1; if none, the usual one.
        learning: how.
        choices: how the file is read, and what becomes of its columns.

    Returns:
        The document, what was done to which column, in sentences, and the table.

    Raises:
        SpreadsheetError: that is not possible; the message is for people, and begins with the
            name of the file.
    """
    try:
        read = yield from _reading(unpacked(content.data), targets, learning, choices)
        prepared = yield from scaled(preparing(read.table, read.plans), 2, _STAGES)
        prepared = learnt_fills(prepared, learning)
        document = document_of(prepared, learning, title_of(content.path, ENDINGS))
    except (SpreadsheetError, ValueError) as problem:
        raise SpreadsheetError(f"{problem}{_option(problem)}", content.path.name) from problem
    predicted = f"predicted: {', '.join(prepared.target_columns)}"
    guessed = [] if learning.loss or choices.classes is not None else _guessed(read.plans)
    doubts = (*guessed, *_gaps(prepared), *_telling(prepared))
    told = (*doubts, *prepared.notes, *_scaled(document, learning))
    return document, (*map(str, read.remarks), predicted, *told), read


def _reading(
    data: bytes | str, targets: Sequence[str], learning: Learning, choices: TableChoices
) -> Work[ReadTable]:
    dialect = dialect_for(data, choices)
    table = yield from scaled(reading(data, dialect, sample=choices.sample), 0, _STAGES)
    surveys = yield from scaled(surveying(table), 1, _STAGES)
    plans = plan_for(table, targets, learning.loss, choices, surveys)
    return ReadTable(table, dialect, surveys, plans)


def _option(problem: ValueError) -> str:
    """The option that is the remedy, where there is one."""
    if isinstance(problem, OddCellError):
        return f" (--odd missing, or --without {quoted(problem.column)})"
    if isinstance(problem, TooManyRowsError):
        return f" (--sample {problem.sample})"
    if isinstance(problem, NoRowsError):
        return f" (--without {quoted(problem.gains[0].column)})" if problem.gains else ""
    return ""


def _gaps(prepared: Prepared) -> list[str]:
    """Say how many rows are left, and what would leave more."""
    if not prepared.skipped:
        return []
    told = prepared.rows_left
    if prepared.gains:
        gain = prepared.gains[0]
        more = prepared.rows.size + gain.rows
        told += f"; --without {quoted(gain.column)} leaves {grouped(more)}"
    return [told]


def _telling(prepared: Prepared) -> list[str]:
    """Name the inputs that may be what is predicted, in other words."""
    target = prepared.target_columns[0]
    return [
        f"{remark_on(name, target)}; --without {quoted(name)} leaves it out"
        for name in prepared.telling
    ]


def _guessed(plans: Sequence[ColumnPlan]) -> list[str]:
    """Say that numbers are taken as classes, and how they would be learnt otherwise."""
    return [
        f"{plan.name}: few whole numbers, taken as classes; --classes no learns how much it is"
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
        notes.append(f"{rows} to learn from, {grouped(held_out.rows)} set aside")
    return notes
