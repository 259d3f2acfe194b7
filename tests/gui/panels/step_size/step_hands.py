"""What the tests of the page of step sizes read off it."""

import numpy as np
from PySide6.QtWidgets import QPushButton

from gui.panels.step_size.step_page import StepSizePage
from tests.gui.window_hands import WindowHands


def rate_of(hands: WindowHands) -> float:
    return hands.window.session.document.experiment.optimizer.learning_rate


def in_view(page: StepSizePage) -> np.ndarray:
    """The rates looked at that are in view."""
    rates = page.plot.view.sizes.rates
    low, high = page.plot.frame.steps
    return rates[(low <= np.log10(rates)) & (np.log10(rates) <= high)]


def chips(page: StepSizePage) -> list[QPushButton]:
    return [chip for chip in page.fan.findChildren(QPushButton) if chip.isVisible()]
