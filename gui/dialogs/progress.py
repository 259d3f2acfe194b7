"""Work that may take a while: how far it is, and a button that gives it up."""

import time
from typing import Any, TypeVar

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from core.slices.work import Work, WorkError, finish_while
from gui.widgets.slices import Slices
from gui.widgets.texts.plain_text import Label

AT_ONCE = 0.2  # seconds, in which no dialog is needed
_WIDTH = 360
_Result = TypeVar("_Result")


def done_with_progress(work: Work[_Result], caption: str, parent: QWidget) -> _Result | None:
    """Do some work, and show how far it is if it takes a while; None if it was given up.

    Raises:
        WorkError: what the work raises.
        OSError: likewise.
    """
    until = time.perf_counter() + AT_ONCE
    at_once = finish_while(work, lambda: time.perf_counter() < until)
    if at_once is not None:
        return at_once
    dialog = _ProgressDialog(caption, parent)
    dialog.do(work)
    dialog.deleteLater()
    if dialog.trouble is not None:
        raise dialog.trouble
    found: _Result | None = dialog.result_of_work
    return found


class _ProgressDialog(QDialog):
    """Stays open until its work is done or given up.

    Attributes:
        result_of_work: what the work returned; None if it did not.
        trouble: why it failed; None if it did not.
    """

    def __init__(self, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Downhill")
        self.result_of_work: Any = None
        self.trouble: WorkError | OSError | None = None
        self._bar = QProgressBar()
        self._bar.setAccessibleName(caption)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        column = QVBoxLayout(self)
        column.addWidget(Label(caption))
        column.addWidget(self._bar)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
        self._slices = Slices(self)
        self._slices.advanced.connect(self._on_advanced)
        self._slices.done.connect(self._on_done)
        self._slices.failed.connect(self._on_failed)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self._slices.cancel)

    def do(self, work: Work[Any]) -> None:
        """Do the work, and stay open until then; what ends with its first slice needs no wait."""
        self._slices.begin(work)
        if self._slices.is_busy:
            self.exec()

    def _on_advanced(self, fraction: float) -> None:
        self._bar.setValue(round(100 * fraction))

    def _on_done(self, result: object) -> None:
        self.result_of_work = result
        self.accept()

    def _on_failed(self, why: WorkError | OSError) -> None:
        self.trouble = why
        self.reject()
