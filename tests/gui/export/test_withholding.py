"""What may not be told cannot be taken away either."""

from pathlib import Path

from tests.core.lessons.lesson_texts import BANK
from tests.gui.export.export_hands import Exporter, export
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.window_hands import Key, WindowHands

NUMBER = 'kind = "number"\nask = "What is asked?"\nanswer = "hidden 1"'
LINES = 'kind = "lines"\nask = "In order?"\nphases = ["error"]'
STEEPEST = 'kind = "click"\nask = "Which is it?"\ntarget = "steepest weight"\n'
STEEPEST += 'solution = ["click hidden 1 → prediction"]'
PICTURES = ("SVG", "PDF", "PNG")
ANIMATIONS = ("GIF", "APNG")  # of which there is a test of their own


def is_picture(title: str) -> bool:
    return title.startswith(PICTURES)


def asked_for(exporter: Exporter) -> list[str]:
    return [title for title in exporter.titles if not title.startswith(ANIMATIONS)]


def refused(exporter: Exporter) -> dict[str, str]:
    """The kinds that cannot be taken away now, and why."""
    found = {}
    for title in asked_for(exporter):
        exporter.choose(title)
        if not exporter.can("Save…"):
            assert not exporter.can("Copy"), title
            assert exporter.text == "", title
            found[title] = exporter.trouble
    return found


def test_what_is_hidden_or_still_to_come_is_not_told(hands: WindowHands) -> None:
    def deal(exporter: Exporter) -> None:
        found = refused(exporter)
        assert [*found] == [title for title in asked_for(exporter) if not is_picture(title)]
        assert set(found.values()) == {said}

    hands.menu("Learn", "Hide", "Hide errors")
    said = "Numbers are hidden (Learn ▸ Hide): this would tell them"
    export(hands, deal)
    hands.menu("Learn", "Hide", "Hide errors")
    hands.press(Key.Key_PageDown)
    said = "The update is walked through: leave the walkthrough first, this would tell it"
    export(hands, deal)


def test_what_a_lesson_asks_is_not_told(hands: WindowHands, tmp_path: Path) -> None:
    student, found = LessonHands(hands), dict[str, dict[str, str]]()

    def ask(task: str) -> dict[str, str]:
        student.open(student.write(tmp_path, BANK, task))
        export(hands, lambda exporter: found.update({task: refused(exporter)}))
        return found[task]

    numbers = ask(NUMBER)
    assert set(numbers.values()) == {
        "Numbers are hidden until the task is over: this would tell them"
    }
    assert "NumPy (.py)" in numbers
    assert {"ONNX (.onnx)", "NPZ (.npz)"} <= numbers.keys()
    assert "Predictions (.csv)" in numbers
    assert not any(map(is_picture, numbers))
    lines = ask(LINES)
    assert set(lines.values()) == {"Put the lines in order first: this would show them"}
    assert [title.split()[-1] for title in lines] == ["(.py)"] * 4 + ["(.ipynb)"]
    assert ask(STEEPEST) == numbers
    assert "Slopes (.csv)" in numbers
