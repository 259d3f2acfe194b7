"""The projector view and the show of hands while a lesson is played."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollBar

from core.lessons.course import COURSE, lessons_in
from core.lessons.tasks.tasks import ChoiceTask
from gui.formatting.sentences import as_read
from gui.widgets.fields.number_field import NumberField
from tests.core.lessons.lesson_texts import BANK
from tests.gui.everything_said import everything_said
from tests.gui.painted_text import painted_texts
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.projector.hands_up import is_up, marked
from tests.gui.projector.projector_hands import begin, press, shown_beside
from tests.gui.shell.dock_hands import settle
from tests.gui.window_hands import Key, WindowHands
from tests.sweeps import a_few

PREDICTION = """
kind = "direction"
ask = "What will the loss do?"
answer = "loss"
after = ["step"]
"""
ERROR = """
kind = "number"
ask = "What is the error?"
answer = "error"
"""


@pytest.fixture
def teacher(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def test_the_lesson_stands_beside_the_drawing_in_large_type(
    teacher: LessonHands, tmp_path: Path
) -> None:
    teacher.open(teacher.write(tmp_path, BANK, ERROR))
    begin(teacher.hands)
    assert shown_beside(teacher.window) == ["Lesson"]
    assert "What is the error?" in teacher.read()
    texts = painted_texts(teacher.panel)
    assert texts
    assert [text for text in texts if text[1] < 20 - 0.01] == []
    assert [each.text() for each in teacher.buttons() if each.text() == "Hand in…"] == []
    teacher.solve()
    assert teacher.player.progress.solved == 1
    press(teacher.hands, Key.Key_Escape)
    assert not teacher.window.docks["Lesson"].isHidden()
    assert teacher.panel.isVisible()
    assert "Hand in…" in [each.text() for each in teacher.buttons()]


def test_a_page_that_is_turned_is_shown_whatever_it_opens(teacher: LessonHands) -> None:
    lessons = lessons_in(COURSE)
    teacher.open(lessons[13])
    begin(teacher.hands)
    teacher.open(lessons[22])
    teacher.player.turn(1)
    settle()
    (skip,) = [button for button in teacher.buttons() if button.text() == "Skip"]
    assert not skip.visibleRegion().isEmpty(), "short text leaves its room to the task"
    for path in (lessons[13], lessons[11]):
        teacher.open(path)
        settle()
        lesson = teacher.player.lesson
        assert lesson is not None
        for page in lesson.pages[1:]:
            teacher.press("Next ▶")
            settle()
            assert shown_beside(teacher.window) == ["Lesson"], page.title
            assert page.title in teacher.read()
            assert not teacher.hands.says("No room"), "all weights are shown"


LONG = "Much is said on this page before anything is asked, and the class reads all of it. " * 12
CHOICE = """
kind = "choice"
ask = "Which of these four is it, now that all of the above has been read and thought about?"
choices = ["the first, which is rather long, too, and wraps", "the second", "the third", "the last"]
right = 1
because = "That is so."
"""


def test_the_answer_is_in_view_however_long_a_page_is(teacher: LessonHands, tmp_path: Path) -> None:
    path = teacher.write(tmp_path, BANK, ERROR, CHOICE)
    path.write_text(path.read_text("utf-8").replace("Some text.", LONG), "utf-8")
    teacher.open(path)
    begin(teacher.hands)
    settle()
    text, field = teacher.label("Much is said"), teacher.field()
    assert field.visibleRegion().boundingRect() == field.rect()
    assert text.visibleRegion().boundingRect().top() == 0, "a page is read from its top"
    assert text.visibleRegion().boundingRect().height() > 2 * text.fontMetrics().lineSpacing()
    teacher.hands.type("11", field)
    press(teacher.hands, Key.Key_F5)
    press(teacher.hands, Key.Key_F5)
    assert field.text() == "11", "what is typed stays"
    teacher.press("Check")
    settle()
    first, over = teacher.label("the first"), teacher.label("error = 16 − 5 = 11")
    assert first.visibleRegion().boundingRect() == first.rect()
    assert over.visibleRegion().boundingRect().height(), "what came of the task before"
    bars = teacher.window.docks["Lesson"].findChildren(QScrollBar)
    assert not any(bar.isVisible() for bar in bars), "the panel fits its place"


@pytest.mark.parametrize(
    ("lesson", "page", "task"),
    a_few([(1, 0, 0), (2, 1, 0), (5, 0, 2), (16, 1, 2), (20, 0, 0), (20, 0, 2), (22, 4, 1)]),
)
def test_every_choice_is_in_view_where_much_is_asked(
    teacher: LessonHands, lesson: int, page: int, task: int
) -> None:
    teacher.open(lessons_in(COURSE)[lesson])
    begin(teacher.hands)
    teacher.player.turn(page)
    settle()
    for _ in range(task):
        teacher.press("Skip")
        settle()
    choice = teacher.task
    assert isinstance(choice, ChoiceTask)
    for text in choice.choices:
        labels = teacher.panel.findChildren(QLabel)
        label = next(each for each in labels if each.text() == as_read(text) and each.isVisible())
        assert label.visibleRegion().boundingRect() == label.rect(), text


def test_escape_leaves_from_a_field_in_which_nothing_is_being_typed(
    teacher: LessonHands, tmp_path: Path
) -> None:
    hands, window = teacher.hands, teacher.window
    teacher.open(teacher.write(tmp_path, BANK, ERROR))
    usual = window.theme.scale
    for field in (teacher.field(), window.top_bar.findChildren(NumberField)[0]):
        begin(hands)
        hands.click(field)
        assert field.hasFocus()
        before = field.text()
        hands.type("7", field)
        hands.press_in(field, Key.Key_Escape)
        settle()
        assert field.text() == before, "first what is typed is put back"
        assert window.theme.scale > usual
        hands.press_in(field, Key.Key_Escape)
        settle()
        assert window.theme.scale == usual

    teacher.type("12")
    begin(hands)
    field = teacher.field()
    hands.press_in(field, Key.Key_Escape)
    settle()
    assert (window.theme.scale, field.text()) == (usual, "12"), "what was answered is not typed"


def test_a_screen_that_is_filled_is_left_though_what_comes_back_needs_more(
    teacher: LessonHands,
) -> None:
    window = teacher.window
    teacher.open(lessons_in(COURSE)[20])
    begin(teacher.hands)
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    settle()
    press(teacher.hands, Key.Key_Escape)
    settle()
    assert window.windowHandle().windowState() is Qt.WindowState.WindowNoState


def test_f7_reaches_the_lesson_and_the_plots_and_none_tells_the_answer(
    teacher: LessonHands, tmp_path: Path
) -> None:
    teacher.open(teacher.write(tmp_path, BANK, ERROR))
    begin(teacher.hands)
    seen = []
    for _ in range(7):
        seen += shown_beside(teacher.window)
        assert not any("11" in text.split("=")[-1] for text in everything_said(teacher.hands))
        assert "121" not in " ".join(everything_said(teacher.hands))
        press(teacher.hands, Key.Key_F7)
    assert seen == ["Lesson", "Loss", *["Hill"] * 5]
    assert shown_beside(teacher.window) == ["Lesson"]


def check_no_hands_go_up(teacher: LessonHands) -> None:
    """F9 says that the question of the lesson comes first."""
    hands, session = teacher.hands, teacher.window.session
    teacher.window.canvas.setFocus()
    hidden = session.focus.hiding
    press(hands, Key.Key_F9)
    assert not is_up(teacher.window)
    assert hands.says("Answer first")
    assert session.focus.hiding == hidden


def test_hands_go_up_once_the_question_is_answered(teacher: LessonHands, tmp_path: Path) -> None:
    hands, session = teacher.hands, teacher.window.session
    teacher.open(teacher.write(tmp_path, BANK, PREDICTION))
    begin(hands)
    check_no_hands_go_up(teacher)
    teacher.open(teacher.write(tmp_path, BANK, ERROR))
    settle()
    check_no_hands_go_up(teacher)
    teacher.solve()
    found = session.focus.hiding
    teacher.window.canvas.setFocus()
    press(hands, Key.Key_F9)
    assert not any("19.83" in text for text in everything_said(hands))
    press(hands, Key.Key_Space)
    assert hands.says("loss falls: 121 → 19.83")
    assert "falls" in marked(teacher.window)
    assert session.focus.hiding.hidden == found.hidden
