"""A slider for learning rates: each step to the right is the same factor."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget
from typing_extensions import override

from gui.formatting.numbers import number

LOWEST_RATE, HIGHEST_RATE = 1e-5, 10.0
_STEPS_A_DECADE = 40
_DECADES = round(math.log10(HIGHEST_RATE / LOWEST_RATE))


def rate_at(position: int) -> float:
    """The rate at a position, to two digits so that it can be reckoned with."""
    return float(f"{LOWEST_RATE * 10 ** (position / _STEPS_A_DECADE):.1e}")


def position_of(rate: float) -> int:
    """The position nearest to a rate; rates beyond the ends stand at the ends."""
    rate = min(max(rate, LOWEST_RATE), HIGHEST_RATE)
    return round(math.log10(rate / LOWEST_RATE) * _STEPS_A_DECADE)


class RateSlider(QSlider):
    """Chooses a learning rate between 0.00001 and 10 on a logarithmic scale.

    `previewed` comes while the handle is dragged, `committed` when it is let go or moved by keys.
    """

    previewed = Signal(float)
    committed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, _DECADES * _STEPS_A_DECADE)
        self.setPageStep(_STEPS_A_DECADE)
        self.sliderMoved.connect(lambda position: self.previewed.emit(rate_at(position)))
        self.sliderReleased.connect(lambda: self.committed.emit(rate_at(self.value())))
        self.actionTriggered.connect(self._on_action_triggered)

    def show_rate(self, rate: float) -> None:
        """Move the handle to a rate, without saying so."""
        if not self.isSliderDown():
            self.setValue(position_of(rate))
        self.setAccessibleDescription(number(rate))  # its value is a place

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past must not change the rate

    def _on_action_triggered(self, action: int) -> None:
        if action != QSlider.SliderAction.SliderMove.value:
            self.committed.emit(rate_at(self.sliderPosition()))
