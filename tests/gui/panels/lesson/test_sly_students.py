"""What an open question asks is found nowhere, in no way that a sly student might try."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QListWidget

from core.lessons.tasks.checking import asked_for
from core.lessons.tasks.tasks import NumberTask
from core.nn.network import INPUT_LAYER, NodePlace
from gui.formatting.numbers import number
from gui.panels.hill.hill_panel import PAGES
from tests.core.lessons.lesson_texts import BANK
from tests.gui.painted_text import painted_texts
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.shown_texts import shown_texts
from tests.gui.window_hands import Key, Modifier, WindowHands

# Numbers that nothing else in the window has by chance.
NETWORK = """
inputs = ["accounts", "children"]
rows = [[3.17, 2.29], [1.43, 0.71]]
targets = [5.13, 2.07]
learning_rate = 0.0137
layers = [
  { nodes = ["hidden 1", "hidden 2"], activation = "relu",
    weights = [[2.11, 1.37], [0.83, 0.59]], biases = [0.13, 0.29] },
  { nodes = ["prediction"], weights = [[2.53, 1.61]] },
]
""".replace(",\n    weights", ", weights")
NUMBER = 'kind = "number"\nask = "What is asked?"\n'
STEEPEST = 'kind = "click"\nask = "Which is it?"\ntarget = "steepest weight"\n'
STEEPEST += 'solution = ["click hidden 1 → prediction"]'
ASKED = [
    'answer = "slope of accounts → hidden 1"',
    'answer = "loss"\nafter = ["step"]',
]
OTHERS = ['answer = "hidden 1"', 'answer = "loss"', 'answer = "new accounts → hidden 1"']
NODES = [NodePlace(INPUT_LAYER, 0), NodePlace(0, 0), NodePlace(0, 1), NodePlace(1, 0)]


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def all_that_is_to_be_found(student: LessonHands) -> str:
    """Every text of the window, seen or not, and what was copied."""
    QApplication.processEvents()
    return written([*(shown.text for shown in shown_texts()), *drawn(student)])


def told_on_the_page(student: LessonHands) -> str:
    """What the page of the hill on show has, and the plot of the loss."""
    QApplication.processEvents()
    found = [shown.text for shown in shown_texts(student.window.hill_panel)]
    for plots in (student.window.hill_panel, student.window.loss_panel):
        found += [text for text, _ in painted_texts(plots)]
    return written(found)


def told_of_selected(student: LessonHands) -> str:
    """All that is said anew when something is selected; the explanation is copied too."""
    QApplication.processEvents()
    student.window.explanation.copy()
    found = [shown.text for shown in shown_texts(student.window.explanation)]
    found += [label.text() for label in student.window.findChildren(QLabel)]
    return written([*found, *drawn(student)])


def drawn(student: LessonHands) -> list[str]:
    window = student.window
    found = [*window.canvas.picture.texts(), window.canvas.describe()]
    return [*found, window.explanation.plain_text(), QGuiApplication.clipboard().text()]


def written(texts: list[str]) -> str:
    return "\n".join(texts).replace("−", "-")


def secrets(student: LessonHands) -> re.Pattern[str]:
    """How the number that is asked for is written, in any way."""
    task = student.task
    assert isinstance(task, NumberTask)
    numbers, quantity = asked_for(task, student.window.session.document)
    value = abs(numbers.value(quantity))
    ways = {number(value), repr(value), f"{value:.4g}", f"{value:.6g}", f"{value:.3f}"}
    return re.compile(rf"(?<![\d.])(?:{'|'.join(map(re.escape, ways))})(?!\d)")


@pytest.mark.parametrize("kinds", [ASKED, pytest.param(OTHERS, marks=pytest.mark.long)])
def test_the_answer_stands_nowhere(student: LessonHands, tmp_path: Path, kinds: list[str]) -> None:
    window, session = student.window, student.window.session
    for dock in window.docks.values():
        dock.show()
    for asked in kinds:
        student.begin(tmp_path, NETWORK, NUMBER + asked)
        secret = secrets(student)
        window.canvas.setFocus()
        for key in (Key.Key_S, Key.Key_A, Key.Key_O, Key.Key_Space, Key.Key_PageDown):
            student.hands.press(key)
            assert not secret.search(all_that_is_to_be_found(student)), (asked, key)
        for page in PAGES:
            window.hill_panel.show_page(page)
            assert not secret.search(told_on_the_page(student)), (asked, page)
        for at in range(session.document.experiment.network.parameters.size):
            session.select(parameters=(at,))
            assert not secret.search(told_of_selected(student)), (asked, at)
        for node in NODES:
            session.select(nodes=[node])
            assert not secret.search(told_of_selected(student)), (asked, node)
        student.hands.press(Key.Key_PageUp, Modifier.ShiftModifier)
        for key in (Key.Key_S, Key.Key_A, Key.Key_O):
            student.hands.press(key)
        student.press("Skip")
        assert student.player.open_task is None
        assert secret.search(all_that_is_to_be_found(student)), "it would have been found"


def test_the_program_gives_no_answer_away(student: LessonHands, tmp_path: Path) -> None:
    commands = student.window.commands
    assert commands["save_predictions"].isEnabled()
    student.begin(tmp_path, BANK, NUMBER + 'answer = "prediction"')
    assert not commands["save_predictions"].isEnabled()
    assert "Predictions are hidden" in commands["save_predictions"].toolTip()
    student.type("16")
    assert commands["save_predictions"].isEnabled()

    refusals = ["slopes are hidden", "Answer first: which weight it is, is asked here"]
    for target, why in zip(["steepest weight", "hidden 1 → prediction"], refusals, strict=True):
        student.begin(tmp_path, BANK, STEEPEST.replace("steepest weight", target))
        student.window.commands["steepest"].trigger()
        assert student.player.open_task == 0
        assert student.hands.says(why)
        student.solve()
        assert student.player.open_task is None

    for order in ('["a", "b", "c"]', '["c", "a", "b"]'):
        task = f'kind = "order"\nask = "In which order?"\norder = {order}'
        student.begin(tmp_path, BANK, task)
        (listed,) = [each for each in student.panel.findChildren(QListWidget) if each.isVisible()]
        shown = [listed.item(row).text() for row in range(listed.count())]
        assert shown != [each.strip('" ') for each in order.strip("[]").split(",")]
