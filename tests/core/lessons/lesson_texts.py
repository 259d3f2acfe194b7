"""Lessons for tests, put together from a network and tasks."""

from textwrap import dedent

from core.document.document import Document
from core.lessons.lesson import Lesson
from core.lessons.playing import begun
from core.lessons.tasks.tasks import AnyTask
from core.lessons.text.problems import LessonError, Problem
from core.lessons.text.reading import read_lesson

BANK = """
inputs = ["accounts", "children"]
rows = [[3, 2]]
targets = [5]
layers = [
  { nodes = ["hidden 1", "hidden 2"], activation = "relu", weights = [[2, 1], [0, 0]] },
  { nodes = ["prediction"], weights = [[2, 2]] },
]
"""
# Predictions 9, target 3: the error is 6.
ONE_EDIT = """
inputs = ["accounts", "children"]
rows = [[0, 3]]
targets = [3]
layers = [
  { nodes = ["hidden 1", "hidden 2"], activation = "relu", weights = [[2, 1], [1, 2]] },
  { nodes = ["prediction"], activation = "relu", weights = [[1, 1]] },
]
"""


def lesson_text(network: str, *tasks: str, page: str = "") -> str:
    """A lesson of one page."""
    fences = [("network", network), ("page", page), *(("task", task) for task in tasks)]
    parts = [f"```{kind}\n{dedent(text).strip()}\n```\n" for kind, text in fences if text]
    return "# A lesson\n\n## A page\n\nSome text.\n\n" + "\n".join(parts)


def read(text: str) -> Lesson:
    return read_lesson(text.encode())


def asked(network: str, task: str) -> tuple[AnyTask, Document]:
    """A task, and the document that its page begins with."""
    (page,) = read(lesson_text(network, task)).pages
    document = begun(page)
    assert document is not None
    return page.tasks[0].task, document


def complaints(text: str) -> tuple[Problem, ...]:
    """What is wrong with a text that is no lesson."""
    try:
        read(text)
    except LessonError as trouble:
        return trouble.problems
    return ()
