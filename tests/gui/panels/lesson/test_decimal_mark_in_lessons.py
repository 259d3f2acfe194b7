"""A lesson where the decimal mark is a comma: what it says, and what may be typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.formatting.numbers import DecimalMark, write_with
from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import WindowHands

TASK = """
kind = "number"
ask = "At 0.25 and `0.5`, how far off?"
answer = "error"
hints = ["Think of 1.5."]
"""


@pytest.fixture(autouse=True)
def _as_usual() -> Iterator[None]:
    yield
    write_with(DecimalMark.POINT)


def test_a_lesson_says_its_numbers_with_the_comma_and_understands_both(
    hands: WindowHands, tmp_path: Path
) -> None:
    student = LessonHands(hands)
    student.open(student.write(tmp_path, BANK, TASK))
    assert "At 0.25 and" in student.read()
    hands.menu("Learn", "Decimal mark", "Comma: 0,5")
    assert "At 0,25 and `0.5`, how" in student.read()
    student.press("Hint")
    assert "Hint: Think of 1,5." in student.read()
    student.type("1.580")
    assert "“1.580” may be 1580 or 1,58: type one of these." in student.read()
    assert student.player.open_task == 0
    student.type("0,68")
    assert "may be" not in student.read()
    student.type("11.0")
    assert student.player.open_task is None
