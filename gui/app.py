"""Building the application and its window."""

import os

os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from core import VERSION
from core.cli.pictured import Pictured
from core.document.document import Document
from core.files.document_file import DocumentError, document_in, history_or_why
from core.files.file_reading import FileContent, FileReadError, Stamp, read_file
from core.history.history import History
from core.opening.starters import BANK, open_starter
from gui.session.preferences import DECIMAL_MARK, SCALE, THEME, Preferences
from gui.session.session import Session
from gui.session.settings import MemorySettings, Settings, UserSettings, remember_recent
from gui.shell.main_window import MainWindow
from gui.style.theme import Theme, ThemeChoice

_USUAL_SIZE = 1440, 900


def create_window(path: str | Path | None = None, settings: Settings | None = None) -> MainWindow:
    """Build the main window, and the application if there is none yet. The caller shows it.

    Args:
        path: the document to open; without one, the bank's network.
        settings: what to remember from start to start; without any, nothing is remembered and
            the user's own settings are left alone.

    Raises:
        DocumentError: the file cannot be opened.
    """
    settings = settings or MemorySettings()
    if not path:
        return _build(open_starter(BANK), None, settings)
    try:
        content = read_file(Path(path))
    except FileReadError as problem:
        raise DocumentError(str(problem)) from problem
    document = document_in(content)
    history, why = history_or_why(content, document)
    window = _build(document, content.stamp, settings, history=history)
    window.session.tell_history_lost(why)
    return window


def run(
    document: Document,
    file: FileContent | None,
    steps: int,
    theme: ThemeChoice | None,
    rescue_after: float | None = None,
    *,
    is_whole: bool = True,
    lesson: Path | None = None,
) -> int:
    """Open the window with the user's settings, and stay until it is closed.

    Args:
        document: what the window shows.
        file: where it was read, if it was.
        steps: updates that are taken first.
        theme: light or dark, or as the user chose.
        rescue_after: how many seconds after a change unsaved work is rescued; as preferred, if
            nothing is said.
        is_whole: whether the document is the one that the file holds, so that its history fits.
        lesson: the file of a lesson that is opened as soon as the window is there.
    """
    # Only the program itself needs these; windows that tests and pictures are of do without.
    from gui.shell.first_lesson import FirstLesson
    from gui.shell.rescue.crash_reports import data_folder
    from gui.shell.rescue.safety import Safety

    application = _application()
    folder = data_folder()
    settings = UserSettings()
    history, why = (None, "")
    if file is not None and is_whole:
        history, why = history_or_why(file, document)
    stamp = None if file is None else file.stamp
    window = _build(document, stamp, settings, theme, folder / "downhill.log", history)
    window.session.tell_history_lost(why)
    FirstLesson(window, settings)
    if lesson is not None:
        window.completed.connect(lambda: window.files.open(lesson))
    safety = Safety(window, folder, rescue_after)
    window.completed.connect(partial(_listen, window))
    if sys.platform == "darwin":
        from gui.shell.instances.file_opening import FileOpening

        FileOpening(window)
    window.session.step(steps)
    window.window_layout.fit_to_screen()
    window.show()
    code = application.exec()
    safety.close()
    return code


def _listen(window: MainWindow) -> None:
    """Let later starts find the window. Only imported here: they come after the first paint."""
    from gui.shell.instances.answering import Answering

    Answering(window)


def show_refusal(why: str) -> None:
    """Say why a file cannot be opened, where no other window is."""
    from gui.dialogs.file_questions import complain

    preferences = Preferences(UserSettings())
    look = Theme(_application(), preferences[THEME], preferences[SCALE])
    complain(None, "The file could not be opened.", why)
    look.deleteLater()


def write_picture(
    document: Document, file: FileContent | None, steps: int, options: argparse.Namespace
) -> str | None:
    """Write the picture that the command line asks for; say why it could not be done."""
    theme = ThemeChoice(options.theme) if options.theme else None
    stamp = None if file is None else file.stamp
    if options.export is None:
        image = picture(document, stamp, steps, theme, options.size)
        trouble = save_png(image, options.screenshot)
        return trouble and f"“{options.screenshot}” could not be written: {trouble}"
    # Only imported here: a window must not wait for it.
    from gui.figures.command import write_figure

    history = None if file is None else history_or_why(file, document)[0]
    size = options.size if options.what == Pictured.WINDOW else _USUAL_SIZE
    with _offscreen(document, stamp, steps, theme, size, history) as window:
        return write_figure(window, window.session, window.theme, options)


@contextmanager
def _offscreen(
    document: Document,
    file: Stamp | None,
    steps: int,
    theme: ThemeChoice | None,
    size: tuple[int, int],
    history: History | None = None,
) -> Iterator[MainWindow]:
    """The real window with default settings after some steps, of this size in pixels."""
    look = theme or ThemeChoice.LIGHT
    window = _build(document, file, MemorySettings(), look, history=history)
    ratio = window.devicePixelRatio()
    window.setFixedSize(round(size[0] / ratio), round(size[1] / ratio))
    window.session.step(steps)
    window.session.finish_run()
    window.show()
    window.complete()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    try:
        yield window
    finally:
        window.session.close()
        window.deleteLater()


def picture(
    document: Document,
    file: Stamp | None,
    steps: int,
    theme: ThemeChoice | None,
    size: tuple[int, int],
) -> QImage:
    """Draw the real window with default settings after some steps, as an image of this size."""
    with _offscreen(document, file, steps, theme, size) as window:
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(window.devicePixelRatio())
        image.fill(window.palette().window().color())
        painter = QPainter(image)
        window.render(painter, QPoint())
        painter.end()
    return image


def save_png(image: QImage, path: Path) -> str | None:
    """Write a picture; say why it could not be done, or return None."""
    writer = QImageWriter(str(path), QByteArray(b"png"))
    return None if writer.write(image) else writer.errorString()


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("Downhill")
    application.setApplicationDisplayName("Downhill")
    application.setOrganizationName("Downhill")
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("downhill")
    return application


def _build(
    document: Document,
    file: Stamp | None,
    settings: Settings,
    theme: ThemeChoice | None = None,
    log: Path | None = None,
    history: History | None = None,
) -> MainWindow:
    preferences = Preferences(settings)
    if theme is not None:
        preferences.suppose(THEME, theme)
    session = Session(document, file, history)
    preferences.follow(DECIMAL_MARK, session.write_decimals_with)  # before any number is written
    look = Theme(_application(), preferences[THEME], preferences[SCALE])
    if file is not None:
        remember_recent(settings, file.path.absolute())
    return MainWindow(session, look, preferences, log)
