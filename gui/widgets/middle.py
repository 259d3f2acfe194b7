"""The middle of the window: the drawing, or a panel that was enlarged into its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from gui.widgets.panel_dock import PanelDock

_OTHER = Qt.FocusReason.OtherFocusReason


class Middle(QStackedWidget):
    """Shows the drawing until a dock lends its panel; the docks themselves stay as they are.

    `changed` comes when another thing is shown. Escape brings an enlarged panel back.
    """

    changed = Signal()

    def __init__(self, drawing: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addWidget(drawing)
        self._lender: PanelDock | None = None
        self._before: QWidget | None = None  # what had the keys when a panel was enlarged
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.bring_back)
        # Where Escape is for something else too, the two take turns.
        self._escape.activatedAmbiguously.connect(self.bring_back)
        self._escape.setEnabled(False)

    def is_showing(self, dock: PanelDock) -> bool:
        """Whether the panel of a dock is enlarged."""
        return self._lender is dock

    def switch(self, dock: PanelDock) -> None:
        """Enlarge the panel of a dock, or bring it back."""
        if self.is_showing(dock):
            self.bring_back()
            return
        self.bring_back()
        self._before = focused = QApplication.focusWidget()
        self._lender, room = dock, dock.lend()
        self.addWidget(room)
        self.setCurrentWidget(room)
        keeps_keys = focused is not None and room.isAncestorOf(focused)
        (focused if focused is not None and keeps_keys else room).setFocus(_OTHER)
        self._escape.setEnabled(True)
        self.changed.emit()

    def bring_back(self) -> None:
        """Show the drawing again, with the keys where they were; nothing if it is shown."""
        dock, self._lender = self._lender, None
        if dock is None:
            return
        focused = QApplication.focusWidget()
        had_keys = focused is None or self.isAncestorOf(focused)
        self.setCurrentIndex(0)
        dock.take_back()
        if had_keys and self._before is not None and self._before.isVisible():
            self._before.setFocus(_OTHER)
        self._before = None
        self._escape.setEnabled(False)
        self.changed.emit()
