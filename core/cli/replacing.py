"""Which files the command line replaces only with --force, if they are there.

What --save, --out and --screenshot name is written anew each time, as by a program's -o.
"""

import argparse
from pathlib import Path

_WRITTEN = ("export", "worksheet", "key")


def files_to_write(options: argparse.Namespace) -> list[Path]:
    """The files that are to be written where no other is."""
    paths = (getattr(options, name) for name in _WRITTEN)
    return [path for path in paths if path is not None]


def check_force(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse --force where nothing is written that it is about."""
    if options.force and not files_to_write(options):
        *others, last = (f"--{name}" for name in _WRITTEN)
        parser.error(f"--force needs {', '.join(others)} or {last}")
