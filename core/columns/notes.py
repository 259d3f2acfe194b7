"""Sentences on what was done to each column: coded, filled, left out."""

from collections.abc import Iterable, Sequence

from core.columns.coding import FORMS, Coding, Scheme, Use
from core.columns.kinds import ColumnKind
from core.columns.plan import ColumnPlan
from core.nn.arrays import Array
from core.tables.problems import first_few
from core.tables.table import Lines
from core.text.numbers import counted, grouped, rounded_text

THEY_ARE_TEXTS = "its cells are texts, neither numbers nor a few categories"

_MANY_ALIKE = 12
_PLACES = (Scheme.YES_NO, Scheme.ORDINAL)  # of which a number is the place of a category


def gathered(notes: Iterable[tuple[str, str]]) -> list[str]:
    """Put a column and what is said of it in a sentence; many columns alike share one.

    Args:
        notes: pairs of a column's name and what is said of it.
    """
    told = list(notes)
    alike: dict[str, list[str]] = {}
    for name, text in told:
        alike.setdefault(text, []).append(name)
    sentences: dict[str, None] = {}
    for name, text in told:
        names, about = alike[text], name
        if len(names) > _MANY_ALIKE:
            about = f"{names[0]}, {names[1]}, … {names[-1]} ({grouped(len(names))} columns)"
        sentences[f"{about}: {text}"] = None
    return list(sentences)


def how_coded(coding: Coding) -> str:
    """Say how a column became numbers: "one-hot, 3 inputs"."""
    if coding.scheme is Scheme.NUMBER:
        return "numbers, as they are"
    if coding.scheme is Scheme.ONE_HOT:
        nouns = ("input", "inputs") if coding.use is Use.INPUT else ("class", "classes")
        return f"one-hot, {counted(len(coding.categories), *nouns)}"
    if coding.scheme is Scheme.DATE:
        first, form = coding.categories
        return f"days since {first}" + ("" if form == "ymd" else f", read with the {FORMS[form]}")
    pairs = [f"{category} = {at}" for at, category in enumerate(coding.categories)]
    return first_few(pairs)


def what_filled(coding: Coding, count: int, middle: str) -> str:
    """Say what was filled in: "177 missing cells filled with the mean 29.7".

    Args:
        coding: the column's.
        count: how many cells were missing in the rows that are there.
        middle: what the number is, mean or median, or empty if that is not known any more.
    """
    cells = counted(count, "missing cell")
    numbers = ", ".join(map(rounded_text, coding.fills[:5]))
    if len(coding.fills) > 5:
        numbers += ", …"
    what = f"the {middle}{'' if len(coding.fills) == 1 else 's'} {numbers}" if middle else numbers
    return f"{cells} filled with {what}"


def always_the_same(coding: Coding, nodes: Sequence[Array]) -> str | None:
    """Say that a column has a single value: "always 3, nothing to learn from it".

    Args:
        coding: the column's.
        nodes: what it became, an array a node, each of shape (rows,), with at least one row.
    """
    if any(node.min() != node.max() for node in nodes):
        return None
    return f"always {the_only_value(coding, nodes)}, nothing to learn from it"


def the_only_value(coding: Coding, nodes: Sequence[Array]) -> str:
    """Write the value of a column that has a single one, as it stands in the first row.

    Args:
        coding: the column's.
        nodes: what it became, an array a node, each of shape (rows,), with at least one row.
    """
    values = [float(node[0]) for node in nodes]
    what = rounded_text(values[0])
    if coding.scheme is Scheme.ONE_HOT and 1.0 in values:
        what = coding.categories[values.index(1.0)]
    elif coding.scheme in _PLACES and values[0].is_integer() and len(values) == 1:
        what = coding.categories[int(values[0])]
    return what


def why_unused(plan: ColumnPlan | None) -> str:
    """Say of a column that it is not used, and why if nobody chose so."""
    if plan is not None and plan.reason:
        return f"not used; {plan.reason}"
    if plan is not None and plan.kind is ColumnKind.TEXT:
        return f"not used; {THEY_ARE_TEXTS}"
    return "not used"


def why_left_out(name: str, lines: Lines) -> str:
    """Say how many rows have no number: "2 rows left out because fare is missing (lines 7, 9)"."""
    if lines.size == 1:
        return f"1 row left out because {name} is missing (line {lines[0]})"
    places = first_few([str(line) for line in lines[:5].tolist()], lines.size)
    return f"{grouped(lines.size)} rows left out because {name} is missing (lines {places})"


def rows_left(rows: int, total: int, missing: Sequence[tuple[str, int]]) -> str:
    """Say how many rows there are, and why not more: "182 of 891 rows: 688 have no deck".

    Args:
        rows: how many there are.
        total: how many there would be if none was left out.
        missing: pairs of a column's name and in how many rows a cell of it is missing.
    """
    if rows == total:
        return counted(rows, "row")
    ordered = sorted(missing, key=lambda pair: -pair[1])
    parts = [f"{grouped(count)} no {name}" for name, count in ordered]
    first, verb = ordered[0][1], "has" if ordered[0][1] == 1 else "have"
    parts[0] = f"{grouped(first)} {verb} no {ordered[0][0]}"
    return f"{grouped(rows)} of {counted(total, 'row')}: {first_few(parts[:3], len(parts))}"
