"""Dates in cells, as days since the first: 2024-01-31, 31.1.24, Jan 31, 2024, with a time too."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from core.tables.cells import is_missing

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<m>\d\d?|(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})"
_TIME = r"(?:[T ](?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?Z?)?"
_CLOCK = re.compile(f"(?<=.){_TIME}$", re.ASCII | re.IGNORECASE)
_MARK = r"(?P<mark>[-/.]|\.? )"
_YEAR = r"(?:,? |(?P=mark))(?P<y>\d{4}|\d\d)"
_PATTERNS = {
    form: re.compile(pattern + _TIME, re.ASCII | re.IGNORECASE)
    for form, pattern in (
        ("ymd", r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d\d?)(?:(?P=mark)(?P<d>\d\d?))?"),
        ("dmy", rf"(?P<d>\d\d?){_MARK}{_MONTH}{_YEAR}"),
        ("mdy", rf"{_MONTH}{_MARK}(?P<d>\d\d?){_YEAR}"),
    )
}
_TURN = 69  # two digits from here on are of the years 1969 to 1999


def form_of(cells: Iterable[str], least: float = 1.0) -> str:
    """Return the form in which the cells that say something are dates; "" if there is none.

    Where day and month may be either, the month comes first between slashes, else the day.

    Args:
        cells: of a column.
        least: the part of the different cells that have to be dates; at least one has to.
    """
    texts = _without_times(cells)
    counts = {
        form: sum(n for text, n in texts.items() if not math.isnan(day_in(text, form)))
        for form in _order(texts)
    }
    best = max(counts, key=counts.__getitem__)
    return best if 0 < counts[best] >= least * texts.total() else ""


def other_form_of(cells: Iterable[str]) -> str:
    """Return another form than `form_of` in which all cells are dates, too; "" if none is."""
    texts = _without_times(cells)
    fitting = (f for f in _order(texts) if not any(math.isnan(day_in(t, f)) for t in texts))
    return "".join(list(fitting)[1:2])


def _without_times(cells: Iterable[str]) -> Counter[str]:
    """The different texts that say something, and how many there are of each, without times.

    So of many cells few need to be tried in each form.
    """
    return Counter(_CLOCK.sub("", cell.strip()) for cell in cells if not is_missing(cell))


def _order(texts: Iterable[str]) -> tuple[str, str, str]:
    slashes = any("/" in text for text in texts)
    return ("ymd", "mdy", "dmy") if slashes else ("ymd", "dmy", "mdy")


def day_in(cell: str, form: str) -> float:
    """Return the number of the day, with its part that has gone by; NaN if it is no date.

    Days are counted from 1 January of the year 1, which is 1.
    """
    found = _PATTERNS[form].fullmatch(cell.strip())
    if found is None:
        return math.nan
    try:
        day = date(_year(found["y"]), _month(found["m"]), int(found["d"] or 1)).toordinal()
    except ValueError:
        return math.nan
    hours, minutes, seconds = (int(found[part] or 0) for part in ("h", "min", "s"))
    return day + (hours + minutes / 60 + seconds / 3600) / 24


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= _TURN else 2000)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1


def first_day(cells: Iterable[str], form: str) -> str:
    """Return the first of all days in some cells, as 2024-01-31; one of them has to be a date."""
    days = (day_in(cell, form) for cell in _without_times(cells))
    return date.fromordinal(int(min(day for day in days if not math.isnan(day)))).isoformat()
