"""Figures and animations from the command line."""

import argparse
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QMainWindow

from core.cli.export_options import is_animation
from core.cli.pictured import Pictured
from core.export.scripts.replay import ExportError
from core.files.atomic_write import write_file
from core.slices.work import Work
from gui.figures.animation import USUAL_FRAMES, USUAL_RATE, Animation, animated, usual_stretch
from gui.figures.figure import Figure
from gui.figures.frames import seen_closely
from gui.figures.named import named_subject
from gui.figures.writing import figure_bytes
from gui.session.session import Session
from gui.style.theme import Theme

_Result = TypeVar("_Result")


def write_figure(
    window: QMainWindow, session: Session, theme: Theme, options: argparse.Namespace
) -> str | None:
    """Write what is asked for of a window that is shown; say why it could not be done."""
    path: Path = options.export
    try:
        write_file(path, _done(_made(window, session, theme, options)))
    except OSError as trouble:
        return f"“{path}” could not be written: {trouble.strerror}"
    except ExportError as trouble:
        return f"“{path}” was not written: {trouble}"
    return None


def _made(
    window: QMainWindow, session: Session, theme: Theme, options: argparse.Namespace
) -> Work[bytes]:
    subject = named_subject(window, Pictured(options.what or Pictured.DRAWING))
    ending, size = options.export.suffix, QSize(*options.size)
    figure = Figure(subject, ending, size, transparent=options.transparent)
    if is_animation(options.export):
        _go_somewhere(session)
        stretch = usual_stretch(session.history, options.every)
        animation = Animation(figure, stretch, options.fps or USUAL_RATE)
        return (yield from animated(session, theme, animation))
    yield from seen_closely(theme, figure, 0.0)
    return figure_bytes(theme, figure)


def _go_somewhere(session: Session) -> None:
    """Take some steps, if nothing has happened yet."""
    first, last = session.history.path_range()
    if first == last:
        session.step(USUAL_FRAMES)
        session.finish_run()


def _done(work: Work[_Result]) -> _Result:
    """The result of some work between whose parts clocks have to go on."""
    loop, clock = QEventLoop(), QTimer(interval=0)
    clock.timeout.connect(loop.quit)
    clock.start()
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: _Result = end.value
            return result
        loop.exec()
