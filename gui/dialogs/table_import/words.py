"""The words of the dialog: for uses, codings and kinds, and what is chosen in one line."""

from collections.abc import Iterator, Mapping
from datetime import date

from core.columns.coding import Scheme, Use
from core.columns.histogram import Histogram
from core.columns.kinds import ColumnKind, Survey
from core.columns.plan import ColumnPlan
from core.columns.prepared import Prepared
from core.data.scaling import Scale
from core.opening.from_table import FAR_FROM_1, usual_loss
from core.tables.dialect import DELIMITERS, ENCODINGS, Dialect
from core.tables.problems import SpreadsheetError, quoted
from core.tables.table import Table
from core.text.numbers import counted, grouped, rounded_text
from core.training.rules.optimizers import GradientDescent
from gui.dialogs.table_import.learning_choices import LearningChoices
from gui.formatting.sentences import as_read

USES = {Use.INPUT: "Input", Use.TARGET: "Target", Use.UNUSED: "Unused"}
SCALES = {
    Scale.NONE: "not scaled",
    Scale.STANDARD: "standard: mean 0, deviation 1",
    Scale.MIN_MAX: "min–max: 0 to 1",
}
MARKS = {".": "point 0.5", ",": "comma 0,5"}
SCALED = {Scale.STANDARD: "scaled to mean 0, deviation 1", Scale.MIN_MAX: "scaled to 0 to 1"}
_KINDS = {ColumnKind.NUMBER: "number", ColumnKind.DATE: "date", ColumnKind.TEXT: "text"}
_INPUT_SCHEMES = {
    Scheme.NUMBER: "a number",
    Scheme.ONE_HOT: "one-hot: an input each",
    Scheme.ORDINAL: "ordinal: 0, 1, 2 …",
    Scheme.DATE: "days since the first",
}
_TARGET_SCHEMES = {**_INPUT_SCHEMES, Scheme.ONE_HOT: "classes"}


def short(name: str, most: int = 40) -> str:
    """A name, of which no more characters are shown than these."""
    return name if len(name) <= most else f"{name[: most - 1]}…"


def scheme_words(scheme: Scheme, plan: ColumnPlan) -> str:
    """How cells become numbers: "one-hot: an input each", "no 0, yes 1"."""
    if scheme is Scheme.YES_NO:
        pairs = [f"{short(name)} {at}" for at, name in enumerate(plan.categories)]
        return ", ".join(pairs) or "0 or 1"
    return (_TARGET_SCHEMES if plan.use is Use.TARGET else _INPUT_SCHEMES)[scheme]


def kind_words(plan: ColumnPlan, survey: Survey) -> str:
    """What the cells of a column are, or are taken for: "number", "3 categories"."""
    if plan.use is Use.TARGET and plan.coding is Scheme.ONE_HOT:
        return "classes"
    if survey.kind is ColumnKind.YES_NO:
        return " / ".join(survey.categories)
    if survey.kind is ColumnKind.CATEGORY:
        return counted(len(survey.categories), "level") if survey.is_scale else _categories(survey)
    return _KINDS[survey.kind]


def _categories(survey: Survey) -> str:
    count = len(survey.categories)
    return "1 category" if count == 1 else f"{count} categories"


def reading_summary(dialect: Dialect, table: Table | None, *, pasted: bool) -> str:
    """How a file is read, in one line: "UTF-8, comma, names in line 1"."""
    delimiter = DELIMITERS.get(dialect.delimiter, f"“{dialect.delimiter}”")
    if dialect.sheet:
        parts = [f"sheet {quoted(dialect.sheet)}"]
    else:
        parts = [] if pasted else [ENCODINGS[dialect.encoding]]
        parts.append(f"{delimiter} between cells")
    marks = set(table.decimals) if table is not None else {dialect.decimal}
    parts += [f"decimal {_MARK_NAMES[mark]}" for mark in sorted(marks) if mark in _MARK_NAMES]
    parts.append("names in the first row" if dialect.has_header else "no names")
    if dialect.skip:
        parts.append(f"{counted(dialect.skip, 'line')} skipped")
    return ", ".join(parts)


_MARK_NAMES: Mapping[str, str] = {".": "point", ",": "comma"}


def learning_summary(choices: LearningChoices, prepared: Prepared | None) -> str:
    """How is learnt, in one line: "one hidden layer of 8 ReLU, cross-entropy, rate 0.01"."""
    try:
        parts = [_layers(choices.sizes, choices.activation.name)]
    except SpreadsheetError as problem:
        parts = [as_read(str(problem))]
    if prepared is not None:
        parts.append((choices.loss or usual_loss(prepared)).name)
        if choices.scale_of_targets(prepared) is not Scale.NONE:
            parts.append("targets scaled")
    if choices.optimizer is not GradientDescent:
        parts.append(choices.optimizer.name)
    parts.append(as_read(f"rate {choices.rate}"))
    if prepared is not None:
        aside = choices.aside_of(prepared.rows.size)
        parts.append(f"{aside} % set aside" if aside else "no rows set aside")
    return ", ".join(parts)


def _layers(sizes: tuple[int, ...], activation: str) -> str:
    if not sizes:
        return "no hidden layer"
    if len(sizes) == 1:
        return f"one hidden layer of {grouped(sizes[0])} {activation}"
    return f"hidden layers of {', '.join(map(grouped, sizes))} {activation}"


def learning_words(choices: LearningChoices, prepared: Prepared, aside: int) -> str:
    """What will be done with the rows, in a sentence.

    Args:
        choices: how to learn.
        prepared: the rows.
        aside: how many of them are set aside.
    """
    rows = prepared.rows.size
    kept = f"{counted(rows - aside, 'row')} to learn from"
    parts = [kept + (f", {grouped(aside)} set aside" if aside else "")]
    batch = choices.batch_of(rows)
    if 0 < batch < rows - aside:
        parts.append("a step for each row" if batch == 1 else f"steps of {grouped(batch)} rows")
    parts += ["not scaled"] if rows - aside == 1 else _scaling_words(choices, prepared)
    return f"{'; '.join(parts)}. All this can be changed later."


def _scaling_words(choices: LearningChoices, prepared: Prepared) -> Iterator[str]:
    """What is scaled, by which rows, and why targets are where nobody chose."""
    inputs, targets = choices.input_scale, choices.scale_of_targets(prepared)
    by_what = "by the rows that are learnt from"
    if inputs is targets and inputs in SCALED:
        yield f"inputs and targets {SCALED[inputs]} {by_what}"
    else:
        both = (("inputs", inputs), ("targets", targets))
        yield from (f"{what} {SCALED[how]} {by_what}" for what, how in both if how in SCALED)
    if choices.target_scale is None and targets is not Scale.NONE:
        yield f"targets because {FAR_FROM_1}"


def histogram_words(found: Histogram, kind: ColumnKind) -> str:
    """What the bars of a column show: "from 4 to 39", "40 × no, 21 × yes"."""
    if not found.counts:
        return ""
    if found.names:
        pairs = zip(found.names, found.counts, strict=True)
        told = ", ".join(f"{grouped(count)} × {short(name)}" for name, count in pairs)
    elif kind is ColumnKind.DATE:
        first, last = (date.fromordinal(int(day)) for day in (found.low, found.high))
        told = f"from {first.isoformat()} to {last.isoformat()}"
    else:
        told = f"from {rounded_text(found.low)} to {rounded_text(found.high)}"
    return as_read(f"{told}, in every {found.every}th row" if found.every > 1 else told)
