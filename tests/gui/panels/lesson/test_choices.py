"""How the choices of a task stand."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.panels.lesson.choices import Choices
from gui.widgets.texts.plain_text import Label

GAP = 8  # more than there is between two


@pytest.mark.parametrize(
    ("texts", "lines", "columns"),
    [
        (("1", "2", "3", "4"), 4, 1),
        (("1", "2", "3", "4"), 2, 2),
        (("1", "2", "3", "4"), 1, 2),  # three would be no lower
        (("1", "2", "3"), 1, 3),
        (("1", "no text that would fit beside another one in two of three columns", "3"), 1, 1),
    ],
)
def test_there_are_as_few_columns_as_make_them_low_enough(
    qtbot: QtBot, texts: tuple[str, ...], lines: int, columns: int
) -> None:
    """Where three short ones have room beside each other, and four have not."""
    choices, buttons = Choices(), [QPushButton(letter) for letter in "ABCD"[: len(texts)]]
    qtbot.addWidget(choices)
    width = height = 0
    for button, text in zip(buttons, texts, strict=True):
        choices.add(button, Label(text))
        if not width:
            width = 3 * (choices.sizeHint().width() + GAP)
            height = button.sizeHint().height() + GAP
    choices.resize(width, 200)
    choices.show()
    choices.fit(width, lines * height)
    qtbot.waitUntil(lambda: len({button.x() for button in buttons}) == columns)
    assert len({button.y() for button in buttons}) == -(-len(texts) // columns)
