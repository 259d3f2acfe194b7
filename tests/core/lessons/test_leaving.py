"""Leaving a lesson: what its page still asks can be seen outside."""

import pytest

from core.lessons.leaving import seen_outside
from core.lessons.progress import Place, Progress, Record, kept, taken_up
from tests.core.lessons.lesson_texts import BANK, lesson_text, read

NUMBER = 'kind = "number"\nask = "?"\nanswer = "error"'
CHOICE = 'kind = "choice"\nask = "?"\nchoices = ["a", "b"]\nright = 1'
ORDER = 'kind = "order"\nask = "?"\norder = ["a", "b"]'
REACH = 'kind = "reach"\nask = "?"\ngoal = ["loss < 1"]'
LINES = 'kind = "lines"\nask = "?"\nphases = ["forward"]'
FIRST, SECOND = Place(0, 0), Place(0, 1)


@pytest.mark.parametrize(
    ("task", "is_told"),
    [
        (NUMBER, True),
        (LINES, True),
        ('kind = "click"\nask = "?"\ntarget = "steepest weight"', True),
        ('kind = "direction"\nask = "?"\nanswer = "loss"\nafter = ["step"]', True),
        (f'{CHOICE}\nafter = ["step"]', True),
        (CHOICE, False),
        (ORDER, False),
        (REACH, False),
    ],
)
def test_what_the_network_tells_is_marked(task: str, is_told: bool) -> None:
    lesson = read(lesson_text(BANK, task))
    assert seen_outside(lesson, Progress()).of(FIRST).seen is is_told


def test_what_was_tried_or_is_over_stays_as_it_is() -> None:
    lesson, tried = read(lesson_text(BANK, NUMBER, NUMBER)), Record().tried(False)
    solved = Progress().recorded(FIRST, Record().tried(True)).recorded(SECOND, tried)
    assert seen_outside(lesson, solved) is solved
    again = Progress().recorded(FIRST, tried.begun_again()).recorded(SECOND, Record(skipped=True))
    assert seen_outside(lesson, again) is again


def test_it_is_remembered_and_no_page_begun_again_forgets_it() -> None:
    lesson = read(lesson_text(BANK, NUMBER))
    seen = taken_up(kept(seen_outside(lesson, Progress())))
    assert seen.of(FIRST).seen
    assert seen.without_page(0).of(FIRST).counted.seen
