"""What the dialog shows, as one value: what is chosen, what was read, and what came of it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from core.columns.histogram import Histogram
from core.columns.kinds import Survey
from core.columns.plan import ColumnPlan
from core.columns.prepared import Prepared
from core.document.document import Document
from core.tables.problems import SpreadsheetError
from core.tables.remarks import Remark
from core.tables.table import Table
from gui.dialogs.table_import.choices import Choices, schemes_for


class Columns(Struct, frozen=True, eq=False):
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


class Made(Struct, frozen=True, eq=False):
    """What came of the columns as they are planned.

    Attributes:
        prepared: the numbers, filled in from the rows that are learnt from.
        document: what is to be opened.
    """

    prepared: Prepared
    document: Document


class State(Struct, frozen=True, eq=False):
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

    @property
    def guesses(self) -> Iterator[Remark]:
        """What may mean something else, where nobody has decided yet."""
        if self.columns is None:
            return
        decided = self.choices.decimals
        remarks = self.columns.table.remarks
        yield from (each for each in remarks if each.is_guess and each.column not in decided)
        for name, remark in self.columns.doubts.items():
            plan, survey = self.plan(name), self.survey(name)
            is_read = bool(survey.nearly) and plan.coding is schemes_for(survey)[0]
            if not plan.date_form and not is_read:
                yield remark

    def plan(self, name: str) -> ColumnPlan:
        """What becomes of a column."""
        return self.plans[self._place(name)]

    def survey(self, name: str) -> Survey:
        """What was found in a column."""
        assert self.columns is not None
        return self.columns.surveys[self._place(name)]

    def _place(self, name: str) -> int:
        return [plan.name for plan in self.plans].index(name)
