"""What the head of each column tells: its name, use and kind, a histogram, and what is doubtful."""

from msgspec import Struct

from core.columns.coding import Missing, Scheme, Use
from core.columns.histogram import NOTHING_COUNTED, Histogram
from core.columns.kinds import ColumnKind, Survey
from core.columns.notes import how_coded, what_filled
from core.columns.plan import ColumnPlan
from core.columns.prepared import Coded
from core.data.scaling import Scale
from core.tables.problems import quoted
from core.tables.remarks import Remark
from core.text.numbers import counted, grouped
from gui.dialogs.table_import.state import State
from gui.dialogs.table_import.words import SCALED, USES, histogram_words, kind_words
from gui.formatting.sentences import as_read

_MIDDLES = {Missing.MEAN: "mean", Missing.MEDIAN: "median"}


class Head(Struct, frozen=True):
    """The head of a column.

    Attributes:
        name: the column's.
        use: what it is for; None while that is not known.
        kind: what its cells are.
        histogram: how often what stands in it.
        values: what stands in it, in a few words.
        doubts: what to look at, each in a few words.
        becomes: what its cells become, in a sentence; empty if it is not used.
    """

    name: str
    use: Use | None = None
    kind: str = ""
    histogram: Histogram = NOTHING_COUNTED
    values: str = ""
    doubts: tuple[str, ...] = ()
    becomes: str = ""

    @property
    def text(self) -> str:
        """All that it tells, line by line."""
        use = f"{USES[self.use]}: {self.kind}" if self.use else ""
        return "\n".join(filter(None, [self.name, use, self.values, *self.doubts, self.becomes]))


def heads_of(state: State) -> tuple[Head, ...]:
    """The heads of all columns."""
    columns = state.columns
    if columns is None:
        return tuple(map(Head, state.first.names)) if state.first else ()
    prepared = state.made.prepared if state.made else state.prepared
    coded = {each.coding.name: each for each in prepared.columns} if prepared else {}
    learning, scales = state.choices.learning, dict[Use, Scale]()
    if prepared is not None:
        scales[Use.INPUT] = learning.input_scale
        scales[Use.TARGET] = learning.scale_of_targets(prepared)
    remarks = dict[str, list[Remark]]()
    for remark in state.guesses:
        remarks.setdefault(remark.column, []).append(remark)
    all_of_them = zip(state.plans, columns.surveys, columns.histograms, strict=True)
    return tuple(
        Head(
            plan.name,
            plan.use,
            kind_words(plan, survey),
            found,
            histogram_words(found, survey.kind),
            _doubts(state, plan, survey, remarks.get(plan.name, [])),
            becomes(coded[plan.name], scales[plan.use]) if plan.name in coded else "",
        )
        for plan, survey, found in all_of_them
    )


def becomes(column: Coded, scale: Scale) -> str:
    """What the cells of a column become: "one-hot, 3 inputs; 2 missing cells filled …"."""
    said = how_coded(column.coding)
    filled = int(column.missing.sum())
    if filled and column.filled is not Missing.SKIP_ROW:
        said += f"; {what_filled(column.coding, filled, _MIDDLES[column.filled])}"
    return as_read(f"{said}; then {SCALED[scale]}" if scale in SCALED else said)


def _doubts(
    state: State, plan: ColumnPlan, survey: Survey, remarks: list[Remark]
) -> tuple[str, ...]:
    said = [as_read(f"{remark.read}?") for remark in remarks]
    if plan.use is not Use.UNUSED:
        said += odd_cells(state, plan, survey)
    if plan.use is not Use.UNUSED and plan.odd_is_missing and plan.coding is Scheme.NUMBER:
        odd = survey.rows - survey.missing - survey.numbers
        said.append(f"{counted(odd, 'odd cell')} taken as missing")
    if survey.missing:
        said.append(f"{grouped(survey.missing)} missing")
    if plan.reason:
        said.append(plan.reason)
    elif survey.kind is ColumnKind.TEXT and plan.use is Use.UNUSED:
        said.append("texts, not a few categories")
    return tuple(said)


def odd_cells(state: State, plan: ColumnPlan, survey: Survey) -> list[str]:
    """The first cell of a column of numbers that is none, and its line; nothing if there is none.

    "“1.2.3” in line 7 is not a number".
    """
    is_read = plan.coding is Scheme.NUMBER and not plan.odd_is_missing
    if not survey.bad or state.columns is None or not is_read:
        return []
    table, row = state.columns.table, survey.bad[0]
    cell = quoted(table.column(plan.name)[row])
    more = survey.rows - survey.missing - survey.numbers - 1
    others = f", and {counted(more, 'cell')} more" if more else ""
    return [f"{cell} in line {table.lines[row]} is not a number{others}"]
