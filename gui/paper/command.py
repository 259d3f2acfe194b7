"""Worksheets from the command line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.cli.output import say
from core.cli.paper_options import MOST_SHEETS
from core.files.atomic_write import write_file
from core.files.file_reading import FileReadError, read_file
from core.lessons.lesson import Lesson
from core.lessons.paper.making import hard_by_hand, varies
from core.lessons.paper.names import names_in
from core.lessons.playing import playable_lesson
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import MAX_BYTES
from core.slices.work import finish
from gui.paper.paper import Paper
from gui.paper.printing import keys_as_pdf, sheets_as_pdf
from gui.style.theme import add_fonts

_FIRST = 1  # the number of the first sheet, if none is given


def write_worksheets(options: argparse.Namespace) -> int:
    """Write the sheets, their keys or both, and return the exit code.

    All is made before the first file is written.
    """
    try:
        lesson = playable_lesson(read_file(options.file, MAX_BYTES).data)
        names = _names(options)
        for path, data in _printed(lesson, names, options).items():
            _write(path, data)
    except LessonError as trouble:
        sys.stderr.write(trouble.by_line(options.file))
        return 1
    except (FileReadError, ValueError) as trouble:
        say(trouble)
        return 1
    if len(names) > 1 and not varies(lesson):
        say("no number of this lesson is drawn: all sheets are alike")
    if hard := hard_by_hand(lesson):
        say(hard)
    return 0


def _printed(
    lesson: Lesson, names: Sequence[str], options: argparse.Namespace
) -> dict[Path, bytes]:
    """What is to be written where."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    add_fonts()
    first = _FIRST if options.seed is None else options.seed
    paper, found = Paper(options.paper or Paper.A4.value), dict[Path, bytes]()
    if options.worksheet is not None:
        found[options.worksheet] = finish(sheets_as_pdf(lesson, first, names, paper))
    if options.key is not None:
        found[options.key] = finish(keys_as_pdf(lesson, first, names, paper))
    del application  # only now: the fonts are the application's
    return found


def _write(path: Path, data: bytes) -> None:
    try:
        write_file(path, data)
    except OSError as trouble:
        raise ValueError(f"“{path}” could not be written: {trouble.strerror}") from None


def _names(options: argparse.Namespace) -> Sequence[str]:
    """The names on the sheets, empty where they are to be filled in."""
    if options.names is None:
        return [""] * (options.copies or 1)
    try:
        return names_in(read_file(options.names).data, MOST_SHEETS)
    except ValueError as trouble:
        raise ValueError(f"{options.names.name}: {trouble}") from None
