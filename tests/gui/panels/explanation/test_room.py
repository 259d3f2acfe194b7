"""What is explained of a weight fits below the drawing, whatever the optimizer."""

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from core.opening.starters import BANK, open_starter
from core.training.rules.optimizers import OPTIMIZERS
from tests.gui.panels.explanation.explanation_hands import lines
from tests.gui.window_hands import WindowHands

WORKINGS = ["mean slope ", "mean squared slope ", "mean slope / (1", "mean squared slope / (1"]


def choose(hands: WindowHands, key: str) -> None:
    session = hands.window.session
    experiment = session.document.experiment.with_optimizer(OPTIMIZERS[key](0.01))
    session.apply("Optimizer", session.document.with_experiment(experiment))


def is_cut_off(hands: WindowHands) -> bool:
    """Whether the texts below the drawing have to be scrolled."""
    area = hands.window.explanation.findChild(QScrollArea)
    assert area is not None
    return area.verticalScrollBar().maximum() > 0


def read(hands: WindowHands) -> list[str]:
    """The lines that stand there."""
    (label,) = (
        label
        for label in hands.window.explanation.findChildren(QLabel)
        if label.accessibleName() == "Explanation of what is selected"
    )
    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText().split("\n")


def begins(told: list[str], words: list[str]) -> bool:
    return all(any(line.startswith(word) for line in told) for word in words)


def test_all_that_is_shown_of_a_weight_can_be_seen_in_a_small_window(
    hands: WindowHands, qtbot: QtBot
) -> None:
    session = hands.window.session
    hands.window.resize(1280, 720)
    for key in OPTIMIZERS:
        session.load(open_starter(BANK))
        choose(hands, key)
        for steps in (0, 1, 19):
            session.step(steps)
            session.finish_run()
            for parameter in (0, 3, 4):
                session.select([parameter])
                qtbot.waitUntil(lambda: not is_cut_off(hands))
                assert begins(read(hands), ["slope ", "new weight "])


def test_numbers_on_the_way_are_shown_where_there_is_room_or_when_asked_for(
    hands: WindowHands, qtbot: QtBot
) -> None:
    hands.window.resize(1280, 1100)
    choose(hands, "adam")
    hands.window.session.step()
    hands.window.session.select([0])
    assert begins(read(hands), WORKINGS)

    hands.window.resize(1280, 640)
    qtbot.waitUntil(lambda: not is_cut_off(hands))
    assert not begins(read(hands), ["mean"])
    assert begins(lines(hands), WORKINGS)  # which is what is copied and read out
    hands.click(hands.window.explanation.workings_button)
    assert begins(read(hands), WORKINGS)
    hands.click(hands.window.explanation.workings_button)
    assert not begins(read(hands), ["mean"])
