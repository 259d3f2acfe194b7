"""Sliced work: what takes a while, done bit by bit, so that a window stays alive between.

A `Work` is a generator that yields the fraction done, from 0 to 1, and returns the result. An event
loop takes one slice at a time with `next`, and gives up by closing the generator; nothing else
needs to be undone.
"""

from collections.abc import Callable, Generator
from typing import TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")

Work = Generator[float, None, Result]

SLICE_CELLS = 10_000  # a few milliseconds, whatever is done with them


class WorkError(Exception):
    """Work that cannot be done; the message says why, and what to do, in words for people."""


def scaled(work: Work[Result], done: int, parts: int) -> Work[Result]:
    """Do one of several parts of a larger work, after so many that are done."""
    while True:
        try:
            fraction = next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield (done + fraction) / parts


def finish(work: Work[Result]) -> Result:
    """Do all of the work at once and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result


def finish_while(work: Work[Result], may_go_on: Callable[[], bool]) -> Result | None:
    """Do some work for as long as it may go on; its result, or None where there is more to do."""
    try:
        while may_go_on():
            next(work)
    except StopIteration as end:
        result: Result = end.value
        return result
    return None


def at_once(make: Callable[[Given], Result]) -> Callable[[Given], Work[Result]]:
    """What does as work what a function does, in one slice: for what takes no while."""

    def work(given: Given) -> Work[Result]:
        yield 0.0
        return make(given)

    return work
