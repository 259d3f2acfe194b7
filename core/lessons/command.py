"""What the command line does with lessons: it checks one, and gathers what a class handed in."""

import argparse
import sys
from pathlib import Path

from core.cli.output import print_result, say
from core.files.atomic_write import write_file
from core.files.file_reading import FileReadError, read_file
from core.lessons.classes.gathering import gather
from core.lessons.classes.shelf import ShelfLesson
from core.lessons.classes.table import results_csv
from core.lessons.playing import playable_lesson
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import MAX_BYTES, read_lesson


def check_lesson(path: Path) -> int:
    """Play a lesson, and say what is wrong with it; return the exit code."""
    try:
        lesson = playable_lesson(read_file(path).data)
    except FileReadError as trouble:
        say(trouble)
        return 1
    except LessonError as trouble:
        sys.stderr.write(trouble.by_line(path))
        return 1
    tasks = sum(len(page.tasks) for page in lesson.pages)
    return print_result(
        f"{lesson.title}: all is solved; pages: {len(lesson.pages)}, tasks: {tasks}\n"
    )


def _read(path: Path) -> ShelfLesson:
    return ShelfLesson(path.name, read_lesson(read_file(path, MAX_BYTES).data))


def gather_results(options: argparse.Namespace) -> int:
    """Gather what a class handed in, as a table, and return the exit code."""
    given: Path | None = options.file
    try:
        places = [] if given is None else [given if given.is_dir() else _read(given)]
        found = gather(options.gather, places)
    except FileReadError as trouble:
        say(trouble)
        return 1
    except LessonError as trouble:
        sys.stderr.write(trouble.by_line(options.file))
        return 1
    for remark in found.remarks:
        say(remark)
    table = results_csv(found)
    if options.out is None:
        return print_result(table.decode("utf-8-sig"))
    try:
        write_file(options.out, table)
    except OSError as trouble:
        say(f"“{options.out}” could not be written: {trouble.strerror}")
        return 1
    return 0
