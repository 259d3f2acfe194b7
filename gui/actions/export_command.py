"""The command that opens the dialog for all that can be taken away."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from gui.actions.files import Files
from gui.operations.command import Command
from gui.panels.loss.loss_panel import LossPanel
from gui.session.session import Session
from gui.session.settings import Settings
from gui.style.theme import Theme

if TYPE_CHECKING:
    from gui.figures.animation import Stage


def export_command(
    session: Session,
    theme: Theme,
    files: Files,
    loss: LossPanel,
    settings: Settings,
    stage: Callable[[], AbstractContextManager["Stage"]],
    window: QMainWindow,
) -> Command:
    """Export…, in the File menu; `stage` gives the twin in which animations are recorded."""

    def ask() -> None:
        from gui.export.export_dialog import ExportDialog  # a start takes nothing away
        from gui.export.kinds import kinds
        from gui.figures.figure import subjects

        session.settle()
        histories = loss.histories.writing_csv if session.focus.histories else None
        every, shown = kinds(session, theme, histories, stage), subjects(window)
        dialog = ExportDialog(session, every, shown, files.folder, settings, theme, window)
        dialog.exec()
        dialog.deleteLater()

    return Command(
        "export",
        "&Export…",
        ask,
        ("Ctrl+Shift+E",),
        "Take away code, models, tables and pictures",
    )
