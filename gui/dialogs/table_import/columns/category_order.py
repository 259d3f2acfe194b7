"""The list in which the order of a column's categories is changed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QListWidget, QPushButton, QWidget
from typing_extensions import override

from core.columns.plan import ColumnPlan
from gui.style.roles import Look
from gui.widgets.texts.plain_text import set_tip

_SHOWN = 5  # rows
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CategoryOrder(QWidget):
    """Shows which number each category becomes; buttons, or Alt with ↑ and ↓, move one.

    `moved` comes with the place of a category, and how far it is to go.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName("The order of the categories")
        self.list.setUniformItemSizes(True)
        self.list.installEventFilter(self)
        self.up, self.down = self._button("Move up", "▲", -1), self._button("Move down", "▼", 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.list, 0, 0, 3, 1)
        grid.addWidget(self.up, 0, 1)
        grid.addWidget(self.down, 1, 1)
        self.list.currentRowChanged.connect(self._show_ways)

    def show_plan(self, plan: ColumnPlan) -> None:
        """Show the categories in their order; the one that was chosen stays so."""
        name = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.list.clear()
        for at, category in enumerate(plan.categories):
            self.list.addItem(f"{at}  {category}")
            self.list.item(at).setData(Qt.ItemDataRole.UserRole, category)
        self.list.setCurrentRow(plan.categories.index(name) if name in plan.categories else 0)
        rows = min(_SHOWN, len(plan.categories))
        self.list.setFixedHeight(rows * max(1, self.list.sizeHintForRow(0)) + 6)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent):
            way = _WAYS.get(Qt.Key(event.key()))
            if way and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(way)
                return True
        return super().eventFilter(watched, event)

    def _button(self, tip: str, sign: str, way: int) -> QPushButton:
        button = QPushButton(sign)
        button.setObjectName(Look.REMEDY)
        button.setAutoDefault(False)
        button.setAccessibleName(tip)
        set_tip(button, f"{tip} (Alt+{'↑' if way < 0 else '↓'})")
        button.clicked.connect(lambda: self._move(way))
        return button

    def _move(self, way: int) -> None:
        self.moved.emit(self.list.currentRow(), way)

    def _show_ways(self, at: int) -> None:
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < self.list.count() - 1)
