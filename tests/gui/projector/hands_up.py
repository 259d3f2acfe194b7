"""What the tests of the show of hands share."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QSpinBox

from gui.shell.main_window import MainWindow
from tests.gui.window_hands import WindowHands

ANSWERS = ("rises", "falls", "stays")


def counts(window: MainWindow) -> dict[str, QSpinBox]:
    """The numbers of hands, by their answers."""
    found = [box for box in window.findChildren(QSpinBox) if box.isVisible()]
    return {a: next(b for b in found if f"“{a}”" in b.accessibleName()) for a in ANSWERS}


def is_up(window: MainWindow) -> bool:
    """Whether hands can be counted."""
    boxes = [box for box in window.findChildren(QSpinBox) if box.isVisible()]
    return any("Hands for" in box.accessibleName() for box in boxes)


def marked(window: MainWindow) -> list[str]:
    """What stands beside a ✓."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return [text.removeprefix("✓ ") for text in labels if text.startswith("✓ ")]


def press_button(hands: WindowHands, name: str) -> None:
    buttons = hands.window.findChildren(QAbstractButton)
    hands.click(next(b for b in buttons if b.isVisible() and b.accessibleName() == name))


def choice(window: MainWindow) -> QComboBox:
    boxes = window.findChildren(QComboBox)
    return next(b for b in boxes if b.accessibleName() == "What will the next step do to")
