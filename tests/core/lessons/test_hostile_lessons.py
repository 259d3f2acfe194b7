"""Lessons that are damaged, or made to do harm: refused or played, and never for long."""

import random
import time

import pytest

from core.lessons.course import COURSE, lessons_in
from core.lessons.playing import begun, problems_of
from core.lessons.text.problems import LessonError, Problem
from core.lessons.text.reading import read_lesson
from tests.core.lessons.hostile_texts import MADE, damaged

MOST_SECONDS = 1.0


def problems(data: bytes) -> list[Problem]:
    """What is wrong with a text; nothing if it can be played, also with other numbers."""
    try:
        lesson = read_lesson(data)
    except LessonError as trouble:
        return list(trouble.problems)
    found = problems_of(lesson)
    if not found:
        for page in lesson.pages:
            begun(page, seed=7)
    return found


def timed(data: bytes) -> tuple[list[Problem], float]:
    """What is wrong with a text, and how many seconds of the processor it took to find that."""
    before = time.process_time()
    found = problems(data)
    return found, time.process_time() - before


def judged(data: bytes) -> bool:
    """Whether a text is a lesson; what is wrong with another one is said in words, and soon."""
    found, seconds = timed(data)
    if seconds > MOST_SECONDS:  # was the machine busy?
        found, seconds = timed(data)
    assert seconds < MOST_SECONDS
    lines = len(data.decode("utf-8", "replace").splitlines()) + 1
    assert all(1 <= problem.line <= lines and problem.text for problem in found)
    assert all(len(problem.text) < 3_000 for problem in found)
    return not found


def fuzz(count: int, seed: int) -> int:
    """Damage lessons of the course; return how many were refused."""
    chance = random.Random(seed)
    course = [path.read_text(encoding="utf-8") for path in lessons_in(COURSE)]
    texts = (damaged(chance.choice(course), chance) for _ in range(count))
    return sum(not judged(text.encode("utf-8", "surrogatepass")) for text in texts)


@pytest.mark.parametrize("name", MADE)
def test_a_lesson_made_to_do_harm_does_none(name: str) -> None:
    text, is_lesson = MADE[name]
    assert judged(text.encode()) is is_lesson


def test_what_is_no_text_is_no_lesson() -> None:
    assert problems(b"# L\n\n## P\n\xff\xfe") == [Problem(4, "this is no text in UTF-8")]


def test_a_damaged_lesson_is_refused_or_played() -> None:
    assert fuzz(60, seed=1) > 20


@pytest.mark.long
def test_many_damaged_lessons_are_refused_or_played() -> None:
    assert fuzz(5_000, seed=2) > 2_500
