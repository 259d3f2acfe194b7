"""A quiet choice between a linear and a logarithmic axis."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.widgets.buttons.quiet_button import QuietButton
from gui.widgets.texts.plain_text import set_tip

_LOSS_SCALES = (
    "Linear: from 0, losses as they are",
    "Logarithmic: each power of ten as high as the next",
)
VALUES_SCALES = (
    "Linear: numbers as they are",
    "Logarithmic both ways from 0: each power of ten as high as the next",
)


class ScaleChoice(QuietButton):
    """Shows which axis is in force; a click or Space opens a menu with both.

    `chosen` comes with True for the logarithmic one.

    Args:
        name: what it is the axis of.
        scales: what the menu says of the linear and the logarithmic one.
        parent: the widget this one belongs to.
    """

    chosen = Signal(bool)

    def __init__(
        self,
        name: str = "Loss axis",
        scales: tuple[str, str] = _LOSS_SCALES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self.linear, self.logarithmic = map(self._add, scales)
        self.linear.setChecked(True)
        self._group.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self._tell()

    @property
    def is_logarithmic(self) -> bool:
        """Whether the logarithmic axis is chosen."""
        return self.logarithmic.isChecked()

    def choose(self, logarithmic: bool) -> None:
        """Choose an axis as if by hand."""
        if logarithmic != self.is_logarithmic:
            (self.logarithmic if logarithmic else self.linear).trigger()

    def _add(self, text: str) -> QAction:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        self._group.addAction(action)
        return action

    def _on_triggered(self, _: QAction) -> None:
        self._tell()
        self.chosen.emit(self.is_logarithmic)

    def _tell(self) -> None:
        name = "log" if self.is_logarithmic else "linear"
        self.setText(f"{name} ▾")
        self.setAccessibleDescription(name)
        set_tip(self, f"{self._name}: {name}. Click to choose linear or logarithmic")
