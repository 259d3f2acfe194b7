"""Texts of the explanation can be selected and copied, whether in rich text or plain."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from tests.gui.panels.explanation.explanation_hands import click_weight
from tests.gui.window_hands import LEFT, WindowHands

EXPLANATION, EFFECT = "Explanation of what is selected", "What the last action did"


def label_named(hands: WindowHands, name: str) -> QLabel:
    labels = hands.window.explanation.findChildren(QLabel)
    return next(label for label in labels if label.accessibleName() == name)


def drag_across(bot: QtBot, label: QLabel) -> None:
    """Press at the beginning of the first line and let go at its end."""
    end = QPoint(label.width() - 1, 2)
    bot.mouseMove(label, QPoint(1, 2))
    bot.mousePress(label, LEFT, pos=QPoint(1, 2))
    bot.mouseMove(label, end)
    bot.mouseRelease(label, LEFT, pos=end)


@pytest.mark.parametrize("name", [EXPLANATION, EFFECT])
def test_what_a_step_does_is_selected_by_dragging_and_stays_so(
    hands: WindowHands, qtbot: QtBot, name: str
) -> None:
    hands.window.session.step()
    label = label_named(hands, name)
    drag_across(qtbot, label)
    assert label.selectedText()
    assert label.text().startswith(label.selectedText())
    hands.canvas.hover(QPoint(5, 5))
    assert label.hasSelectedText()


def test_an_explanation_is_selected_without_its_markup(hands: WindowHands, qtbot: QtBot) -> None:
    click_weight(hands, 0, 0, 0)
    label = label_named(hands, EXPLANATION)
    drag_across(qtbot, label)
    assert label.selectedText() == "more of it means more loss, so descent will lower it"


@pytest.mark.parametrize("is_selected", [False, True])
def test_texts_look_the_same_under_the_pointer(
    hands: WindowHands, qtbot: QtBot, is_selected: bool
) -> None:
    hands.window.session.step()
    if is_selected:
        hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    hands.canvas.hover(QPoint(5, 5))
    panel, label = hands.window.explanation, label_named(hands, EXPLANATION)
    before = panel.grab().toImage()
    qtbot.mouseMove(label, QPoint(1, label.height() - 2))
    assert label.underMouse()
    assert panel.grab().toImage() == before
