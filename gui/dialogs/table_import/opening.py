"""The opening of a table: from a file and what is chosen to a document, a slice at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.columns.dates import form_of, other_form_of
from core.columns.doubts import doubt
from core.columns.histogram import Histogram, histograms
from core.columns.kinds import ColumnKind, Survey, surveying
from core.columns.plan import ColumnPlan
from core.columns.prepared import Prepared
from core.columns.preparing import preparing
from core.document.document import Document
from core.files.document_file import DocumentError, check_document
from core.opening.from_table import document_of, learnt_fills
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, reading
from core.tables.remarks import Remark
from core.tables.sniffer import guess_dialect
from core.tables.source import first_lines
from core.tables.table import Table
from core.tables.work import Work
from gui.dialogs.table_import.choices import Choices, plans_of
from gui.dialogs.table_import.learning_choices import LearningChoices
from gui.dialogs.table_import.slices import Slices


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What is known of the columns of a table.

    Attributes:
        table: all of its cells, as they are taken.
        surveys: what was found in each column.
        histograms: how often what stands in each.
        doubts: of columns that would be numbers or dates but for a few cells, which these are; and
            of dates, which part is the month where it may be another.
        date_forms: of such dates, the form that fits best, and the other.
    """

    table: Table
    surveys: tuple[Survey, ...]
    histograms: tuple[Histogram, ...]
    doubts: Mapping[str, Remark]
    date_forms: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What came of the columns as they are planned.

    Attributes:
        prepared: the numbers, filled in from the rows that are learnt from.
        document: what is to be opened.
    """

    prepared: Prepared
    document: Document


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What the dialog shows.

    Attributes:
        choices: what is chosen.
        first: the first rows, until they cannot be read.
        lines: the first lines of the file, where it cannot be read.
        columns: what is known of the columns; None while the file is being read.
        plans: what becomes of each column.
        prepared: the numbers; None while there are none.
        made: what came of it; None while there is nothing, or it is refused.
        refusal: why it cannot be learnt like that; None if it can, or that is not known yet.
    """

    choices: Choices
    first: Table | None = None
    lines: tuple[str, ...] = ()
    columns: Columns | None = None
    plans: tuple[ColumnPlan, ...] = ()
    prepared: Prepared | None = None
    made: Made | None = None
    refusal: SpreadsheetError | None = None

    @property
    def shown(self) -> Table | None:
        """The table of which the first rows are shown."""
        return self.columns.table if self.columns is not None else self.first

    @property
    def planned(self) -> Iterator[tuple[ColumnPlan, Survey]]:
        """Each column, with what was found in it."""
        return zip(self.plans, self.columns.surveys if self.columns else (), strict=True)

    def plan(self, name: str) -> ColumnPlan:
        """What becomes of a column."""
        return self.plans[self._place(name)]

    def survey(self, name: str) -> Survey:
        """What was found in a column."""
        assert self.columns is not None
        return self.columns.surveys[self._place(name)]

    def _place(self, name: str) -> int:
        return [plan.name for plan in self.plans].index(name)


