"""A figure from the command line."""

import argparse
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

from core.export.scripts.replay import ExportError
from core.files.atomic_write import write_file
from core.files.file_reading import is_there
from gui.figures.figure import DRAWING, WINDOW, Figure, subjects
from gui.figures.writing import figure_bytes
from gui.style.theme import Theme

_TITLES = {"drawing": DRAWING, "loss": "Loss over steps", "window": WINDOW}


def write_figure(window: QMainWindow, theme: Theme, options: argparse.Namespace) -> str | None:
    """Write what is asked for of a window that is shown; say why it could not be done."""
    path: Path = options.export
    if is_there(path) and not options.force:
        return f"“{path}” was not written: “{path}” is there already: --force overwrites it"
    shown = {subject.title: subject for subject in subjects(window)}
    subject = shown[_TITLES[options.what or "drawing"]]
    size, transparent = QSize(*options.size), options.transparent
    try:
        data = figure_bytes(theme, Figure(subject, path.suffix, size, transparent=transparent))
        write_file(path, data)
    except OSError as trouble:
        return f"“{path}” could not be written: {trouble.strerror}"
    except ExportError as trouble:
        return f"“{path}” was not written: {trouble}"
    return None
