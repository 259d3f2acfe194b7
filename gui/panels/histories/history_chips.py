"""The legend of histories: a button a line, in its colour, that takes it away."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from core.nn.quantity import Quantity
from gui.style.theme import Theme
from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import as_entry, set_tip

_DOT = 9  # pixels


class Entry(NamedTuple):
    """One line: whose it is, what it is called in full and in short, and its colour."""

    quantity: Quantity
    name: str
    short: str
    color: str


class HistoryChips(QWidget):
    """The entries beside each other, each as wide as the others.

    `removed` comes with the `Quantity` whose line is to go.
    """

    removed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: Sequence[Entry] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._buttons: list[_Chip] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these and no others."""
        if entries == self._entries:
            return
        self._entries = tuple(entries)
        while len(self._buttons) > len(entries):
            gone = self._buttons.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._buttons) < len(entries):
            chip = _Chip(self._theme)
            chip.clicked.connect(lambda _=False, chip=chip: self._remove(chip))
            self._row.insertWidget(len(self._buttons), chip, 1)
            chip.show()
            self._buttons.append(chip)
        for chip, entry in zip(self._buttons, entries, strict=True):
            chip.show_entry(entry)

    def _remove(self, chip: "_Chip") -> None:
        self.removed.emit(self._entries[self._buttons.index(chip)].quantity)


class _Chip(QuietButton):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._name, self._short = theme, "", ""
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_entry(self, entry: Entry) -> None:
        self._name, self._short = entry.name, entry.short
        self.setAccessibleName(f"Remove the history: {entry.name}")
        set_tip(self, f"{entry.name}. Click to remove its line")
        size = self._theme.pixels(_DOT)
        self.setIconSize(QSize(size, size))
        self.setIcon(_dot(entry.color, size, self.devicePixelRatioF()))
        self._write()

    def _write(self) -> None:
        """The longest name that there is room for, and a cross."""
        metrics = self.fontMetrics()
        room = self.width() - self.iconSize().width() - 3 * metrics.averageCharWidth()
        cross = " ✕"
        width = room - metrics.horizontalAdvance(cross)
        fits = metrics.horizontalAdvance(self._name) <= width
        name = self._name if fits else self._short
        elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(width, 0))
        self.setText(as_entry(elided) + cross)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()


def _dot(color: str, size: int, scale: float) -> QIcon:
    picture = QPixmap(QSize(size, size) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(0, 0, size, size)
    return QIcon(picture)
