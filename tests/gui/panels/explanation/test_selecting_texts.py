"""Texts of the explanation can be selected and copied, whether in rich text or plain."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from core.opening.starters import BANK, open_starter
from tests.gui.panels.explanation.explanation_hands import click_weight
from tests.gui.window_hands import LEFT, WindowHands

EXPLANATION, EFFECT = "Explanation of what is selected", "What the last action did"


def label_named(hands: WindowHands, name: str) -> QLabel:
    labels = hands.window.explanation.findChildren(QLabel)
    return next(label for label in labels if label.accessibleName() == name)


def drag_across(hands: WindowHands, bot: QtBot, label: QLabel) -> None:
    """Come from outside, press at the beginning of the first line and let go at its end."""
    hands.canvas.hover(QPoint(5, 5))
    end = QPoint(label.width() - 1, 2)
    bot.mouseMove(label, QPoint(1, 2))
    bot.mousePress(label, LEFT, pos=QPoint(1, 2))
    bot.mouseMove(label, end)
    bot.mouseRelease(label, LEFT, pos=end)


def test_what_is_said_is_selected_by_dragging_and_stays_so_without_its_markup(
    hands: WindowHands, qtbot: QtBot
) -> None:
    hands.window.session.step()
    for name in (EXPLANATION, EFFECT):
        label = label_named(hands, name)
        drag_across(hands, qtbot, label)
        assert label.selectedText(), name
        assert label.text().startswith(label.selectedText())
        hands.canvas.hover(QPoint(5, 5))
        assert label.hasSelectedText(), name

    hands.window.session.load(open_starter(BANK))
    click_weight(hands, 0, 0, 0)
    label = label_named(hands, EXPLANATION)
    drag_across(hands, qtbot, label)
    assert label.selectedText() == "more of it means more loss, so descent will lower it"


def test_texts_look_the_same_under_the_pointer(hands: WindowHands, qtbot: QtBot) -> None:
    hands.window.session.step()
    panel, label = hands.window.explanation, label_named(hands, EXPLANATION)
    for is_selected in (False, True):
        if is_selected:
            hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
        hands.canvas.hover(QPoint(5, 5))
        before = panel.grab().toImage()
        qtbot.mouseMove(label, QPoint(1, label.height() - 2))
        assert label.underMouse()
        assert panel.grab().toImage() == before, is_selected
