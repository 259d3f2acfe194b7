"""What stands above the data of a table: comments, a title, names, units."""

import re
from collections.abc import Iterator, Sequence

from core.tables.cells import is_missing, number_in
from core.tables.dialect import ENCODINGS, Dialect
from core.tables.guesses.layout import LONGEST_UNIT
from core.tables.problems import first_few, lines_text, quoted
from core.tables.remarks import Remark
from core.tables.table import without_unit
from core.text.names import in_one_line

_ROUND_TITLES = ' \t",;'
_WESTERN = ("cp1252", "latin-1")  # encodings, of one byte a character
_LATIN = re.compile(r"[a-z]", re.IGNORECASE | re.ASCII)
_RULE = " -=:+"  # signs of which a rule is drawn
ROW_NAMES = "row names"


def head_over(names: list[str], below: Sequence[Sequence[str]], mark: str) -> list[str]:
    """Return the cells of a header, as many as there are in the rows below it.

    A mark of a comment before the first name is none of it. Where rows have one cell more than the
    header the first column has names of rows, as R writes them; a delimiter at the end of the
    header, or of all rows, has no column behind it.
    """
    if mark:
        rest = names[0].lstrip().lstrip(mark).lstrip()
        if rest:
            names = [rest, *names[1:]]
        elif {len(row) for row in below} == {len(names) - 1}:
            names = names[1:]
    widths = {len(row) for row in below}
    if widths == {len(names) + 1} and any(row[-1] for row in below):
        return [ROW_NAMES, *names]
    if widths == {len(names) - 1} and not names[-1].strip():
        return names[:-1]
    return names


def with_units(names: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """Return names with the units that stand below them behind them: "length (cm)".

    A name that is missing above a unit is the one to the left, of which the cell was merged.

    Args:
        names: the cells of the header.
        below: the rows of units; they may be shorter or longer.
    """
    units: list[list[str]] = [[] for _ in names]
    for row in below:
        for found, cell in zip(units, row, strict=False):
            unit = in_one_line(cell).strip("()[]" + _RULE)
            if not is_missing(unit) and len(unit) <= LONGEST_UNIT:
                found.append(unit)
    found = []
    left = ""
    for name, unit in zip(names, map(" ".join, units), strict=True):
        left = name if name.strip() else left
        whole = left if unit else name
        found.append(f"{whole} ({unit})" if unit and without_unit(whole) == whole else whole)
    return found


def about_file(dialect: Dialect, lines: Sequence[str]) -> Iterator[Remark]:
    """Remark on what was left out at the top, and on unusual ways of writing."""
    if dialect.is_guess("encoding"):
        yield _about_encoding(dialect, lines)
    if dialect.skip:
        left_out = [line.strip() for line in lines[: dialect.skip] if line.strip()]
        told = "above the table"
        if left_out:
            comments = all(line.lstrip('"').startswith("#") for line in left_out)
            title = f"{told}, {quoted(left_out[0].strip(_ROUND_TITLES))}"
            told = "comments" if comments else title
        yield Remark(f"{lines_text(1, dialect.skip)} left out: {told}")
    if dialect.wrapped:
        yield Remark("the quotes round whole lines are taken off")
    yield from _about_delimiter(dialect, lines)
    if dialect.is_guess("has_header"):
        names, data = "the names of the columns", "data"
        read, instead = (names, data) if dialect.has_header else (data, names)
        option = ("has_header", not dialect.has_header)
        yield Remark(f"the first row has {read}", "", f"it may have {instead}", option=option)


def _about_encoding(dialect: Dialect, lines: Sequence[str]) -> Remark:
    name = ENCODINGS[dialect.encoding]
    words = (word for line in lines for word in re.split(r"[\s,;|]+", line))
    word = next((word for word in words if not word.isascii()), "")
    read = f"{quoted(word)} is read in {name}" if word else f"the file is read in {name}"
    others = ("cp1250", "cp1251") if _LATIN.search(word) else ("cp1251", "cp1250")
    for other in others if word and dialect.encoding in _WESTERN else ():
        instead = word.encode(dialect.encoding, "replace").decode(other, "replace")
        if instead != word:
            told = f"{quoted(instead)} in {ENCODINGS[other]}"
            return Remark(read, "", told, option=("encoding", other))
    return Remark(read, "", "another encoding may be meant")


def _about_delimiter(dialect: Dialect, lines: Sequence[str]) -> Iterator[Remark]:
    instead, option = "", None
    if dialect.is_guess("delimiter"):
        tabs = dialect.delimiter == " " and any("\t" in line for line in lines)
        instead = "only tabs may" if tabs else "it may be a part of texts"
        option = ("delimiter", "\t") if tabs else None
    if dialect.delimiter == " ":
        yield Remark("any white space parts two cells", "", instead, option=option)
    elif instead:
        yield Remark(f"{quoted(dialect.delimiter)} parts two cells", "", instead)


def about_head(
    dialect: Dialect, rows: Sequence[Sequence[str]], lines: Sequence[int]
) -> Iterator[Remark]:
    """Remark on names that are numbers, and on rows left out below the names."""
    names = [cell for cell in rows[0] if cell.strip()]
    if names and all(number_in(cell, ".") is not None for cell in names):
        listed = first_few([quoted(cell) for cell in names])
        instead = "they may be the first row of data"
        yield Remark(f"{listed} are names of columns", "", instead, option=("has_header", False))
    if dialect.head_mark:
        what = f"the names in line {lines[0]} stand behind {quoted(dialect.head_mark)}"
        yield Remark(what, "", "the line may be a comment")
    if len(rows) > 1 and not any(cell.strip(_RULE) for row in rows[1:] for cell in row):
        yield Remark(f"{lines_text(lines[1], lines[-1])} left out: a rule below the names")
    elif len(rows) > 1:
        units = first_few([quoted(cell) for row in rows[1:] for cell in row if cell.strip()])
        where = lines_text(lines[1], lines[-1])
        yield Remark(
            f"{where} left out: units, {units}, which stand behind the names",
            "",
            f"{where} may be data",
            option=("under", 0),
        )
