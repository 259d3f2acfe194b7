"""Carrying a progress over to a lesson that was changed since."""

import hashlib
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec.structs import replace

from core.lessons.lesson import Lesson, Page
from core.lessons.progress import Marks, Progress


def carried_over(progress: Progress, lesson: Lesson) -> Progress:
    """The progress in a lesson as it is now: what was done there before anything that has changed.

    Pages are the same by their titles, or by where they stand between others that are. A task is
    solved in what the tasks before it on its page have come to, so with one of them those behind it
    are open again. What was kept without marks stays where it is.
    """
    before, after = progress.marks, _marks_of(lesson)
    last = len(after) - 1
    if before == after or not before:
        return replace(progress, page=min(progress.page, last), marks=after)
    pages = _same_pages(before, after)
    records = {
        place._replace(page=pages[place.page]): record
        for place, record in progress.records.items()
        if place.page in pages
        and place.task < _same_tasks(before[place.page], after[pages[place.page]])
    }
    page = pages.get(progress.page, min(progress.page, last))
    return Progress(page, progress.seed, MappingProxyType(records), after)


def _marks_of(lesson: Lesson) -> Marks:
    """Of each page its title, what it begins with, and its tasks, each as a short mark."""
    return tuple(
        (_mark(page.title), _mark(_beginning(page)), *(_mark(asked.task) for asked in page.tasks))
        for page in lesson.pages
    )


def _beginning(page: Page) -> Sequence[Any]:
    """What a page begins with; where numbers are drawn, they are drawn to suit all its tasks."""
    tasks = [asked.task for asked in page.tasks] if page.varies else []
    return page.setup, page.settings, tasks


def _mark(value: Any) -> str:
    return hashlib.blake2b(msgspec.json.encode(value), digest_size=6).hexdigest()


def _same_pages(before: Marks, after: Marks) -> dict[int, int]:
    """Which pages have become which."""
    titles, new_titles = ([page[0] for page in pages] for pages in (before, after))
    matcher = SequenceMatcher(None, titles, new_titles, autojunk=False)
    return {
        old: new
        for _, start, end, first, last in matcher.get_opcodes()
        for old, new in zip(range(start, end), range(first, last), strict=False)
    }


def _same_tasks(before: Sequence[str], after: Sequence[str]) -> int:
    """How many tasks of a page, from its first, are as they were."""
    if before[1] != after[1]:
        return 0
    pairs = zip(before[2:], after[2:], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
