"""Which files the command line writes; those that are there, it replaces only with --force."""

import argparse
from pathlib import Path

_WRITTEN = ("export", "save", "out", "worksheet", "key")


def files_to_write(options: argparse.Namespace) -> list[Path]:
    """The files that are to be written, but for a screenshot, which replaces what is there."""
    paths = (getattr(options, name) for name in _WRITTEN)
    return [path for path in paths if path is not None]


def check_force(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Refuse --force where nothing is written that it is about."""
    if options.force and not files_to_write(options):
        *others, last = (f"--{name}" for name in _WRITTEN)
        parser.error(f"--force needs {', '.join(others)} or {last}")
