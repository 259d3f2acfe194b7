"""The opening of a table: from a file and what is chosen to a document, a slice at a time."""

from enum import IntEnum
from typing import Any

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.columns.dates import form_of, other_form_of
from core.columns.doubts import doubt
from core.columns.histogram import histograms
from core.columns.kinds import ColumnKind, surveying
from core.columns.plan import ColumnPlan
from core.columns.prepared import Prepared
from core.columns.preparing import preparing
from core.document.document import Document
from core.files.document_file import DocumentError, check_document
from core.opening.from_table import document_of, learnt_fills
from core.slices.work import Work
from core.tables.problems import SpreadsheetError
from core.tables.reading import preview, reading
from core.tables.sniffer import guess_dialect
from core.tables.source import first_lines
from core.tables.table import Table
from gui.dialogs.table_import.choices import Choices, plans_of
from gui.dialogs.table_import.learning_choices import LearningChoices
from gui.dialogs.table_import.state import Columns, Made, State
from gui.widgets.slices import Slices


class Stage(IntEnum):
    """The stages of the work, one after another."""

    READING = 0
    COLUMNS = 1
    PREPARING = 2
    MAKING = 3


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
        self._stage = Stage.READING
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
        self._begin(Stage.READING)

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
        stage = _first_stage(before, choices)
        if stage is not None and not (self.is_busy and self._stage < stage):
            self._begin(stage)
        elif stage is Stage.PREPARING and self.state.columns is not None:
            self.state = replace(self.state, plans=self._plans(self.state.columns))
        self.changed.emit()

    def _plans(self, columns: Columns) -> tuple[ColumnPlan, ...]:
        return plans_of(self.state.choices, columns.table.names, columns.surveys)

    # One stage after another

    def _begin(self, stage: Stage) -> None:
        """Do a stage; those that follow are done after it, as things are chosen then."""
        self._stage = stage
        match stage:
            case Stage.READING:
                self._begin_reading()
            case Stage.COLUMNS:
                self._begin_columns()
            case Stage.PREPARING:
                self._begin_preparing()
            case Stage.MAKING:
                self._begin_making()

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
            plans = self._plans(columns)
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
            self._begin(Stage.COLUMNS)
        elif isinstance(result, Columns):
            self.state = replace(self.state, columns=result)
            self._begin(Stage.PREPARING)
        elif isinstance(result, Prepared):
            self.state = replace(self.state, prepared=result)
            self._begin(Stage.MAKING)
        else:
            self._show(replace(self.state, made=result))

    def _on_failed(self, problem: SpreadsheetError) -> None:
        self._show(replace(self.state, made=None, refusal=problem))

    def _show(self, state: State) -> None:
        self.state = state
        self.changed.emit()


def _first_stage(before: Choices, after: Choices) -> Stage | None:
    """The first stage that is to be done again; None where nothing else is chosen."""
    if (after.dialect, after.sample) != (before.dialect, before.sample):
        return Stage.READING
    if after.decimals != before.decimals:
        return Stage.COLUMNS
    if after.plans != before.plans:
        return Stage.PREPARING
    return Stage.MAKING if after.learning != before.learning else None


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
