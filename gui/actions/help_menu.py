"""The Help menu."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QMessageBox, QWidget

from core import VERSION
from gui.actions.building import add_action
from gui.dialogs.keys_dialog import KeysDialog
from gui.widgets.plain_text import MessageBox


class HelpMenu(QMenu):
    """Keys, the log, and about."""

    def __init__(self, bar: QMenuBar, log: Path | None, parent: QWidget) -> None:
        super().__init__("&Help", parent)
        self._bar = bar
        self._log = log
        self._parent = parent
        add_action(
            self, "&Keys", self._show_keys, [QKeySequence.StandardKey.HelpContents], "All shortcuts"
        )
        if log is not None:
            add_action(self, "Show the &log", self._show_log, tip=str(log))
        add_action(self, "&About Downhill", self._show_about)

    def _show_keys(self) -> None:
        dialog = KeysDialog(self._bar, self._parent)
        dialog.exec()
        dialog.deleteLater()

    def _show_log(self) -> None:
        """Say where it is, and open its folder if that is wanted."""
        if self._log is None:
            return
        box = MessageBox(QMessageBox.Icon.Information, "The log", "", parent=self._parent)
        box.setText("What went wrong, if anything did, is written to this file:")
        box.setInformativeText(str(self._log))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        folder = box.addButton("Open its folder", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))
        box.deleteLater()

    def _show_about(self) -> None:
        icon = QMessageBox.Icon.Information
        box = MessageBox(icon, "About Downhill", f"Downhill {VERSION}", parent=self._parent)
        box.setInformativeText(
            "A neural network you can take apart, one gradient-descent step at a time.\n\n"
            "Free software under the MIT licence. The Inter typeface is under the SIL Open"
            " Font License; Qt for Python is under the LGPL."
        )
        box.exec()
        box.deleteLater()
