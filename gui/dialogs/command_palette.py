"""The command palette: type a part of a command's name, and press Enter."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gui.operations.command import Command, Entry, Listed, listed, said
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label, without_mnemonics

_IN_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_AT = Qt.ItemDataRole.UserRole
_NOTHING = "No command has all of this in its name"


class CommandPalette(QDialog):
    """Every command of the menus in one list, those that fit what is typed first."""

    def __init__(self, menus: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Find a command")
        self._commands = [(_name(one), one.command) for one in listed(menus)]
        self.text = QLineEdit()
        self.text.setPlaceholderText("A part of its name: “dark”, “batch 32”, “hide loss”")
        self.text.setAccessibleName("Part of the command's name")
        self.text.setClearButtonEnabled(True)
        self.text.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tip = Label(role=Role.MUTED)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(self.list)
        column.addWidget(self._tip)
        self.text.textChanged.connect(self._look_for)
        self.text.returnPressed.connect(self.accept)
        self.list.currentItemChanged.connect(self._tell)
        self.list.itemClicked.connect(self.accept)
        self._look_for("")

    @property
    def chosen(self) -> Command | None:
        """The command that is marked; None where nothing fits or it cannot be done now."""
        item = self.list.currentItem()
        if item is None or item.isDisabled():
            return None
        return self._command(item)

    @override
    def sizeHint(self) -> QSize:
        """Wide enough for the names and their keys."""
        letter = self.fontMetrics().averageCharWidth()
        return QSize(letter * 84, self.fontMetrics().height() * 24)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the list while the text has the keyboard."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _IN_LIST:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _look_for(self, text: str) -> None:
        self.list.clear()
        names = [name for name, _ in self._commands]
        self.list.addTopLevelItems([self._item(at) for at in matches(names, text)])
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        else:
            self._tip.setText(_NOTHING)

    def _item(self, at: int) -> QTreeWidgetItem:
        name, command = self._commands[at]
        form = QKeySequence.SequenceFormat.NativeText
        keys = command.sequences[0].toString(form) if command.sequences else ""
        ticked = command.is_checked is not None and command.is_checked()
        item = QTreeWidgetItem([f"{name} ✓" if ticked else name, keys])
        item.setData(0, _AT, at)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        item.setDisabled(not command.is_possible())
        return item

    def _command(self, item: QTreeWidgetItem) -> Command:
        at: int = item.data(0, _AT)
        return self._commands[at][1]

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        command = self._command(item)
        tip = said(command.tip)
        self._tip.setText(f"Not possible now: {tip}" if item.isDisabled() else tip)


def matches(names: Sequence[str], text: str) -> Iterator[int]:
    """Which names have every word of the text in them; first those whose words begin so."""
    words = text.casefold().split()
    found = []
    for at, name in enumerate(names):
        plain = name.casefold()
        if all(word in plain for word in words):
            begun = sum(any(part.startswith(word) for part in plain.split()) for word in words)
            found.append((len(words) - begun, at))
    return (at for _, at in sorted(found))


def _name(entry: Listed) -> str:
    """What a command is called, with the menus that lead to it: "Theme: Dark"."""
    title = without_mnemonics(said(entry.command.title)).rstrip("…")
    return ": ".join((*map(without_mnemonics, entry.path[1:]), title))
