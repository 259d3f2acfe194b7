"""Wrong answers to the course, given in the window."""

import pytest

from core.lessons.course import COURSE, lessons_in
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import WindowHands

RELU, SIZE = "for the network without ReLU", "for |sum| in the place of ReLU(sum)"


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def turn_to(student: LessonHands, lesson: str, page: int) -> None:
    (path,) = [path for path in lessons_in(COURSE) if path.name.startswith(lesson)]
    student.open(path)
    while student.player.progress.page + 1 < page:
        student.press("Next ▶")


def test_a_slip_is_named_and_its_ghosts_stand_where_its_numbers_would(
    student: LessonHands,
) -> None:
    turn_to(student, "02", 2)
    for task, numbers in enumerate([("−13", "13"), ("−39", "143")]):
        for number, slip in zip(numbers, (RELU, SIZE), strict=True):
            student.type(number)
            assert f"✗ {number} is right {slip}" in student.read(), number
            assert student.hands.shows(f"{number}?"), number
            assert not student.player.record(task).solved, number
        student.press("Skip")


def test_where_no_slip_can_be_told_from_the_right_number_none_is_named(
    student: LessonHands,
) -> None:
    """Rows 3 and 4 come to 0 and 148 without ReLU too."""
    turn_to(student, "03", 1)
    for number in ("0", "148"):
        while student.player.open_task != (2 if number == "0" else 3):
            student.press("Skip")
        student.type(number)
    assert [student.player.record(task).slips for task in (2, 3)] == [(), ()]
    assert [student.player.record(task).solved for task in (2, 3)] == [True, True]


def test_what_is_wrongly_clicked_or_chosen_is_no_answer(student: LessonHands) -> None:
    turn_to(student, "09", 2)
    hands = student.hands
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 1)))
    assert "✗ the largest weight is not the steepest" in student.read()

    for lesson, page, wrong in [
        ("13", 1, "yes"),
        ("15", 1, "yes: the error has the wrong sign now"),
    ]:
        turn_to(student, lesson, page)
        while wrong not in [button.accessibleName() for button in student.buttons()]:
            student.press("Skip")
        student.press(wrong)
        assert f"✗ “{wrong}”: that is not it" in student.read()
