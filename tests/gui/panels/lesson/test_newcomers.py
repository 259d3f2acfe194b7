"""What newcomers do: they err, ask, look around and press keys, and are told only what is so."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.core.lessons.lesson_texts import BANK
from tests.gui.everything_said import everything_said
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, Modifier, WindowHands

ROWS = BANK.replace("[[3, 2]]", "[[3, 2], [1, 4], [2, 0]]").replace("[5]", "[5, 6, 7]")
PREDICTION = 'kind = "number"\nask = "What is predicted?"\nanswer = "prediction"'
ERROR = 'kind = "number"\nask = "How far off?"\nanswer = "error"\nhints = ["16 − 5"]'
NONE_OFF = 'kind = "reach"\nask = "Make it 0."\ngoal = ["error = 0"]\nmost_weights = 1\n'
NONE_OFF += 'solution = ["set hidden 1 → prediction = 5/8"]\nhints = ["8 × a weight"]'
CHOICE = 'kind = "choice"\nask = "Which?"\nchoices = ["−1", "0.5", "none"]\nright = 2'
STEEPEST = 'kind = "click"\nask = "Which is it?"\ntarget = "steepest weight"\n'
STEEPEST += 'solution = ["click hidden 1 → prediction"]'


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def in_row(task: str, row: int) -> str:
    return f"{task}\nrow = {row}"


def test_a_wrong_answer_is_repeated_as_it_was_given(student: LessonHands, tmp_path: Path) -> None:
    student.begin(tmp_path, BANK, CHOICE)
    student.press("−1")
    assert "✗ −1: that is not it" in student.read()
    student.press("none")
    assert "✗ “none”: that is not it" in student.read()
    student.begin(tmp_path, BANK, PREDICTION)
    student.type("199.5625")
    assert "✗ 199.5625: that is not it" in student.read()
    student.type("2 x 3")
    assert "✗ 6: that is not it" in student.read()
    student.type("8x2")
    assert student.player.open_task is None


def test_what_was_refused_before_an_answer_is_not_said_after_it(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, PREDICTION, ERROR)
    student.hands.click(student.hands.button("Step downhill"))
    assert student.hands.says("Answer first")
    student.type("16")
    assert not student.hands.says("Answer first")


def test_what_was_found_can_be_watched_while_a_weight_is_changed(
    student: LessonHands, tmp_path: Path
) -> None:
    """The prediction is 16: 8 × 2 + 0 × 2."""
    student.begin(tmp_path, BANK, PREDICTION, NONE_OFF, page='hide = ["values of nodes"]')
    student.type("16")
    canvas = student.hands.canvas
    canvas.click(canvas.of(canvas.weight(1, 0, 0)))
    assert canvas.shows("16")
    QTest.keyPress(canvas.canvas, Key.Key_Up, Modifier.AltModifier)  # held down
    assert canvas.shows("16.8")
    QTest.keyRelease(canvas.canvas, Key.Key_Up, Modifier.AltModifier)
    assert canvas.shows("16.8")
    assert not student.hands.says("hidden again")
    assert not canvas.shows("8"), "hidden 1 was never asked for"
    assert "✗ still to come: error = 0" in student.read()


def test_the_drawing_turns_to_the_row_that_is_asked_about(
    student: LessonHands, tmp_path: Path
) -> None:
    """Rows 1, 2, 3 are predicted as 16, 12, 8."""
    tasks = [PREDICTION, in_row(PREDICTION, 1), in_row(PREDICTION, 2)]
    student.begin(tmp_path, ROWS, *tasks, page="row = 3")
    for row, answer in [(3, "8"), (1, "16"), (2, "12")]:
        assert student.hands.shows(f"values of row {row} of 3")
        student.type("5")
        student.type(answer)
    assert student.player.progress.solved == 3
    assert student.hands.shows("values of row 2 of 3"), "what was asked last stays"


def test_after_the_last_hint_the_keys_are_where_the_answer_is_given(
    student: LessonHands, tmp_path: Path
) -> None:
    for task in (ERROR, NONE_OFF):
        student.begin(tmp_path, BANK, task)
        found = (each for each in student.buttons() if each.text() == "Hint")
        hint = next(found)
        hint.setFocus(Qt.FocusReason.TabFocusReason)
        student.hands.press_in(hint, Key.Key_Return)
        assert "Hint: " in student.read()
        focus = QApplication.focusWidget()
        assert not isinstance(focus, QAbstractButton), "Enter once more would skip the task"
        wanted = student.field() if task == ERROR else student.window.canvas
        assert focus is wanted


def test_a_page_begins_with_all_at_once(student: LessonHands, tmp_path: Path) -> None:
    """Whoever walked through the page before would see an empty network."""
    student.begin(tmp_path, BANK, NONE_OFF)
    student.hands.press(Key.Key_PageDown)
    assert not student.hands.shows("16")
    student.begin(tmp_path, BANK, NONE_OFF)
    assert student.hands.shows("16")


def test_whoever_closes_a_lesson_goes_on_in_the_drawing(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, ERROR)
    student.hands.click(student.field())
    student.press("Close the lesson")
    assert QApplication.focusWidget() is student.window.canvas


def test_which_weight_is_the_steepest_is_said_nowhere(student: LessonHands, tmp_path: Path) -> None:
    """Its slope is 176, and it is what the next step changes most."""
    for dock in student.window.docks.values():
        dock.show()
    student.begin(tmp_path, BANK, STEEPEST)
    QApplication.processEvents()
    said = "\n".join(everything_said(student.hands))
    assert "176" not in said
    assert "largest change" not in said
    assert "steepest" not in said
    assert student.hands.shows("16"), "what is needed to work it out"
    student.solve()
    assert student.player.open_task is None
    assert "176" in "\n".join(everything_said(student.hands))


def test_what_was_clicked_on_another_page_can_be_clicked_again(
    student: LessonHands, tmp_path: Path
) -> None:
    student.begin(tmp_path, BANK, STEEPEST)
    for _ in range(2):
        student.solve()
        assert student.player.progress.solved == 1
        student.press("Restart the page")
        assert student.player.progress.solved == 0


def test_why_it_is_so_is_said_once_a_task_is_over(student: LessonHands, tmp_path: Path) -> None:
    falls = 'kind = "direction"\nask = "Which way?"\nanswer = "loss"\nafter = ["step"]\n'
    tasks = [each.strip() + '\nbecause = "That is why."' for each in (falls, PREDICTION, NONE_OFF)]
    for task, wrong in zip(tasks, ("rises", "5", None), strict=True):
        student.begin(tmp_path, BANK, task)
        if wrong == "rises":
            student.press(wrong)
        elif wrong:
            student.type(wrong)
            assert "That is why." not in student.read()
            student.type("16")
        else:
            assert "That is why." not in student.read()
            student.press("Skip")
        assert student.read().count("That is why.") == 1


def test_what_the_arrow_keys_pass_is_not_clicked_but_what_enter_is_pressed_on(
    student: LessonHands, tmp_path: Path
) -> None:
    """From accounts over its weight and hidden 1 to hidden 1 → prediction, the steepest."""
    student.begin(tmp_path, BANK, STEEPEST)
    assert QApplication.focusWidget() is student.window.canvas
    for _ in range(2):
        student.hands.press(Key.Key_Right)
    assert "✗" not in student.read()
    student.hands.press(Key.Key_Return)
    assert "✗" in student.read()
    assert student.hands.canvas.canvas.editor is None
    for _ in range(2):
        student.hands.press(Key.Key_Right)
    assert student.player.open_task == 0
    student.hands.press(Key.Key_Return)
    assert student.player.open_task is None
    assert student.player.record(0).tries == 2


def test_where_something_is_to_be_done_typing_over_a_weight_changes_it(
    student: LessonHands, tmp_path: Path
) -> None:
    """Although values are hidden, nothing is asked that could be typed; nor is it in a copy."""
    student.begin(tmp_path, BANK, PREDICTION, NONE_OFF, page='hide = ["values of nodes"]')
    canvas = student.hands.canvas
    canvas.click(canvas.of(canvas.weight(1, 0, 0)))
    student.hands.press(Key.Key_3)
    assert student.field().text() == "3"
    student.press("Try in a copy")
    for at in range(2):
        if at:
            student.press("Return to the page")
            student.type("16")
        QApplication.processEvents()
        canvas.click(canvas.of(canvas.weight(1, 0, 0)))
        student.hands.press(Key.Key_3)
        assert canvas.canvas.editor is not None
        canvas.key(Key.Key_Return)
        assert canvas.parameter_values()[4] == 3
    student.window.docks["Weights"].show()
    weights = student.hands.weights
    weights.click(4, weights.titles().index("weight"))
    weights.press(Key.Key_1)
    weights.press(Key.Key_Return)
    assert canvas.parameter_values()[4] == 1
