"""Guard against formula injection: texts a spreadsheet would run begin with an apostrophe.

A cell that begins with =, +, -, @, as wide as in Chinese text too, a tab or a line's end is a
formula there, and a formula can start programs and send what stands beside it away. The rule is its
own inverse: a text that looks like one with apostrophes before it gets one more.
"""

import re
from collections.abc import Iterable, Sequence

GUARDED = "an apostrophe stands before texts that a spreadsheet would run as formulas"

_MARK = "'"
_BEGINS = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_RUN = re.compile(rf"'*{_BEGINS}")
_GUARDED = re.compile(rf"'+{_BEGINS}")
_NUMBER = re.compile(r"[+\-][\d.,' ]*(?:e[+\-]?\d+)?\s*%?", re.IGNORECASE | re.ASCII)


def is_run(text: str) -> bool:
    """Whether a spreadsheet program would take a text for a formula; numbers are none."""
    return _RUN.match(text) is not None and _NUMBER.fullmatch(text) is None


def guarded(text: str) -> str:
    """Return the text as it is to be handed to a spreadsheet program."""
    return f"{_MARK}{text}" if is_run(text) else text


def unguarded(cells: Sequence[str]) -> tuple[str, ...]:
    """Return texts as they were before they were guarded."""
    if _MARK not in "".join(cells):  # as in nearly all files
        return tuple(cells)
    return tuple(cell[len(_MARK) :] if _GUARDED.match(cell) else cell for cell in cells)


def guard_note(*columns: Iterable[object]) -> tuple[str, ...]:
    """Return a sentence that says that texts are guarded, where there are any."""
    texts = (cell for column in columns for cell in column if isinstance(cell, str))
    return (GUARDED,) if any(map(is_run, texts)) else ()
