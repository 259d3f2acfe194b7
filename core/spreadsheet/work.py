"""Work that takes a while, done slice by slice, so that whoever waits can do something between.

A `Work` is a generator that yields the fraction done, from 0 to 1, and returns the result. An event
loop takes one slice at a time with `next`, and gives up by closing the generator; nothing else
needs to be undone.
"""

from collections.abc import Callable, Generator
from typing import TypeVar

from core.spreadsheet.problems import CancelledError

Result = TypeVar("Result")

Work = Generator[float, None, Result]
Progress = Callable[[float], bool]

SLICE_CELLS = 10_000  # a few milliseconds, whatever is done with them


def scaled(work: Work[Result], done: int, parts: int) -> Work[Result]:
    """Do one of several parts of a larger work, after so many that are done."""
    while True:
        try:
            fraction = next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield (done + fraction) / parts


def finish(work: Work[Result], progress: Progress | None = None) -> Result:
    """Do all of the work and return its result.

    Args:
        work: what is to be done.
        progress: called with the fraction done after each slice; returns whether to go on.

    Raises:
        CancelledError: `progress` returned False.
    """
    while True:
        try:
            fraction = next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        if progress is not None and not progress(fraction):
            work.close()
            raise CancelledError
