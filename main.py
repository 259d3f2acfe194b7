"""Downhill's command line: open the window, or work without one."""

import argparse
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from core.cli.export_options import check_export_options, is_figure
from core.cli.other_windows import shown_elsewhere
from core.cli.output import print_result, say
from core.cli.paper_options import check_paper_options, wants_paper
from core.cli.parser import UsageError, build_parser, check_kind_options
from core.cli.replacing import check_force, files_to_write
from core.cli.way_down import with_way_down
from core.document.document import Document
from core.document.edits import randomise_weights
from core.files.document_file import (
    SUFFIX,
    DocumentError,
    Opened,
    opened_from,
    opening_document,
    write_document,
)
from core.files.file_names import has_ending
from core.files.file_reading import FileContent, is_there, reading_file
from core.lessons.course import SUFFIX as LESSON_SUFFIX
from core.nn.equality import equal
from core.nn.initializers import SUITED
from core.opening.file_kind import FileKind, file_kind
from core.opening.starters import BANK, open_starter
from core.slices.work import Work, WorkError, finish, finish_while, scaled
from core.training.ends.until import Until
from core.training.evaluation import preparing

if TYPE_CHECKING:
    from core.opening.table_file import ReadTable

_USAGE_ERROR = 2
_STEP_REFUSED = 3
_AT_ONCE = 0.5  # seconds: what is opened by then is in the window's first paint


def main(given: list[str] | None = None) -> int:
    """Do what the command line asks for, and return the exit code."""
    if shown_elsewhere(sys.argv[1:] if given is None else given):
        return 0
    parser = build_parser()
    options = parser.parse_args(given)
    _check(parser, options)
    there = [] if options.force else [*filter(is_there, files_to_write(options))]
    if there:
        return _refused(f"“{there[0]}” is there already: --force replaces it")
    if _is_about_lessons(options):
        return _teach(options)
    if wants_paper(options):
        return _write_worksheets(options)
    try:
        if options.json or options.save or (options.export and not is_figure(options.export)):
            return _run_without_window(finish(_opening(options)), options)
        return _open_window(options) if _is_in_sight(options) else _save_picture(options)
    except UsageError as problem:
        parser.error(str(problem))
    except WorkError as problem:
        return _refused(problem, in_window=options.from_desktop)


def _refused(why: object, code: int = 1, *, in_window: bool = False) -> int:
    """Say why something was not done, where there is no terminal too; return the exit code."""
    say(why)
    if in_window:
        from gui.shell.start_checks import problem

        if not problem(with_display=True):
            from gui.app import show_refusal

            show_refusal(str(why))
    return code


def _is_about_lessons(options: argparse.Namespace) -> bool:
    return options.check_lesson is not None or options.gather is not None


def _is_in_sight(options: argparse.Namespace) -> bool:
    return options.screenshot is None and options.export is None


def _teach(options: argparse.Namespace) -> int:
    """Check a lesson, or gather results. Only imported here: nothing else needs it."""
    from core.lessons.command import check_lesson, gather_results

    path: Path | None = options.check_lesson
    return gather_results(options) if path is None else check_lesson(path)


def _write_worksheets(options: argparse.Namespace) -> int:
    """Print a lesson. Only imported here: it needs Qt, but no display."""
    import os

    from gui.shell.start_checks import problem

    if trouble := problem(with_display=False):
        return _refused(trouble, _USAGE_ERROR)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.paper.command import write_worksheets

    return write_worksheets(options)


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    check_force(parser, options)
    if _is_about_lessons(options):
        return
    check_paper_options(parser, options)
    if wants_paper(options):
        return
    check_export_options(parser, options)
    shoots, ends = options.screenshot, options.until_loss or options.until_flat
    runs = options.json or options.save or options.export
    for is_wrong, why in (
        (options.save and shoots, "--save and --screenshot do not go together"),
        (options.out, "--out is for --gather"),
        ((shoots or runs) and _is_lesson(options), "a lesson is only opened in the window"),
        (
            options.save and not has_ending(options.save, [SUFFIX]),
            f"--save needs a name that ends in {SUFFIX}, not “{options.save}”",
        ),
        (ends and not runs, "--until-loss and --until-flat need --json, --save or --export"),
        (
            ends and not (options.steps or options.epochs),
            "--until-loss and --until-flat need --steps or --epochs for a limit",
        ),
    ):
        if is_wrong:
            parser.error(why)


class _Asked(NamedTuple):
    """The document that is asked for, and the file that holds it as it is, or the table."""

    document: Document
    file: FileContent | None = None
    is_whole: bool = False
    read: "ReadTable | None" = None


def _is_lesson(options: argparse.Namespace) -> bool:
    return options.file is not None and has_ending(options.file, [LESSON_SUFFIX])


