"""The dialog that asks for a file, where the desktop has none of its own."""

import pytest
from PySide6.QtWidgets import QFileDialog, QToolButton
from pytestqt.qtbot import QtBot


@pytest.mark.usefixtures("theme")
def test_its_buttons_show_what_they_do(qtbot: QtBot) -> None:
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    buttons = [button for button in dialog.findChildren(QToolButton) if button.isVisible()]
    assert buttons
    for button in buttons:
        bare = button.grab().toImage()
        button.setIcon(QToolButton().icon())
        assert button.grab().toImage() != bare, button.objectName()
