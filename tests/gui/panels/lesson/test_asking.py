"""Asking about a number of one's own network: a lesson is written, and opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from core.lessons.playing import problems_of
from core.lessons.text.reading import read_lesson
from core.nn.network import NodePlace
from core.opening.sample_data import SAMPLES, open_sample
from gui.operations import structure
from gui.operations.command import listed
from gui.widgets.tables.number_table import NumberTable
from tests.gui.file_hands import name_the_file, read_into
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import WindowHands

HORIZONTAL = Qt.Orientation.Horizontal
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


def cell_menu(hands: WindowHands, table: NumberTable, row: int, title: str, *path: str) -> None:
    """Click a cell, then the right button on it, and choose from its menu."""
    model = table.model()
    titles = [str(model.headerData(at, HORIZONTAL)) for at in range(model.columnCount())]
    at = table.visualRect(model.index(row, titles.index(title))).center()
    hands.click_at(table.viewport(), at)
    hands.menu_on(table.viewport(), at, *path)


def test_a_question_is_asked_from_cells_of_both_tables(
    student: LessonHands, tmp_path: Path
) -> None:
    hands, window = student.hands, student.window
    window.session.load(open_sample(next(one for one in SAMPLES if one.key == "plane")))
    answer = str(float(window.session.evaluation.errors[0, 2]))
    path = tmp_path / "cell.downhill-lesson"
    hands.answer(name_the_file(hands, path))
    cell_menu(hands, window.data_panel.table, 2, "error", "Ask about this", "error")
    hands.wait_until(path.exists)
    assert not problems_of(read_lesson(path.read_bytes()))
    assert "What is the error?" in student.read()
    assert window.session.focus.row == 2
    student.type(answer)
    assert student.player.progress.solved == 1

    student.press("Close the lesson")
    path = tmp_path / "weight.downhill-lesson"
    hands.answer(name_the_file(hands, path))
    name = window.session.document.experiment.network.parameter_name(
        window.session.document.experiment.network.place(1)
    )
    cell_menu(hands, window.weights_panel.table, 1, "slope", "Ask about this", f"slope of {name}")
    hands.wait_until(path.exists)
    assert not problems_of(read_lesson(path.read_bytes()))
    assert f"What is the slope of {name}?" in student.read()


def test_what_is_given_in_a_cell_needs_no_asking(student: LessonHands) -> None:
    table = student.window.data_panel.table
    table.setCurrentIndex(table.model().index(0, 0))
    asked = next(one.menu() for one in table.menu().actions() if one.text() == "&Ask about this")
    assert isinstance(asked, QMenu)
    asked.aboutToShow.emit()
    assert [one.text() for one in asked.actions()] == ["loss"]


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