def _opening(options: argparse.Namespace) -> Work[_Asked]:
    """Open the file, or else the bank's network, and change it as the options ask for.

    Raises:
        WorkError: the file cannot be read, or holds nothing that can be opened; a `UsageError`, if
            the options do not go with what it holds.
    """
    is_read = options.file is not None and not _is_lesson(options)
    content = (yield from reading_file(options.file)) if is_read else None
    kind = FileKind.DOCUMENT if content is None else file_kind(content)
    check_kind_options(options, kind.name)
    if content is not None and kind is not FileKind.DOCUMENT:
        from core.opening.by_options import opening_by_options  # all else should not wait for it

        document, notes, read = yield from opening_by_options(content, kind, options)
        for note in notes:
            say(note)
        return _Asked(_on_the_way(document, options), read=read)
    start = open_starter(BANK) if content is None else (yield from opening_document(content))
    document = _on_the_way(_seeded(start, options), options)
    return _Asked(document, content, is_whole=document is start)


def _opening_to_show(options: argparse.Namespace) -> Work[Opened]:
    """Open what is asked for with all that a window shows of it; see `_opening`."""
    asked = yield from scaled(_opening(options), 0, 2)
    yield from scaled(preparing(asked.document.experiment), 1, 2)
    if asked.file is None:
        return Opened(asked.document)
    if asked.is_whole:
        return opened_from(asked.file, asked.document)
    return Opened(asked.document, asked.file.stamp)


def _on_the_way(document: Document, options: argparse.Namespace) -> Document:
    """The document with the way down that the options ask for."""
    try:
        experiment = with_way_down(document.experiment, options)
    except ValueError as problem:
        raise UsageError(str(problem)) from problem
    if equal(experiment, document.experiment):
        return document
    return document.with_experiment(experiment)


def _seeded(document: Document, options: argparse.Namespace) -> Document:
    if options.seed is None:
        return document
    return randomise_weights(document, SUITED, options.seed)


def _steps(document: Document, options: argparse.Namespace) -> int:
    """How many updates are asked for, in all."""
    epochs: int = options.epochs or 0
    steps: int = options.steps
    return steps + epochs * document.experiment.turn.batches


def _run_without_window(asked: _Asked, options: argparse.Namespace) -> int:
    """Take the steps asked for; print the numbers, save the document, or both.

    Only imported here, because a window should not wait for it.
    """
    from core.cli.report import about_columns, descend_and_report

    document = asked.document
    until = Until(loss=options.until_loss, flat=options.until_flat)
    report, reached = descend_and_report(document.experiment, _steps(document, options), until)
    if document.columns:
        report["columns"] = about_columns(document)
    if asked.read is not None:
        from core.opening.about_table import about_table

        report["table"] = about_table(document, asked.read)
    there = document.with_experiment(reached)
    troubles = [] if options.save is None else [_save(there, options.save)]
    if options.export is not None:
        from core.export.by_options import export

        troubles.append(export(there, report, options))
    for trouble in filter(None, troubles):
        say(trouble)
    printed = print_result(f"{msgspec.json.encode(report).decode()}\n") if options.json else 0
    done = _STEP_REFUSED if report["stopped"] else 0
    return printed or (1 if any(troubles) else done)


def _save(document: Document, path: Path) -> str:
    """Write the document; return why that did not work, or nothing."""
    try:
        write_document(path, document)
    except OSError as trouble:
        return f"“{path}” could not be written: {trouble.strerror}"
    except DocumentError as problem:
        return f"“{path}” was not written: {problem}"
    return ""


def _open_window(options: argparse.Namespace) -> int:
    """Start Qt. Only imported here, because numbers alone should not wait for it."""
    from gui.shell import start_checks

    opening, until = _opening_to_show(options), time.perf_counter() + _AT_ONCE
    opened = finish_while(opening, lambda: time.perf_counter() < until)
    if trouble := start_checks.problem(with_display=True):
        return _refused(trouble, _USAGE_ERROR)
    from gui import app
    from gui.shell.first_file import Late
    from gui.style.theme import ThemeChoice

    theme = ThemeChoice(options.theme) if options.theme else None
    steps, file = partial(_steps, options=options), options.file
    if opened is not None:
        return app.run(opened, steps, theme, lesson=file if _is_lesson(options) else None)
    try:
        return app.run(Opened(open_starter(BANK)), steps, theme, late=Late(file, opening))
    except WorkError as problem:  # the window has told it
        return _refused(problem, _USAGE_ERROR if isinstance(problem, UsageError) else 1)


def _save_picture(options: argparse.Namespace) -> int:
    import os

    from gui.shell.start_checks import problem

    opened = finish(_opening_to_show(options))
    if trouble := problem(with_display=False):
        return _refused(trouble, _USAGE_ERROR)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.app import write_picture

    trouble = write_picture(opened, _steps(opened.document, options), options)
    return _refused(trouble) if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
