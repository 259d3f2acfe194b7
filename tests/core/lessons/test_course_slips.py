"""Numbers that slips lead to where the course asks for the right one: it is said which slip."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from core.lessons.course import COURSE, lessons_in
from core.lessons.moves import Board
from core.lessons.playing import begun
from core.lessons.tasks.checking import check, evidence_on
from core.lessons.text.reading import read_lesson


class Typed(NamedTuple):
    """What is typed for a task of a page, counted from 1, and what it is right for."""

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


@pytest.mark.parametrize(("lesson", "page", "typed"), PAGES)
def test_every_slip_is_known_where_its_number_is_typed(
    lesson: str, page: int, typed: Sequence[Typed]
) -> None:
    (path,) = [path for path in lessons_in(COURSE) if path.name.startswith(lesson)]
    read = read_lesson(path.read_bytes()).pages[page - 1]
    document = begun(read)
    assert document is not None
    for at, number, said in typed:
        board = Board(document)
        for asked in read.tasks[: at - 1]:
            for move in asked.task.solution:
                board.play(move)
        board.answer = number
        judgement = check(read.tasks[at - 1].task, evidence_on(board))
        assert judgement is not None
        assert (judgement.right, judgement.hint) == (False, said), (at, number)
