"""Building the application and its window."""

import os

os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from core import VERSION
from core.cli.pictured import Pictured
from core.document.document import Document
from core.files.document_file import DocumentError, Opened, document_in, opened_from
from core.files.file_reading import FileReadError, read_file
from core.opening.starters import BANK, open_starter
from gui.session.preferences import DECIMAL_MARK, SCALE, THEME, Preferences
from gui.session.session import Session
from gui.session.settings import MemorySettings, Settings, UserSettings, remember_recent
from gui.shell.first_file import FirstFile, Late
from gui.shell.main_window import MainWindow
from gui.style.theme import Theme, ThemeChoice

_STYLE = "Fusion"
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
        return _build(_application(), Opened(open_starter(BANK)), settings)
    try:
        content = read_file(Path(path))
    except FileReadError as problem:
        raise DocumentError(str(problem)) from problem
    opened = opened_from(content, document_in(content))
    window = _build(_application(), opened, settings)
    window.session.tell_history_lost(opened.history_lost)
    return window


def run(
    opened: Opened,
    steps: Callable[[Document], int],
    theme: ThemeChoice | None,
    rescue_after: float | None = None,
    *,
    lesson: Path | None = None,
    late: Late | None = None,
) -> int:
    """Open the window with the user's settings, and stay until it is closed.

    Args:
        opened: what the window shows.
        steps: how many updates are taken first, of the document that is asked for.
        theme: light or dark, or as the user chose.
        rescue_after: how many seconds after a change unsaved work is rescued; as preferred, if
            nothing is said.
        lesson: the file of a lesson that is opened as soon as the window is there.
        late: what is asked for instead, and takes the place of it once it is open.

    Raises:
        WorkError: that could not be opened, as the window has said.
    """
    # Only the program itself needs these; windows that tests and pictures are of do without.
    from gui.shell.first_lesson import FirstLesson
    from gui.shell.rescue.crash_reports import data_folder
    from gui.shell.rescue.safety import Safety

    application = _application()
    folder = data_folder()
    settings = UserSettings()
    window = _build(application, opened, settings, theme, folder / "downhill.log")
    session = window.session
    session.tell_history_lost(opened.history_lost)
    first = late and FirstFile(window, late, lambda: session.step(steps(session.document)))
    if first is None:
        FirstLesson(window, settings)
    if lesson is not None:
        window.completed.connect(lambda: window.files.open(lesson))
    safety = Safety(window, folder, rescue_after)
    window.completed.connect(partial(_listen, window))
    if sys.platform == "darwin":
        from gui.shell.instances.file_opening import FileOpening

        FileOpening(window)
    if first is None:
        session.step(steps(opened.document))
    window.window_layout.fit_to_screen()
    window.show()
    code = application.exec()
    safety.close()
    if first is not None and first.trouble is not None:
        raise first.trouble
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


def write_picture(opened: Opened, steps: int, options: argparse.Namespace) -> str | None:
    """Write the picture that the command line asks for; say why it could not be done."""
    theme = ThemeChoice(options.theme) if options.theme else None
    if options.export is None:
        image = picture(opened, steps, theme, options.size)
        trouble = save_png(image, options.screenshot)
        return trouble and f"“{options.screenshot}” could not be written: {trouble}"
    # Only imported here: a window must not wait for it.
    from gui.figures.command import write_figure

    size = options.size if options.what == Pictured.WINDOW else _USUAL_SIZE
    with _offscreen(opened, steps, theme, size) as window:
        return write_figure(window, window.session, window.theme, options)


@contextmanager
def _offscreen(
    opened: Opened, steps: int, theme: ThemeChoice | None, size: tuple[int, int]
) -> Iterator[MainWindow]:
    """The real window with default settings after some steps, of this size in pixels."""
    look = theme or ThemeChoice.LIGHT
    window = _build(_application(), opened, MemorySettings(), look)
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


def picture(opened: Opened, steps: int, theme: ThemeChoice | None, size: tuple[int, int]) -> QImage:
    """Draw the real window with default settings after some steps, as an image of this size."""
    with _offscreen(opened, steps, theme, size) as window:
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
    """The application, with the style that the style sheet is written for, whoever made it."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        _choose_style(existing)
        return existing
    # To choose it now is quick; later, all that PySide knows of styles is loaded for it.
    application = QApplication([*sys.argv[:1], "-style", _STYLE])
    application.setApplicationName("Downhill")
    application.setApplicationDisplayName("Downhill")
    application.setOrganizationName("Downhill")
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("downhill")
    return application


@cache
def _choose_style(application: QApplication) -> None:
    """Once, without asking which it is, which takes longer."""
    application.setStyle(_STYLE)


def _build(
    application: QApplication,
    opened: Opened,
    settings: Settings,
    theme: ThemeChoice | None = None,
    log: Path | None = None,
) -> MainWindow:
    preferences = Preferences(settings)
    if theme is not None:
        preferences.suppose(THEME, theme)
    file = opened.file
    session = Session(opened.document, file, opened.history)
    preferences.follow(DECIMAL_MARK, session.write_decimals_with)  # before any number is written
    look = Theme(application, preferences[THEME], preferences[SCALE])
    if file is not None:
        remember_recent(settings, file.path.absolute())
    return MainWindow(session, look, preferences, log)
