"""What a hand does with a table of numbers: click, double-click, type."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.tables.cell_editor import CellEditor
from gui.widgets.tables.number_table import NumberTable

Key = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


Panel = TypeVar("Panel", bound=QWidget)


def shown_at(bot: QtBot, panel: Panel, width: int, height: int) -> Panel:
    """Show a panel by itself, in a size."""
    bot.addWidget(panel)
    panel.resize(width, height)
    with bot.waitExposed(panel):
        panel.show()
    return panel


class Hands:
    """Acts on one table as a user would."""

    def __init__(self, bot: QtBot, table: NumberTable) -> None:
        self._bot = bot
        self.table = table

    def at(self, row: int, column: int) -> QModelIndex:
        """The cell in a row and a column."""
        return self.table.model().index(row, column)

    def click(self, row: int, column: int, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Click in the middle of a cell."""
        self._bot.mouseClick(
            self.table.viewport(),
            Qt.MouseButton.LeftButton,
            modifier,
            self.table.visualRect(self.at(row, column)).center(),
        )

    def double_click(self, row: int, column: int) -> None:
        """Double-click in the middle of a cell."""
        self.click(row, column)
        middle = self.table.visualRect(self.at(row, column)).center()
        self._bot.mouseDClick(self.table.viewport(), Qt.MouseButton.LeftButton, NO_MODIFIER, middle)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press a key where the focus is: in the editor, if one is open."""
        self._bot.keyClick(self.table.delegate.editor or self.table, key, modifier)

    def type(self, text: str) -> None:
        """Type characters one after another, where the focus is, with any keyboard."""
        for character in text:
            target = self.table.delegate.editor or self.table
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, ord(character.upper()), NO_MODIFIER, character)
                QGuiApplication.sendEvent(target, event)

    def paste(self, text: str) -> None:
        """Paste a text with the keyboard."""
        QGuiApplication.clipboard().setText(text)
        self.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def copied(self) -> str:
        """Copy with the keyboard and return what came of it."""
        QGuiApplication.clipboard().setText("")
        self.press(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        return QGuiApplication.clipboard().text()

    @property
    def editor(self) -> CellEditor:
        """The editor that is open."""
        editor = self.table.delegate.editor
        assert editor is not None
        assert editor.isVisible()
        return editor

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open."""
        return self.table.delegate.editor is not None

    def row(self, row: int) -> list[str]:
        """What is shown in a row."""
        return [
            str(self.at(row, column).data()) for column in range(self.table.model().columnCount())
        ]

    def titles(self) -> list[str]:
        """What is shown above the columns."""
        model = self.table.model()
        across = Qt.Orientation.Horizontal
        return [str(model.headerData(column, across)) for column in range(model.columnCount())]


def labels(panel: QWidget) -> list[str]:
    """Every text on a panel's labels."""
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
