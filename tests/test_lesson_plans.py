"""The plans of lessons: each has one, its hour is full, and what it says of the lesson is so."""

import re
from collections.abc import Iterator

import pytest

from core.lessons.course import COURSE, lessons_in
from core.lessons.lesson import Lesson
from core.lessons.moves import Board
from core.lessons.paper.making import worksheet_of
from core.lessons.paper.sheet import Note
from core.lessons.playing import begun, wrong_answers
from core.lessons.tasks.tasks import NumberTask, moves_after
from core.lessons.text.reading import read_lesson
from gui.formatting.numbers import number
from tests.test_docs import ROOT

PATHS = lessons_in(COURSE)
_, *PLANS = (ROOT / "docs" / "lesson-plans.md").read_text(encoding="utf-8").split("\n## ")
PARTS = ("**Aim:**", "**Ask the class:**", "**Commonest slip:**", "Say:", "**On paper:**")
COUNTED = re.compile(r"\bF\d\b|\bpages? \d+(?: (?:and|to) \d+)?|\b\d+ min\b|`[^`]*`|node_\d")


def said(text: str) -> set[str]:
    """The numbers of a text, without signs that only join: the 2 of "2 × error", the 0.68."""
    plain = text.replace("−", "-")
    return set(re.findall(r"(?:(?<![\w.)])-)?\d+(?:\.\d+)?(?:/\d+)?", plain))


def slips(lesson: Lesson) -> Iterator[str]:
    """What wrong answers come to that the lesson looks for."""
    for page in lesson.pages:
        document = begun(page)
        if document is None:
            continue
        board = Board(document)
        for asked in page.tasks:
            if isinstance(asked.task, NumberTask):
                yield from (number(float(one)) for one in wrong_answers(asked.task, board.document))
            for move in (*asked.task.solution, *moves_after(asked.task)):
                board.play(move)


def test_every_lesson_has_its_plan() -> None:
    titles = [read_lesson(path.read_bytes()).title for path in PATHS]
    heads = [plan.partition("\n")[0] for plan in PLANS]
    assert heads == [f"{at}. {title}" for at, title in enumerate(titles, 1)]


@pytest.mark.parametrize("at", range(len(PATHS)))
def test_a_plan_fills_its_hour_with_the_numbers_of_its_lesson(at: int) -> None:
    _, _, plan = PLANS[at].partition("\n")
    assert [part for part in PARTS if plan.count(part) != 1] == []
    assert sum(map(int, re.findall(r"^- (\d+) min: ", plan, re.MULTILINE))) == 45
    text = PATHS[at].read_text(encoding="utf-8")
    known = said(text) | said("\n".join(slips(read_lesson(text.encode()))))
    unsigned = {one.lstrip("-") for one in known}
    named = said(COUNTED.sub("", plan))
    assert {one for one in named if one not in known and one not in unsigned} == set()


@pytest.mark.parametrize("at", range(len(PATHS)))
def test_a_plan_says_whether_all_of_its_lesson_is_on_paper(at: int) -> None:
    sheet = worksheet_of(read_lesson(PATHS[at].read_bytes()), number=1)
    parts = [part for page in sheet.pages for part in page.parts]
    left_out = [part.text for part in parts if isinstance(part, Note) and "program" in part.text]
    is_whole = "**On paper:** all of it" in PLANS[at]
    assert (left_out == []) is is_whole, left_out
