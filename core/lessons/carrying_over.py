"""Carrying a progress over to a lesson that was changed while it was played."""

from itertools import takewhile
from types import MappingProxyType

from core.lessons.lesson import Lesson, Page
from core.lessons.progress import Progress


def carried_over(progress: Progress, before: Lesson, after: Lesson) -> Progress:
    """The progress in a changed lesson: what was done there before anything that has changed.

    A task is solved in what the tasks before it on its page have come to, so with one of them
    those behind it are open again.
    """
    same = [_same_tasks(*pages) for pages in zip(before.pages, after.pages, strict=False)]
    kept = {
        place: record
        for place, record in progress.records.items()
        if place.page < len(same) and place.task < same[place.page]
    }
    page = min(progress.page, len(after.pages) - 1)
    return Progress(page, progress.seed, MappingProxyType(kept))


def _same_tasks(before: Page, after: Page) -> int:
    """How many tasks of a page, from its first, are as they were."""
    if before.setup != after.setup or before.settings != after.settings:
        return 0
    pairs = zip(before.tasks, after.tasks, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].task == pair[1].task, pairs))
