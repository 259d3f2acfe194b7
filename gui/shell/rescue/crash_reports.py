"""Crash reports: what goes wrong unforeseen is logged and said, and the work rescued."""

import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QStandardPaths,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QMessageBox, QWidget

from gui.dialogs.message_box import MessageBox
from gui.shell.rescue.recovery import Recovery

_LOG_BYTES = 500_000
_log = logging.getLogger("downhill")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def data_folder() -> Path:
    """Where the program keeps its log and rescued work."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location))


class ProblemReporter(QObject):
    """The one place that every unforeseen exception reaches, whichever thread it comes from."""

    _happened = Signal(str)

    def __init__(self, recovery: Recovery, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._recovery = recovery
        self._window = window
        self._folder = folder
        self._box: QMessageBox | None = None
        self._happened.connect(self._on_happened)  # queued when it comes from another thread

    @property
    def log(self) -> Path:
        """The log file."""
        return self._folder / "downhill.log"

    def install(self) -> None:
        """Take over exceptions, crashes and Qt's messages."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(self.log, maxBytes=_LOG_BYTES, backupCount=1)
            # A crash is written to a file of its own: a rotated log would take its stream away.
            self._crashes = (self._folder / "crash.log").open("a", encoding="utf-8")
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            _log.addHandler(handler)
            faulthandler.enable(self._crashes)
        except OSError:  # a home that cannot be written to; the terminal still hears of it
            faulthandler.enable()
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(_on_qt_message)

    def report(
        self,
        kind: type[BaseException],
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log an exception and have it shown; callable from any thread."""
        problem = value or kind()
        _log.error("unforeseen", exc_info=(kind, problem, trace))
        sys.__excepthook__(kind, problem, trace)
        if issubclass(kind, Exception):
            self._happened.emit(f"{kind.__name__}: {problem}")

    def _on_happened(self, what: str) -> None:
        if self._box is not None:  # one message at a time, or a fault in painting brings hundreds
            return
        box = MessageBox(QMessageBox.Icon.Warning, "Downhill", "Something went wrong in Downhill.")
        box.setParent(self._window, box.windowFlags())
        box.setDetailedText(what)
        box.finished.connect(self._on_box_finished)
        self._box = box
        box.setModal(False)  # the work goes on beside it
        box.show()
        rescued = self._recovery.rescue_now()  # last: what went wrong may go wrong here again
        saved = f" Your work was rescued in {rescued}." if rescued else ""
        box.setInformativeText(f"You can go on working.{saved} The log, {self.log}, tells more.")

    def _on_box_finished(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = None


def _on_qt_message(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
    _log.log(_QT_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
