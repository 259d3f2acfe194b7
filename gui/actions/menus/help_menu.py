"""The Help menu: the guide, keys, commands by name, the log, and about."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from core import VERSION
from gui.dialogs.message_box import MessageBox
from gui.operations.command import Command, Menu


def help_menu(
    log: Path | None,
    show_guide: Callable[[], object],
    show_keys: Callable[[], object],
    show_palette: Callable[[], object],
    window: QWidget,
) -> Menu:
    """What helps to find one's way."""
    keys = (QKeySequence.StandardKey.HelpContents,)
    commands = [
        Command("guide", "&Guide", show_guide, keys, "At the panel that has the keys"),
        Command("keys", "&Keys", show_keys, ("Ctrl+F1",), "All shortcuts"),
        Command(
            "palette",
            "&Find a command…",
            show_palette,
            ("Ctrl+Shift+P",),
            "Type a part of a command's name, and press Enter",
        ),
        Command("about", "&About Downhill", lambda: _show_about(window)),
    ]
    if log is not None:
        show_log = Command("log", "Show the &log", lambda: _show_log(log, window), tip=str(log))
        commands.insert(3, show_log)
    return Menu("&Help", commands)


def _show_log(log: Path, window: QWidget) -> None:
    """Say where it is, and open its folder if that is wanted."""
    box = MessageBox(QMessageBox.Icon.Information, "The log", "", parent=window)
    box.setText("What went wrong, if anything did, is written to this file:")
    box.setInformativeText(str(log))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    folder = box.addButton("Open its folder", QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
    if box.clickedButton() is folder:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.parent)))
    box.deleteLater()


def _show_about(window: QWidget) -> None:
    icon = QMessageBox.Icon.Information
    box = MessageBox(icon, "About Downhill", f"Downhill {VERSION}", parent=window)
    box.setInformativeText(
        "A neural network you can take apart, one gradient-descent step at a time.\n\n"
        "Free software under the MIT licence. The Inter typeface is under the SIL Open"
        " Font License; Qt for Python is under the LGPL."
    )
    box.exec()
    box.deleteLater()
