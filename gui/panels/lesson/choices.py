"""The choices of a task: one below the other, or side by side where there is little room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from gui.widgets.event_filter import on_press
from gui.widgets.texts.plain_text import Label


class Choices(QWidget):
    """Buttons with letters, each with its text, which takes the choice, too."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._rows: list[tuple[QPushButton, Label, QHBoxLayout]] = []
        self._columns = 1

    def add(self, button: QPushButton, text: Label) -> None:
        """Add a choice."""
        text.setWordWrap(True)
        on_press(text, button.click)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addWidget(text, 1)
        self._rows.append((button, text, row))
        self._grid.addLayout(row, len(self._rows) - 1, 0)

    def fit(self, width: int, room: int) -> None:
        """Stand in one column, unless that is higher than the room and texts fit side by side."""
        possible = range(1, self._most_columns(width) + 1)
        least = min(self._height(width, n) for n in possible)
        columns = next(n for n in possible if self._height(width, n) <= max(room, least))
        if columns == self._columns:
            return
        self._columns = columns
        for _, _, row in self._rows:
            self._grid.removeItem(row)
        for at, (_, _, row) in enumerate(self._rows):
            self._grid.addLayout(row, *divmod(at, columns))
        for column in range(len(self._rows)):
            self._grid.setColumnStretch(column, int(column < columns))

    def _most_columns(self, width: int) -> int:
        """How many columns there is room for, with no text in two lines."""
        gap = self._grid.horizontalSpacing()
        widest = max(
            button.sizeHint().width() + row.spacing() + _in_one_line(text)
            for button, text, row in self._rows
        )
        return max(1, min(len(self._rows), (width + gap) // (widest + gap)))

    def _height(self, width: int, columns: int) -> int:
        """How high it is in some columns."""
        gap = self._grid.verticalSpacing()
        heights = []
        for button, text, row in self._rows:
            least = button.sizeHint()
            left = width - least.width() - row.spacing()
            lines = text.heightForWidth(left) if columns == 1 else 0
            heights.append(max(least.height(), lines))
        lines_of = [max(heights[at : at + columns]) for at in range(0, len(heights), columns)]
        return sum(lines_of) + gap * (len(lines_of) - 1)


def _in_one_line(text: Label) -> int:
    metrics = text.fontMetrics()
    return metrics.size(Qt.TextFlag.TextSingleLine, text.text()).width() + 2 * text.margin() + 2
