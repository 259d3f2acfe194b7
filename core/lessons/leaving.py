"""Leaving a lesson: what its page still asks can be seen outside, where nothing is hidden."""

from msgspec.structs import replace

from core.lessons.lesson import Lesson
from core.lessons.progress import Place, Progress
from core.lessons.tasks.hidden import is_told_by_network


def seen_outside(lesson: Lesson, progress: Progress) -> Progress:
    """The progress once the network of its page has been seen outside the lesson.

    Tasks not tried yet are marked whose answers the network tells; the same progress if none is.
    """
    for at, asked in enumerate(lesson.pages[progress.page].tasks):
        place = Place(progress.page, at)
        record = progress.of(place)
        is_new = record.is_open and not (record.counted.tries or record.counted.seen)
        if is_new and is_told_by_network(asked.task):
            progress = progress.recorded(place, replace(record, seen=True))
    return progress