class Opening(QObject):
    """Holds what is chosen for a file, and does what that asks for; `changed` comes each time.

    `advanced` comes with the fraction of the present work that is done.
    """

    changed = Signal()
    advanced = Signal(float)

    def __init__(self, data: bytes | str, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._data, self._name = data, name
        self._read: Table | None = None
        self.state = State(Choices(guess_dialect(data)))
        self._slices = Slices(self)
        self._slices.advanced.connect(self.advanced)
        self._slices.done.connect(self._on_done)
        self._slices.failed.connect(self._on_failed)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or reckoned."""
        return self._slices.is_busy

    def begin(self) -> None:
        """Read the file as it is guessed to be written."""
        self._begin_reading()

    def stop(self) -> None:
        """Give up what is under way."""
        self._slices.cancel()

    def choose(self, choices: Choices) -> None:
        """Choose otherwise, and do again what depends on it."""
        before = self.state.choices
        if choices.dialect.sheet != before.dialect.sheet:
            guess = guess_dialect(self._data, sheet=choices.dialect.sheet)
            choices = replace(choices, dialect=guess)
        self.state = replace(self.state, choices=choices)
        if (choices.dialect, choices.sample) != (before.dialect, before.sample):
            self._begin_reading()
        elif choices.decimals != before.decimals:
            self._begin_columns()
        elif choices.plans != before.plans:
            self._begin_preparing()
        elif choices.learning != before.learning:
            self._begin_making()
        self.changed.emit()

    # One stage after another

    def _begin_reading(self) -> None:
        dialect, self._read = self.state.choices.dialect, None
        try:
            first = preview(self._data, dialect)
        except SpreadsheetError as problem:
            self._slices.cancel()
            lines = first_lines(self._data, dialect.encoding)
            self._show(State(self.state.choices, lines=lines, refusal=problem))
            return
        work = reading(self._data, dialect, sample=self.state.choices.sample)
        self._do(work, State(self.state.choices, first))

    def _begin_columns(self) -> None:
        if self._read is not None:
            state = replace(self.state, prepared=None, made=None, refusal=None)
            self._do(_columns(self._read, state.choices), state)

    def _begin_preparing(self) -> None:
        columns = self.state.columns
        if columns is not None:
            plans = plans_of(self.state.choices, columns.table.names, columns.surveys)
            state = replace(self.state, plans=plans, prepared=None, made=None, refusal=None)
            self._do(preparing(columns.table, plans), state)

    def _begin_making(self) -> None:
        prepared, learning = self.state.prepared, self.state.choices.learning
        if prepared is not None:
            state = replace(self.state, made=None, refusal=None)
            self._do(_making(prepared, learning, self._name), state)

    def _do(self, work: Work[Any], state: State) -> None:
        """Begin some work, and show how things are; what is done at once is shown at once."""
        self.state = state
        self._slices.begin(work)
        self.changed.emit()

    def _on_done(self, result: Table | Columns | Prepared | Made) -> None:
        if isinstance(result, Table):
            self._read = result
            self._begin_columns()
        elif isinstance(result, Columns):
            self.state = replace(self.state, columns=result)
            self._begin_preparing()
        elif isinstance(result, Prepared):
            self.state = replace(self.state, prepared=result)
            self._begin_making()
        else:
            self._show(replace(self.state, made=result))

    def _on_failed(self, problem: SpreadsheetError) -> None:
        self._show(replace(self.state, made=None, refusal=problem))

    def _show(self, state: State) -> None:
        self.state = state
        self.changed.emit()


def _columns(table: Table, choices: Choices) -> Work[Columns]:
    """Look through the columns of a table, as they are to be read."""
    each = zip(table.names, table.decimals, strict=True)
    table = replace(table, decimals=tuple(choices.decimals.get(name, mark) for name, mark in each))
    surveys = yield from surveying(table)
    found = yield from histograms(table, surveys)
    doubts, date_forms = {}, {}
    for name, survey in zip(table.names, surveys, strict=True):
        is_date = survey.kind is ColumnKind.DATE
        if (is_date or survey.nearly) and (remark := doubt(table, name, survey)):
            doubts[name] = remark
            yield 1.0
            if is_date:
                cells = set(table.column(name))
                date_forms[name] = form_of(cells), other_form_of(cells)
    return Columns(table, surveys, found, doubts, date_forms)


def _making(prepared: Prepared, choices: LearningChoices, name: str) -> Work[Made]:
    """Make the document, which is refused here if it would be later."""
    yield 0.5
    learning = choices.learning(prepared)
    try:
        document = document_of(prepared, learning, name)
        check_document(_with_one_row(document))
    except SpreadsheetError:
        raise
    except (ValueError, DocumentError) as problem:
        raise SpreadsheetError(str(problem)) from problem
    yield 0.9
    return Made(learnt_fills(prepared, learning), document)


def _with_one_row(document: Document) -> Document:
    """The document for a check whether a file can hold it: of all rows that takes too long.

    Numbers are finite, and not too many, when the document has been made.
    """
    experiment = document.experiment
    rows = experiment.dataset.only(np.arange(1))
    experiment = replace(experiment, dataset=rows, validation=None)
    return replace(document, experiment=experiment, start=experiment)
