"""Numbers that slips lead to, typed where the course asks for the right one: it says which slip."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from core.lessons.course import COURSE, lessons_in
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import WindowHands


class Typed(NamedTuple):
    """What is typed for a task of a page, counted from 1, and what is said then."""

    task: int
    number: str
    said: str


RELU, SIZE = "for the network without ReLU", "for |sum| in the place of ReLU(sum)"
INPUTS = "where the second layer gets the inputs, not the values of the first"
ROUND = "for actual − predicted; an error is predicted − actual"
TWO, SOURCE = "without the 2: the slope of error² is 2 × error", "without the value that goes in"
ADDED, RATE = "where the step is added; downhill it is taken off", "without the learning rate"
PAGES: list[tuple[str, int, Sequence[Typed]]] = [
    (
        "02",
        2,
        [Typed(1, "−13", RELU), Typed(1, "13", SIZE), Typed(2, "−39", RELU), Typed(2, "143", SIZE)],
    ),
    ("03", 1, [Typed(1, "−39", RELU), Typed(1, "143", SIZE), Typed(2, "59", RELU)]),
    ("04", 2, [Typed(1, "−104", RELU), Typed(1, "105", INPUTS)]),
    ("04", 3, [Typed(1, "116", INPUTS)]),
    ("05", 1, [Typed(2, "−11", ROUND)]),
    ("06", 1, [Typed(1, "−6", ROUND)]),
    (
        "07",
        1,
        [
            Typed(1, "3.5", "for the error in the place of its squared error"),
            Typed(1, "150", "for the sum; a mean is divided by 4"),
            Typed(1, "6.12", "for the root of it; MSE takes none"),
        ],
    ),
    (
        "09",
        1,
        [Typed(2, "7", TWO), Typed(3, "14", TWO), Typed(4, "21", TWO), Typed(4, "14", SOURCE)],
    ),
    (
        "10",
        1,
        [
            Typed(1, "0.14", ADDED),
            Typed(1, "−14", RATE),
            Typed(2, "2.28", ADDED),
            Typed(2, "−26", RATE),
            Typed(3, "1.42", ADDED),
            Typed(3, "−41", RATE),
            Typed(4, "8.96", ADDED),
        ],
    ),
    ("14", 2, [Typed(1, "228", "with the weight itself in the place of the next one")]),
    (
        "15",
        1,
        [
            Typed(
                1,
                "1.8416",
                "where the layer behind is updated first; all slopes come from the old weights",
            )
        ],
    ),
    ("20", 2, [Typed(2, "0.25", ROUND), Typed(3, "−0.25", ROUND)]),
]


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def turn_to(student: LessonHands, lesson: str, page: int) -> None:
    (path,) = [path for path in lessons_in(COURSE) if path.name.startswith(lesson)]
    student.open(path)
    while student.player.progress.page + 1 < page:
        student.press("Next ▶")


def test_every_slip_is_known_where_its_number_is_typed(student: LessonHands) -> None:
    for lesson, page, typed in PAGES:
        turn_to(student, lesson, page)
        for task, number, said in typed:
            while student.player.open_task != task - 1:
                student.press("Skip")
            student.type(number)
            assert f"✗ {number} is right {said}" in student.read(), (lesson, page, number)
            assert not student.player.record(task - 1).solved


def test_the_ghosts_of_a_slip_stand_where_its_numbers_would(student: LessonHands) -> None:
    turn_to(student, "02", 2)
    student.press("Skip")
    student.type("−39")
    assert student.hands.shows("−39?")
    student.type("143")
    assert student.hands.shows("143?")


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


def test_the_largest_weight_is_not_the_steepest(student: LessonHands) -> None:
    turn_to(student, "09", 2)
    hands = student.hands
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 1)))
    assert "✗ the largest weight is not the steepest" in student.read()


@pytest.mark.parametrize(
    ("lesson", "page", "wrong"),
    [("13", 1, "yes"), ("15", 2, "yes: the error has the wrong sign now")],
    ids=["a slope of 0 is the bottom", "overshooting is worse"],
)
def test_what_is_wrongly_chosen_is_no_answer(
    student: LessonHands, lesson: str, page: int, wrong: str
) -> None:
    turn_to(student, lesson, page)
    while wrong not in [button.accessibleName() for button in student.buttons()]:
        student.press("Skip")
    student.press(wrong)
    assert f"✗ {wrong}: that is not it" in student.read()
