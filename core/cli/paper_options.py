"""The options that print a lesson on paper."""

import argparse
from pathlib import Path

from core.cli import arguments

MOST_SHEETS = 500
LARGEST_NUMBER = 999_999  # of a sheet
_ENDING = ".pdf"


def add_paper_options(parser: argparse.ArgumentParser) -> None:
    """Add what a worksheet and its key are made of."""
    group = parser.add_argument_group(
        "worksheets",
        "of a lesson, FILE, as PDF; no window. --seed N is the number of the sheet (1)",
    )
    add = group.add_argument
    add("--worksheet", type=Path, metavar="PDF", help="the sheet, with blanks for its tasks")
    add("--key", type=Path, metavar="PDF", help="its answers, and what wrong numbers mean")
    many = group.add_mutually_exclusive_group()
    many.add_argument(
        "--copies",
        type=arguments.count,
        metavar="N",
        help="N sheets, numbered on from the first, each with numbers of its own (1)",
    )
    many.add_argument(
        "--names", type=Path, metavar="LIST", help="a sheet for each name of a text, one a line"
    )
    add("--paper", choices=("a4", "letter"), help="(a4)")


def wants_paper(options: argparse.Namespace) -> bool:
    """Whether anything is to be printed."""
    return options.worksheet is not None or options.key is not None


def check_paper_options(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if wants_paper(options):
        _check_files(parser, options)
        _check_numbers(parser, options)
        return
    for name in ("copies", "names", "paper"):
        if getattr(options, name):
            parser.error(f"--{name} needs --worksheet or --key")


def _check_files(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if options.file is None:
        parser.error("a worksheet needs a lesson, FILE")
    if options.json or options.save or options.screenshot:
        parser.error("--worksheet and --key do not go with --json, --save and --screenshot")
    files = [path for path in (options.worksheet, options.key) if path is not None]
    for path in files:
        if path.suffix.lower() != _ENDING:
            parser.error(f"a worksheet needs a name that ends in {_ENDING}, not “{path}”")
    if len(files) > 1 and files[0].absolute() == files[1].absolute():
        parser.error("--worksheet and --key are one file: the sheet would have its answers on it")


def _check_numbers(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if options.copies is not None and not 1 <= options.copies <= MOST_SHEETS:
        parser.error(f"--copies goes from 1 to {MOST_SHEETS}")
    if (options.seed or 0) > LARGEST_NUMBER:
        parser.error(f"the number of a sheet, --seed, is {LARGEST_NUMBER} at the most")
