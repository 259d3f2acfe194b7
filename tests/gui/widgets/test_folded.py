"""A section that opens and folds."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.widgets.folded import Folded


def test_a_click_on_what_is_in_it_opens_it_as_one_on_its_title(qtbot: QtBot) -> None:
    section = Folded("Details", QLabel("content"))
    section.set_summary("two things")
    qtbot.addWidget(section)
    section.resize(400, 100)
    section.show()
    (summary,) = (label for label in section.findChildren(QLabel) if label.text() == "two things")

    qtbot.mousePress(summary, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(summary, Qt.MouseButton.LeftButton, pos=QPoint(-50, 0))  # thought better
    assert not section.is_open

    qtbot.mouseClick(summary, Qt.MouseButton.LeftButton)
    assert section.is_open
