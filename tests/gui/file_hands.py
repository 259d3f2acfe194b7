"""What a hand does with questions about files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QWidget,
)

from tests.gui.window_hands import WindowHands

Answer = QMessageBox.StandardButton


def choose(hands: WindowHands, answer: Answer) -> Callable[[QDialog], None]:
    """Click one of the buttons of a question."""

    def click(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        hands.click(dialog.button(answer))

    return click


def read_into(read: list[str]) -> Callable[[QDialog], None]:
    """Read a message, and close it."""

    def read_it(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        read.extend((dialog.text(), dialog.informativeText()))
        dialog.accept()

    return read_it


def name_the_file(hands: WindowHands, path: Path) -> Callable[[QDialog], None]:
    """Name a file in the file dialog, and click Save."""
    return _name_and_click(hands, path, QDialogButtonBox.StandardButton.Save)


def pick_the_file(hands: WindowHands, path: Path) -> Callable[[QDialog], None]:
    """Name a file that is there in the file dialog, and click Open."""
    return _name_and_click(hands, path, QDialogButtonBox.StandardButton.Open)


def _name_and_click(
    hands: WindowHands, path: Path, which: QDialogButtonBox.StandardButton
) -> Callable[[QDialog], None]:
    def name_it(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(path))
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        hands.click(buttons.button(which))

    return name_it


def click_on(hands: WindowHands, words: str) -> Callable[[QDialog], None]:
    """Click the button of a question that says this."""
    return lambda dialog: hands.click(button(dialog, words))


def button(widget: QWidget, words: str) -> QAbstractButton:
    """The button in a widget that is to be seen and says this."""
    buttons = [each for each in widget.findChildren(QAbstractButton) if each.isVisible()]
    found = {each.text().replace("&", ""): each for each in buttons}
    assert words in found, f"no {words} among {list(found)}"
    return found[words]


def one_after_another(
    hands: WindowHands, *answers: Callable[[QDialog], None]
) -> Callable[[QDialog], None]:
    """Deal with several dialogs, each opened by the answer to the one before."""

    def deal(dialog: QDialog) -> None:
        if answers[1:]:
            hands.answer(one_after_another(hands, *answers[1:]))
        answers[0](dialog)

    return deal
