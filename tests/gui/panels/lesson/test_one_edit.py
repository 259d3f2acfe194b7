"""One edit to perfection, from 6 to 0: every way with one weight counts, and nothing else."""

from collections.abc import Callable

import pytest

from core.lessons.course import COURSE, lessons_in
from gui.operations.numbers import Editable, input_cell, target_cell
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, WindowHands

Edit = tuple[Callable[[LessonHands], Editable], str]


def weight(layer: int, node: int, source: int) -> Callable[[LessonHands], Editable]:
    return lambda student: student.hands.canvas.weight(layer, node, source)


INPUT: Edit = (lambda _: input_cell(1, 0), "1")
TARGET: Edit = (lambda _: target_cell(0, 0), "9")
HALF: Edit = (weight(1, 0, 1), "0.5")
OFF: Edit = (weight(0, 1, 1), "0")


@pytest.fixture
def student(hands: WindowHands) -> LessonHands:
    student = LessonHands(hands)
    student.open(lessons_in(COURSE)[5])
    student.type("6")
    return student


def edit(student: LessonHands, number: Editable, value: str) -> None:
    canvas = student.hands.canvas
    canvas.double_click(canvas.of(number))
    canvas.type_over(value)
    canvas.key(Key.Key_Return)


def test_three_ways_count(student: LessonHands) -> None:
    ways = [(weight(1, 0, 1), "0"), (weight(1, 0, 0), "−1"), (weight(0, 1, 1), "−2")]
    for number, value in ways:
        student.press("Restart the page")
        student.type("6")
        edit(student, number(student), value)
        assert student.player.record(1).solved, value


def test_nothing_else_counts(student: LessonHands) -> None:
    cases: list[tuple[list[Edit], str]] = [
        ([INPUT], "the data may not be changed here"),
        ([TARGET], "the data may not be changed here"),
        ([HALF, OFF], "2 weights are changed since the page began; the most is 1"),
    ]
    for edits, why in cases:
        for number, value in edits:
            edit(student, number(student), value)
        assert f"✗ {why}" in student.read()
        assert not student.player.record(1).solved, edits
        student.press("Restart the page")
        student.type("6")
    student.hands.menu("Descent", "Loss", "Sum of squared errors: sum (pred − target)²")
    edit(student, student.hands.canvas.weight(1, 0, 1), "0")
    assert "✗ the loss may not be changed here" in student.read()
    assert not student.player.record(1).solved
