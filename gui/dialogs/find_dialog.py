"""The Find dialog: a node, a weight or a row by its name."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget
from typing_extensions import override

from core.document.document import Document
from core.nn.network import INPUT_LAYER
from core.text.numbers import grouped
from gui.operations.search import MOST_FOUND, SearchHit, find
from gui.style.roles import Role
from gui.widgets.texts.plain_text import Label

_IN_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_HELP = "A part of a name; “from → to” for weights; a number for a row"


class FindDialog(QDialog):
    """A field over a list of what may be meant; the arrow keys move in the list while typing.

    Args:
        document: where to look.
        parent: the window.
        layer: look at nodes of this layer only; −1 is the inputs.
    """

    def __init__(self, document: Document, parent: QWidget, layer: int | None = None) -> None:
        super().__init__(parent)
        self._document, self._layer = document, layer
        self._found: list[SearchHit] = []
        self.setWindowTitle(_title(layer))
        self.text = QLineEdit()
        self.text.setAccessibleName("What to find")
        self.text.setPlaceholderText(_HELP if layer is None else "A part of the name")
        self.text.setClearButtonEnabled(True)
        self.text.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._count = Label(role=Role.MUTED)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(self.list, 1)
        column.addWidget(self._count)
        self.text.textChanged.connect(self._look)
        self.text.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self._look("")

    @property
    def chosen(self) -> SearchHit | None:
        """What is chosen."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 70
        return QSize(width, round(0.8 * width))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _IN_LIST:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        self._found = find(self._document, text, self._layer)
        self.list.clear()
        self.list.addItems([_line(found) for found in self._found])
        self.list.setCurrentRow(0)
        self._count.setText(self._about(text.strip()))

    def _about(self, text: str) -> str:
        count = len(self._found)
        if not count:
            return f"Nothing is called “{text}”."
        if count == MOST_FOUND:
            return f"The first {grouped(count)}; type more to see fewer"
        if not text and self._layer is None:
            return "The heaviest weights; Enter selects"
        return f"{grouped(count)} found; Enter selects"

    def _choose(self) -> None:
        if self.chosen is not None:
            self.accept()


def _title(layer: int | None) -> str:
    if layer is None:
        return "Find a node, a weight or a row"
    return "Find an input" if layer == INPUT_LAYER else "Find a node of this layer"


def _line(found: SearchHit) -> str:
    return f"{found.name} {found.value}" if found.value else found.name
