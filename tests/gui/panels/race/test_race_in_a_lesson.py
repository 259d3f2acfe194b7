"""A race while a lesson is open: what its page does not let be changed is not adopted either."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.core.lessons.lesson_texts import BANK
from tests.gui.panels.lesson.lesson_hands import LessonHands
from tests.gui.panels.race.race_hands import RaceHands
from tests.gui.window_hands import Key

LOCKED = 'lock = ["accounts → hidden 1"]'


@pytest.fixture
def locked(race: RaceHands, tmp_path: Path) -> RaceHands:
    """A page that keeps a weight."""
    student = LessonHands(race.hands)
    student.open(student.write(tmp_path, BANK, page=LOCKED))
    return race


def test_drawn_weights_are_not_adopted_where_one_is_to_stay_but_steps_are(
    locked: RaceHands,
) -> None:
    before = locked.hands.window.session.document
    locked.begin("Starts")
    drawn = locked.page.racing.names[1]
    locked.adopt(drawn)
    told = [label.text() for label in locked.page.findChildren(QLabel) if label.isVisible()]
    assert any("is not to be changed" in text for text in told), "where the race is looked at"
    assert locked.hands.says("accounts → hidden 1 is not to be changed on this page")
    assert locked.hands.window.session.document is before
    assert locked.page.isVisible(), "the race is not lost"

    # Steps are adopted there as they may be taken there
    locked.begin("Rates")
    locked.hands.press(Key.Key_Space)
    locked.adopt("rate 0.003")
    assert (locked.hands.figure("step"), locked.hands.rate().text()) == ("1", "0.003")
    assert locked.hands.canvas.parameter_values()[0] != 2.0
