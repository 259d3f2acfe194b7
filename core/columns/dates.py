"""Dates in cells, as days since the first: 2024-01-31, 31.1.2024, 1/31/2024, with a time or not."""

import math
import re
from collections.abc import Iterable
from datetime import date

from core.tables.cells import is_missing

FORMS = {"ymd": "year first", "dmy": "day before the month", "mdy": "month before the day"}
_TIME = r"(?:[T ](?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?Z?)?"
_YEAR_FIRST = rf"(?P<y>\d{{4}})(?P<mark>[-/.])(?P<m>\d\d?)(?:(?P=mark)(?P<d>\d\d?){_TIME})?"
_YEAR_LAST = r"(?P<{}>\d\d?)(?P<mark>[-/.])(?P<{}>\d\d?)(?P=mark)(?P<y>\d{{4}})"
_PATTERNS = {
    "ymd": re.compile(_YEAR_FIRST, re.ASCII),
    "dmy": re.compile(_YEAR_LAST.format("d", "m") + _TIME, re.ASCII),
    "mdy": re.compile(_YEAR_LAST.format("m", "d") + _TIME, re.ASCII),
}


def form_of(cells: Iterable[str], least: float = 1.0) -> str:
    """Return the form in which the cells that say something are dates; "" if there is none.

    Where day and month may be either, the month comes first between slashes, else the day.

    Args:
        cells: of a column.
        least: the part of the different cells that have to be dates; at least one has to.
    """
    texts = {cell.strip() for cell in cells if not is_missing(cell)}
    slashes = any("/" in text for text in texts)
    order = ("ymd", "mdy", "dmy") if slashes else ("ymd", "dmy", "mdy")
    counts = {form: sum(not math.isnan(day_in(t, form)) for t in texts) for form in order}
    best = max(order, key=counts.__getitem__)
    return best if 0 < counts[best] >= least * len(texts) else ""


def day_in(cell: str, form: str) -> float:
    """Return the number of the day, with its part that has gone by; NaN if it is no date.

    Days are counted from 1 January of the year 1, which is 1.
    """
    found = _PATTERNS[form].fullmatch(cell.strip())
    if found is None:
        return math.nan
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"] or 1)).toordinal()
    except ValueError:
        return math.nan
    hours, minutes, seconds = (int(found[part] or 0) for part in ("h", "min", "s"))
    return day + (hours + minutes / 60 + seconds / 3600) / 24


def first_day(cells: Iterable[str], form: str) -> str:
    """Return the first of all days in some cells, as 2024-01-31; one of them has to be a date."""
    days = (day_in(cell, form) for cell in set(cells))
    return date.fromordinal(int(min(day for day in days if not math.isnan(day)))).isoformat()
