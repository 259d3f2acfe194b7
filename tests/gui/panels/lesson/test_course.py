"""The course, played in the window to its end with mouse and keys, with wrong answers first."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from core.lessons.course import COURSE, lessons_in, parts_of_course, title_in
from core.lessons.text.reading import read_lesson
from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, Modifier, WindowHands

LESSONS = lessons_in(COURSE)


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def part_with(at: int) -> str:
    """The menu in which a lesson of the course stands."""
    part = next(each for each in reversed(parts_of_course()) if each.first <= at)
    return f"{part.first + 1}–{part.first + len(part.lessons)}  {part.title}"


def play(student: LessonHands, at: int) -> None:
    student.hands.menu("Learn", "Lessons", part_with(at), f"{at + 1}  {title_in(LESSONS[at])}")
    lesson = student.player.lesson
    assert lesson is not None
    for page in lesson.pages:
        assert page.title in student.read()
        for place, asked in enumerate(page.tasks):
            where = (LESSONS[at].name, asked.line)
            assert asked.task is student.task, where
            if student.try_wrongly():
                assert asked.task is student.task, where
                assert "✗" in student.read(), where
            student.solve()
            assert student.player.record(place).solved, where
        assert student.player.open_task is None
        if page is not lesson.pages[-1]:
            student.press("Next ▶")
    assert student.player.progress.solved == sum(len(page.tasks) for page in lesson.pages)


def deeds(path: Path) -> set[str]:
    """The kinds of tasks of a lesson, and of moves that solve them."""
    tasks = [asked.task for page in read_lesson(path.read_bytes()).pages for asked in page.tasks]
    moves = [move.split()[0] for task in tasks for move in task.solution]
    return {*(type(task).__name__ for task in tasks), *moves}


def telling() -> list[int]:
    """Few lessons in which all is done that is done in any."""
    told = dict(enumerate(map(deeds, LESSONS)))
    for at in reversed(range(len(LESSONS))):
        done = told.pop(at)
        if not done <= set().union(*told.values()):
            told[at] = done
    return sorted(told)


def test_lessons_of_the_course_are_played_to_their_end(student: LessonHands) -> None:
    for at in telling():
        play(student, at)


@pytest.mark.long
def test_the_whole_course_is_played_to_its_end(student: LessonHands) -> None:
    for at in range(len(LESSONS)):
        play(student, at)


def test_lines_are_put_in_order_with_keys_alone(student: LessonHands, tmp_path: Path) -> None:
    task = 'kind = "order"\nask = "In which order?"\norder = ["b", "a", "d", "c"]'
    student.open(student.write(tmp_path, BANK, task))
    (listed,) = student.panel.findChildren(QListWidget)
    keys = student.hands.press
    keys(Key.Key_Escape)  # the window is active from here on
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    keys(Key.Key_Tab)
    keys(Key.Key_Tab)
    keys(Key.Key_Space)  # ▼: a is behind b
    assert [listed.item(row).text() for row in range(4)] == ["b", "a", "c", "d"]
    keys(Key.Key_Backtab, Modifier.ShiftModifier)
    keys(Key.Key_Backtab, Modifier.ShiftModifier)
    keys(Key.Key_End)
    keys(Key.Key_Tab)
    keys(Key.Key_Space)  # ▲: d is before c
    keys(Key.Key_Tab)
    keys(Key.Key_Tab)
    keys(Key.Key_Space)
    assert student.player.record(0).solved


def test_a_prediction_is_made_once_and_what_was_wrong_with_it_stands_with_it(
    student: LessonHands, tmp_path: Path
) -> None:
    """The error of the bank goes from 11 to −4.45."""
    predict = 'kind = "number"\nask = "Where to?"\nanswer = "error"\nafter = ["step"]'
    then = 'kind = "reach"\nask = "Go on."\ngoal = ["loss < 0.1"]\nsolution = ["step 20"]'
    student.begin(tmp_path, BANK, predict, then)
    student.type("7")
    assert "→ Where to?\n✗ 7: that is not it\nerror = " in student.read()
    assert student.read().count("✗") == 1
    student.step(1)
    assert "✗ still to come: loss < 0.1" in student.read()
    student.step(20)
    assert "✓ Go on." in student.read()
    assert "→ Where to?\n✗ 7: that is not it\nerror = " in student.read()

    task = (
        'kind = "choice"\nask = "Where to?"\nchoices = ["up", "down"]\nright = 2\n'
        'because = "It falls."\nafter = ["step"]\ntruth = ["loss < 20"]'
    )
    student.begin(tmp_path, BANK, task)
    student.hands.click(student.hands.button("Step downhill"))
    assert student.hands.figure("step") == "0"
    assert student.hands.says("Answer first: what is asked for is what comes of this")
    assert "one try" in student.read()
    student.hands.click(student.label("up"))  # its text, beside the button
    assert student.hands.figure("step") == "1"
    assert "→ Where to?\n✗ “up”: that is not it\ndown\nIt falls." in student.read()
    assert student.player.progress.solved == 0


def test_in_a_small_window_what_came_of_the_tasks_is_in_view(student: LessonHands) -> None:
    student.window.resize(1280, 720)
    for path in LESSONS[-2:]:  # with the longest title, and the most tasks
        student.open(path)
        (solved,) = [text for text in student.hands.labels() if text.text().endswith(" solved")]
        assert solved.width() >= solved.sizeHint().width(), path.name
        assert solved.toolTip() == title_in(path)

    student.open(LESSONS[17])
    for _ in range(3):
        student.solve()
    said = {label.text(): label for label in student.hands.labels()}
    for text in ("Next: Steps that lead up →", "The mean over all rows would have been"):
        label = next(label for words, label in said.items() if words.startswith(text))
        assert label.visibleRegion().boundingRect().height() == label.height()
    student.press("Next ▶")
    student.press("◀ Back")
    (title,) = [label for label in student.hands.labels() if label.text() == "Batches"]
    assert not title.visibleRegion().isEmpty(), "whoever comes back reads it from the top"


def test_steps_that_a_restart_gave_up_are_not_counted(student: LessonHands, tmp_path: Path) -> None:
    task = (
        'kind = "reach"\nask = "?"\ngoal = ["loss < 1"]\nmost_steps = 8\n'
        'changing = ["weights", "way down"]\nsolution = ["step 8"]'
    )
    student.open(student.write(tmp_path, BANK, task))
    student.step(10)
    assert "✗ 10 steps were taken since the page began; the most is 8" in student.read()
    student.hands.type_rate("0.009")
    student.hands.click(student.hands.button("Restart"))
    student.step(8)
    assert student.player.record(0).solved
