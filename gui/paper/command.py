"""Worksheets from the command line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.cli.paper_options import MOST_SHEETS
from core.files.atomic_write import write_file
from core.files.file_reading import FileReadError, is_there, read_file
from core.lessons.paper.making import varies, worksheets_of
from core.lessons.paper.names import names_in
from core.lessons.paper.sheet import Worksheet
from core.lessons.playing import playable_lesson
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import MAX_BYTES
from gui.paper.paper import Paper
from gui.paper.printing import pdf_of_keys, pdf_of_sheets
from gui.style.theme import add_fonts

_FIRST = 1  # the number of the first sheet, if none is given


def write_worksheets(options: argparse.Namespace) -> int:
    """Write the sheets, their keys or both, and return the exit code.

    All is made before the first file is written.
    """
    try:
        _check_places(options)
        lesson = playable_lesson(read_file(options.file, MAX_BYTES).data)
        first = _FIRST if options.seed is None else options.seed
        sheets = worksheets_of(lesson, first, _names(options))
        are_alike = not varies(lesson)
        for path, data in _printed(sheets, options, are_alike=are_alike).items():
            _write(path, data)
    except LessonError as trouble:
        sys.stderr.write(trouble.by_line(options.file))
        return 1
    except (FileReadError, ValueError) as trouble:
        sys.stderr.write(f"downhill: {trouble}\n")
        return 1
    if are_alike and len(sheets) > 1:
        sys.stderr.write("downhill: no number of this lesson is drawn: all sheets are alike\n")
    return 0


def _printed(
    sheets: Sequence[Worksheet], options: argparse.Namespace, *, are_alike: bool
) -> dict[Path, bytes]:
    """What is to be written where."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    add_fonts()
    paper, found = Paper(options.paper or Paper.A4.value), dict[Path, bytes]()
    if options.worksheet is not None:
        found[options.worksheet] = pdf_of_sheets(sheets, paper)
    if options.key is not None:
        found[options.key] = pdf_of_keys(sheets, paper, are_alike=are_alike)
    del application  # only now: the fonts are the application's
    return found


def _write(path: Path, data: bytes) -> None:
    try:
        write_file(path, data)
    except OSError as trouble:
        raise ValueError(f"“{path}” could not be written: {trouble.strerror}") from None


def _check_places(options: argparse.Namespace) -> None:
    """Raise ValueError where something would be replaced that nobody gave up."""
    for path in (options.worksheet, options.key):
        if path is not None and is_there(path) and not options.force:
            raise ValueError(f"“{path}” is already there; --force replaces it")


def _names(options: argparse.Namespace) -> Sequence[str]:
    """The names on the sheets, empty where they are to be filled in."""
    if options.names is None:
        return [""] * (options.copies or 1)
    try:
        return names_in(read_file(options.names).data, MOST_SHEETS)
    except ValueError as trouble:
        raise ValueError(f"{options.names.name}: {trouble}") from None
