"""Dialogs grow with the text, and never beyond the screen."""

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gui.style.theme import Theme
from gui.widgets.first_size import take_first_size


def test_it_grows_with_the_text_until_the_screen_is_full(qtbot: QtBot, theme: Theme) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    take_first_size(dialog, theme, 300, 200)
    assert dialog.size().toTuple() == (300, 200)
    theme.set_scale(1.5)
    take_first_size(dialog, theme, 300, 200)
    assert dialog.size().toTuple() == (450, 300)
    take_first_size(dialog, theme, 3000, 200)
    room = dialog.screen().availableSize()
    assert room.width() - 100 < dialog.width() < room.width()
    assert dialog.height() == 300
