"""What stands below the data of a table: sums, means, notes, sources."""

import re
from collections.abc import Iterator, Sequence

from core.tables.cells import is_missing
from core.tables.guesses.layout import is_number
from core.tables.problems import first_few, lines_text, quoted
from core.tables.remarks import Remark

_MOST = 20  # rows
_TOTALS = frozenset(
    {"total", "totals", "grand total", "overall", "sum", "mean", "average", "avg", "median"}
    | {"min", "max", "minimum", "maximum", "std", "sd", "stdev", "standard deviation", "count"}
    | {"gesamt", "insgesamt", "summe", "mittelwert", "durchschnitt"}
    | {"total général", "somme", "moyenne", "suma", "media", "promedio", "totale", "somma"}
)
_NOTE = re.compile(
    r"[*†©]|\(?\d{1,2}[.)]\s|(?:sources?|notes?|footnotes?|data (?:from|source)|last updated|as of"
    r"|quellen?|stand|anmerkung(?:en)?|hinweise?|fuente|fonte)\b",
    re.IGNORECASE,
)


def is_note(cells: Sequence[str]) -> bool:
    """Whether cells, fewer than a row of the table has, are those of a text below it."""
    text = cells[0].strip()
    alone = not any(cell.strip() for cell in cells[1:])
    return not is_number(text) and (alone or _NOTE.match(text) is not None)


def rows_below(columns: Sequence[Sequence[str]]) -> int:
    """Return how many rows at the end are no data, though they have a cell for each column.

    That is a total, a mean or the like, which no other row is called, and a note alone in its row.
    One row stays in any case.
    """
    rows = len(columns[0])
    count = 0
    while count < min(_MOST, rows - 1):
        cells = [column[rows - count - 1] for column in columns]
        if not (_is_total(cells, columns) or _is_lone_note(cells)):
            break
        count += 1
    return count


def about_end(
    rows: Sequence[Sequence[str]], lines: Sequence[int], notes: Sequence[int]
) -> Iterator[Remark]:
    """Remark on rows at the end that are left out.

    Args:
        rows: those that might be data.
        lines: where they are.
        notes: where notes are that cannot be.
    """
    if rows:
        words = [next(cell for cell in row if not is_missing(cell)) for row in rows]
        where = lines_text(lines[0], lines[-1])
        listed = first_few([quoted(word) for word in words])
        yield Remark(
            f"{where} left out: {listed}", "", f"{where} may be data", option=("keep_end", True)
        )
    if notes:
        yield Remark(f"{lines_text(notes[0], notes[-1])} left out: below the table")


def _is_total(cells: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    at = next((at for at, cell in enumerate(cells) if not is_missing(cell)), 0)
    word = cells[at].strip(" .:").casefold()
    if word not in _TOTALS or columns[at].count(cells[at]) > 1:
        return False
    return any(map(is_number, cells))


def _is_lone_note(cells: Sequence[str]) -> bool:
    return not any(cells[1:]) and _NOTE.match(cells[0].strip()) is not None
