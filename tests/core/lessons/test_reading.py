"""Reading lessons, and what is said of those that cannot be read, by line."""

from collections.abc import Iterator
from enum import Enum
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.explanation.hiding import Topic
from core.lessons.lesson import Lesson, PageSettings
from core.lessons.setup import Setup
from core.lessons.table_setup import TableSetup
from core.lessons.tasks.tasks import AnyTask
from core.lessons.text.problems import LessonError
from core.lessons.text.reading import MAX_BYTES, read_lesson
from core.lessons.text.wording import WORDS
from core.lessons.words import HillPage, Panel
from tests.core.lessons.lesson_texts import BANK, complaints, lesson_text, read

TASK = 'kind = "number"\nask = "What?"\nanswer = "error"'


def test_a_lesson_has_pages_with_text_a_network_and_tasks() -> None:
    settings = 'hide = ["errors"]\npanels = ["loss"]\nhill = "step size"\nsteps = 3\nrow = 1'
    lesson = read(lesson_text(BANK, TASK, TASK, page=settings))
    assert lesson.title == "A lesson"
    (page,) = lesson.pages
    assert page.title == "A page"
    assert len(page.tasks) == 2
    assert page.settings.hide == (Topic.ERRORS,)
    assert page.settings.panels == (Panel.LOSS,)
    assert page.settings.hill is HillPage.STEP_SIZE


def test_a_page_without_a_network_begins_with_that_of_the_page_before() -> None:
    text = lesson_text(BANK, TASK) + "\n## Another\n\n```task\n" + TASK + "\n```\n"
    first, second = read(text).pages
    assert second.setup is first.setup
    assert second.tasks


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "a lesson begins with its title"),
        ("# A\n", 1, "there is no page"),
        ("## A\n", 1, "a lesson begins with its title"),
        ("# A\ntext\n## B\n", 2, "this stands before the first page"),
        ("# A\n# B\n## C\n", 2, "a lesson has one title"),
        (
            "# A\n## B\n```python\nimport os\n```\n",
            3,
            "“python” is none of network, table, page, task",
        ),
        ("# A\n## B\n\n```task\nkind = \n```\n", 5, "this is no TOML"),
        ("# A\n## B\n```task\nask = “x”\n```\n", 4, 'quotes have to be straight: "…"'),
        ("# A\n## B\n```task\nhints = [„x“, 'y']\n```\n", 4, "quotes have to be straight"),
        ('# A\n## B\n```task\nask = "x\n```\n', 4, "a text in quotes has to end on its line"),
        ("# A\n## B\n```task\nnumber = 1,5\n```\n", 4, "a decimal mark is a point here"),
        ("# A\n## B\n```task\nrow = 1\nrow = 2\n```\n", 5, "this stands there twice"),
        ("# A\n## B\n```page\nrow = 1\n\n## C\n```task\n```\n", 3, "not closed before line 7"),
        (
            "# A\n## B\n```task\nkind = 'numbr'\n```\n",
            4,
            "“numbr” is none of number, direction, choice, ",
        ),
        (
            "# A\n## B\n```task\nkind = 'number'\nask = 5\nanswer = 'x'\n```\n",
            5,
            "ask: it has to be a text, in quotes; this is a",
        ),
        ("# A\n## B\n```task\nkind = 'number'\nask = 'x'\n```\n", 3, "“answer” is missing"),
        (
            "# A\n## B\n```task\nkind = 'choice'\nask = 'c'\nchoices = ['d']\nright = 0\n```\n",
            6,
            "choices: it has to have at least 2 entries",
        ),
        (
            "# A\n## B\n```task\nkind = 'choice'\nright = 0\nask = 'c'\nchoices = ['d']\n```\n",
            5,
            "right: it has to be at least 1",
        ),
        ("# A\n## B\n```page\nhide = ['x']\n```\n", 4, "hide[0]: “x” is none of values of nodes, "),
        ("# A\n## B\n```page\nfoo = 1\n```\n", 4, "“foo” is not known"),
        ("# A\n## B\n```page\nhide = ['loses']\n```\n", 4, "slopes; “loss”?"),
        ("# A\n## B\n```page\nhide = 'loss'\n```\n", 4, "hide: it has to be a list, in [ ]"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(text: str, line: int, said: str) -> None:
    (problem, *_) = complaints(text)
    assert problem.line == line
    assert said in problem.text


def test_code_in_a_text_may_show_a_block() -> None:
    (page,) = read("# A\n## B\n````\n```task\n```\n````\n~~~\n```page\n~~~\n").pages
    assert len(page.content) == 2
    assert not page.tasks


def test_all_problems_are_named_at_once() -> None:
    bad = 'kind = "x"\nask = "What?"'
    assert len(complaints(lesson_text(BANK, bad, TASK, bad))) == 2


def test_what_is_no_text_or_too_large_is_refused() -> None:
    with pytest.raises(LessonError, match="line 2: this is no text in UTF-8"):
        read_lesson(b"# A\n\xff")
    with pytest.raises(LessonError, match="larger than"):
        read_lesson(b"#" * (MAX_BYTES + 1))


@given(st.text(alphabet=st.sampled_from("#`~ *\n[]=\"'{}a1-:.\\\t<"), max_size=300))
def test_any_text_is_a_lesson_or_is_refused(text: str) -> None:
    problems = complaints(text)
    assert problems or isinstance(read(text), Lesson)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


@given(st.text(alphabet=st.sampled_from("#`~ *\n[]=\"'{}a1-:.\\\t<"), max_size=200))
def test_any_toml_in_a_fence_is_read_or_refused(text: str) -> None:
    complaints(lesson_text(text, text, page=text))


def enums_in(kind: object) -> Iterator[type[Enum]]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield kind
    for part in get_args(kind):
        yield from enums_in(part)


def test_the_words_of_every_choice_can_be_told() -> None:
    found = {
        (field.name, kind)
        for struct in (PageSettings, Setup, TableSetup, *get_args(AnyTask))
        for field in msgspec.structs.fields(struct)
        for kind in enums_in(field.type)
    }
    assert found == set(WORDS.items())
