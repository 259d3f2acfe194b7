"""A list of every shortcut, read off the menus, and of what the hand can do in the drawing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMenu,
    QMenuBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.plain_text import without_mnemonics

IN_THE_DRAWING = (
    ("Select and explain", "Click"),
    ("Change a number", "Double-click, Enter, or type it"),
    ("Change a number smoothly", "Drag it sideways (Shift: finer, Ctrl: coarser)"),
    ("Change the selected number by 0.1", "Alt+↑ / Alt+↓ (Shift: 0.01, Ctrl: 1)"),
    ("Go to the next weight while typing", "Tab"),
    ("Put the old number back", "Esc"),
    ("Walk through nodes and weights", "Arrow keys"),
    ("Select several weights", "Shift+click, or drag a box with Shift held"),
    ("Move a node", "Drag its rim or its name"),
    ("Zoom and move the drawing", "Wheel; drag the empty ground"),
)


class KeysDialog(QDialog):
    """All keys in one table."""

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        rows = [*_shortcuts(bar), *IN_THE_DRAWING]
        table = QTableWidget(len(rows), 2)
        table.setHorizontalHeaderLabels(["What", "How"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column_layout = QVBoxLayout(self)
        column_layout.addWidget(table)
        column_layout.addWidget(buttons)
        self.resize(640, 560)


def _shortcuts(bar: QMenuBar) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            rows.extend(_entries(menu))
    return rows


def _entries(menu: QMenu) -> list[tuple[str, str]]:
    rows = []
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            rows.extend(_entries(submenu))
        elif action.shortcuts():
            rows.append((_plain(action), _keys(action)))
    return rows


def _plain(action: QAction) -> str:
    """What the entry is called, without what it would undo just now."""
    text = without_mnemonics(action.text()).rstrip("…")
    return next((word for word in ("Undo", "Redo") if text.startswith(f"{word} ")), text)


def _keys(action: QAction) -> str:
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(form) for key in action.shortcuts())
