"""Downhill's command line: open the window, or work without one."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from core import VERSION
from core.document import Document
from core.document_file import DocumentError, read_document
from core.initializers import SUITED, randomise
from core.report import run_and_report
from core.starters import BANK, open_starter

_USAGE_ERROR = 2
_STEP_REFUSED = 3
_LARGEST_SIDE = 16_384


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks for, and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        document = _document(options)
    except DocumentError as problem:
        sys.stderr.write(f"downhill: {problem}\n")
        return 1
    if options.json:
        return _print_numbers(document, options.steps)
    return _open_window(document, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="downhill",
        description="A neural network you can take apart, one gradient-descent step at a time.",
        epilog="Exit codes: 0 done; 1 the file cannot be used; 2 wrong arguments, or no display;"
        " 3 a step was refused because its result would not be a finite number.",
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", type=Path, help="the document to open (the bank network)"
    )
    parser.add_argument(
        "--steps", type=_count, default=0, metavar="N", help="take N updates first (0)"
    )
    without = parser.add_mutually_exclusive_group()
    without.add_argument(
        "--json", action="store_true", help="no window: print all numbers as one JSON object"
    )
    without.add_argument(
        "--screenshot", type=Path, metavar="PNG", help="no window: save a picture of it"
    )
    parser.add_argument(
        "--size", type=_size, default=(1440, 900), metavar="WxH", help="of the picture (1440x900)"
    )
    parser.add_argument("--theme", choices=("light", "dark"), help="(as the system)")
    parser.add_argument(
        "--seed",
        type=_count,
        metavar="N",
        help="begin with random weights drawn from this seed, not with the file's",
    )
    parser.add_argument("--version", action="version", version=f"Downhill {VERSION}")
    return parser


def _count(text: str) -> int:
    value = int(text) if text.isascii() and text.isdecimal() else -1
    if not 0 <= value < 2**63:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 0 on")
    return value


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().replace("×", "x").partition("x")
    sides = (_count(width), _count(height))
    if not all(0 < side <= _LARGEST_SIDE for side in sides):
        raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 1440x900")
    return sides


def _document(options: argparse.Namespace) -> Document:
    document = read_document(options.file) if options.file else open_starter(BANK)
    if options.seed is None:
        return document
    experiment = document.experiment
    network = randomise(experiment.network, SUITED, options.seed)
    return document.with_experiment(
        replace(experiment, network=network, seed=options.seed, updates=0)
    )


def _print_numbers(document: Document, steps: int) -> int:
    report = run_and_report(document.experiment, steps)
    try:
        sys.stdout.write(msgspec.json.encode(report).decode() + "\n")
        sys.stdout.flush()
    except OSError as trouble:
        sys.stderr.write(f"downhill: the numbers could not be written: {trouble.strerror}\n")
        _forget_output()
        return 1
    return _STEP_REFUSED if report["stopped"] else 0


def _forget_output() -> None:
    """Let Python find nothing that it would try to write once more when it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_window(document: Document, options: argparse.Namespace) -> int:
    """Start Qt. Only imported here, because numbers alone should not wait for it."""
    from gui.start_checks import problem

    trouble = problem(with_display=options.screenshot is None)
    if trouble:
        sys.stderr.write(f"downhill: {trouble}\n")
        return _USAGE_ERROR
    if options.screenshot is not None:
        return _save_picture(document, options)
    from gui import app
    from gui.theme import ThemeChoice

    theme = ThemeChoice(options.theme) if options.theme else None
    return app.run(document, options.file, options.steps, theme)


def _save_picture(document: Document, options: argparse.Namespace) -> int:
    import os

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui import app
    from gui.theme import ThemeChoice

    theme = ThemeChoice(options.theme) if options.theme else None
    image = app.picture(document, options.file, options.steps, theme, options.size)
    trouble = app.save_png(image, options.screenshot)
    if trouble:
        sys.stderr.write(f"downhill: “{options.screenshot}” could not be written: {trouble}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
