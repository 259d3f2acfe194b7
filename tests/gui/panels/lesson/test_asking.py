"""Asking about a number of one's own network: a lesson is written, and opened."""

from pathlib import Path

import pytest

from core.lessons.playing import problems_of
from core.lessons.text.reading import read_lesson
from core.nn.network import NodePlace
from gui.operations import structure
from gui.operations.command import listed
from tests.gui.file_hands import name_the_file, read_into
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import WindowHands

ASKED = (
    "loss slope at prediction (hidden)",
    "squared error (hidden)",
    "loss (hidden)",
    "sum of prediction",
    "prediction",
    "error",
)


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    return LessonHands(hands)


def test_a_question_is_asked_from_both_menus_written_and_opened(
    student: LessonHands, tmp_path: Path
) -> None:
    path = tmp_path / "mine.downhill-lesson"
    student.hands.answer(name_the_file(student.hands, path))
    point = student.hands.canvas.rim(NodePlace(0, 0))
    student.hands.menu_at(point, "Ask about this", "sum of hidden 1")
    assert not problems_of(read_lesson(path.read_bytes()))
    assert student.player.path == path
    assert "What is the sum of hidden 1?" in student.read()
    assert not student.hands.shows("16"), "it is hidden now"
    student.type("8")
    assert student.player.progress.solved == 1

    student.press("Close the lesson")
    path = tmp_path / "other.downhill-lesson"
    student.window.session.select(parameters=(0,))
    student.hands.answer(name_the_file(student.hands, path))
    slope = "slope of accounts → hidden 1"
    student.hands.menu("Learn", "Lessons", "Ask about this", slope)
    student.type("132")
    assert student.player.progress.solved == 1


def test_what_is_hidden_or_not_to_be_named_is_not_written_down(student: LessonHands) -> None:
    """A node called as a number is: nobody could tell which of them is asked for."""
    session = student.window.session
    structure.rename_node(session, NodePlace(0, 1), "loss")
    said: list[str] = []

    student.hands.answer(read_into(said))
    point = student.hands.canvas.rim(NodePlace(0, 0))
    student.hands.menu_at(point, "Ask about this", "loss")
    assert "No lesson was written." in said
    assert "Something else is called “loss” here: give it another name first." in said

    student.hands.menu("Learn", "Hide", "Hide loss")
    student.hands.menu("Learn", "Hide", "Hide slopes")
    student.window.session.select(nodes=[NodePlace(1, 0)])
    listed_now = {each.command.title: each.command for each in listed(student.window.menus)}
    asked = {title: listed_now[title] for title in listed_now if title in ASKED}
    assert set(asked) == set(ASKED)
    assert [title for title in ASKED if asked[title].is_possible()] == list(ASKED[3:])
    assert asked["loss (hidden)"].tip == "It is hidden, and would stand in the file"
