"""The dialog that lists every key: those of the menus, and those of the canvas and tables."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.text.numbers import grouped
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label, without_mnemonics

_TITLES = ("where", "what", "how")
_Row = tuple[str, str, str]
_DRAWING, _TYPING, _TABLE, _PLOT, _RACE = "Drawing", "While typing", "Table", "Plot", "Race"
_OTHERS: tuple[_Row, ...] = (
    ("Menus", "Open a menu", "Alt and the letter that is underlined"),
    (_DRAWING, "Select and explain", "Click"),
    (_DRAWING, "Select several weights", "Shift+click, or drag a box with Shift held"),
    (_DRAWING, "Walk through nodes and weights", "Arrow keys"),
    (_DRAWING, "Select nothing", "Esc"),
    (_DRAWING, "Change a number", "Double-click, Enter, or type it"),
    (_DRAWING, "Change a number from nothing", "Backspace or Del"),
    (_DRAWING, "Change a number smoothly", "Drag it sideways (Shift: finer, Ctrl: coarser)"),
    (_DRAWING, "Change the selected number by 0.1", "Alt+↑ / Alt+↓ (Shift: 0.01, Ctrl: 1)"),
    (_DRAWING, "Answer while numbers are hidden", "Type it"),
    (_DRAWING, "Rename the selected node", "F2, or double-click its name"),
    (_DRAWING, "Move a node", "Drag its rim or its name (Ctrl: without lining up)"),
    (_DRAWING, "Zoom and move the drawing", "Wheel; drag the empty ground"),
    (_DRAWING, "See the whole drawing", "Double-click the empty ground"),
    (_DRAWING, "What can be done with it", "Right-click, or the menu key"),
    (_TYPING, "Keep it", "Enter, or do anything else"),
    (_TYPING, "Put the old number back", "Esc"),
    (_TYPING, "Keep it, and go to the next or previous number", "Tab / Shift+Tab"),
    (_TYPING, "Change it by 0.1 in the drawing", "↑ / ↓ (Shift: 0.01, Ctrl: 1)"),
    (_TYPING, "Change it by 0.1 in a table", "Alt+↑ / Alt+↓ (Shift: 0.01, Ctrl: 1)"),
    (_TYPING, "Keep it, and go down or up in a table", "Enter or ↓ / ↑"),
    (_TABLE, "Change a cell", "Double-click, Enter, F2, or type it"),
    (_TABLE, "Change a cell from nothing", "Backspace"),
    (_TABLE, "Change a cell by 0.1", "Alt+↑ / Alt+↓ (Shift: 0.01, Ctrl: 1)"),
    (_TABLE, "Answer while numbers are hidden", "Type it"),
    (_TABLE, "Go from cell to cell", "Arrow keys"),
    (_TABLE, "Select several cells", "Shift and arrow keys, or drag"),
    (_TABLE, "Copy, or paste from a spreadsheet", "Ctrl+C / Ctrl+V"),
    (_TABLE, "Remove rows of the data", "Del"),
    (_TABLE, "Sort the rows", "Click a title"),
    (_PLOT, "Go to another moment on the timeline", "← / →, Home, End, or drag"),
    (_PLOT, "Move the weight on its hill", "← / →, or drag the ball"),
    (_PLOT, "Change the learning rate on Step size", "← / →, or drag"),
    (_PLOT, "Move two weights on their map", "Arrow keys (Shift: 0.01, Ctrl: 1), or drag the ball"),
    (_PLOT, "Look elsewhere", "Drag the ground; Ctrl and arrow keys"),
    (_PLOT, "Look closer or from further away", "Wheel (Shift: only across); + / −"),
    (_PLOT, "See everything again", "Double-click; Home"),
    (_PLOT, "Enlarge a page of the hill, and bring it back", "Double-click its tab; Esc"),
    (_PLOT, "Turn the surface of two weights", "Arrow keys, or drag"),
    (_RACE, "A step of every racer", "Space"),
    (_RACE, "A hundred steps of every racer", "Ctrl+Space"),
    (_RACE, "Run, or pause", "R"),
    (_RACE, "Go back to the drawing", "Esc or F6"),
    ("Projector view", "Put everything back", "Esc"),
    ("Show of hands", "One hand more or less", "+ / −"),
    ("Show of hands", "Write how many hands are up", "Digits"),
)


class KeysDialog(QDialog):
    """All keys in one table, under a field that leaves those that hold what is typed."""

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self._rows = [*_shortcuts(bar), *_OTHERS]
        self.text = QLineEdit()
        self.text.setAccessibleName("Search the keys")
        self.text.setPlaceholderText("Search: step, zoom, Ctrl+S …")
        self.text.setClearButtonEnabled(True)
        self.table = QTableWidget(len(self._rows), len(_TITLES))
        self._count = Label(role=Role.MUTED)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.text, self.table, self._count, buttons):
            column.addWidget(widget)
        self._fill()
        self.text.textChanged.connect(self._look)
        self._look("")
        self.resize(760, 560)

    def _fill(self) -> None:
        table = self.table
        table.setAccessibleName("Keys")
        table.setHorizontalHeaderLabels(_TITLES)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for row, texts in enumerate(self._rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)

    def _look(self, text: str) -> None:
        """Show the rows that hold every word."""
        words = text.casefold().split()
        count = 0
        for row, texts in enumerate(self._rows):
            held = " ".join(texts).casefold()
            is_meant = all(word in held for word in words)
            self.table.setRowHidden(row, not is_meant)
            count += is_meant
        self._count.setText(f"{grouped(count)} of {grouped(len(self._rows))}")


def _shortcuts(bar: QMenuBar) -> list[_Row]:
    """Each command with its keys, in the first of the menus that it stands in."""
    first: dict[tuple[str, str], _Row] = {}
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            for where, name, keys in _entries(menu, _plain(action)):
                first.setdefault((name, keys), (where, name, keys))
    return [*first.values()]


def _entries(menu: QMenu, where: str) -> Iterator[_Row]:
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _entries(submenu, f"{where} ▸ {_plain(action)}")
        elif action.shortcuts():
            yield where, _plain(action), _keys(action)


def _plain(action: QAction) -> str:
    """What the entry is called, without what it would undo just now."""
    text = without_mnemonics(action.text()).rstrip("…")
    return next((word for word in ("Undo", "Redo") if text.startswith(f"{word} ")), text)


def _keys(action: QAction) -> str:
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(form) for key in action.shortcuts())
