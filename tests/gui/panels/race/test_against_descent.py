"""You against descent: edits by hand race, and are counted beside the steps of descent."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from core.text.numbers import counted
from tests.gui.panels.race.race_hands import RaceHands, SetUp, descended, named
from tests.gui.window_hands import Key, Modifier


@pytest.fixture
def edited(race: RaceHands) -> RaceHands:
    """Two weights of the bank's network made smaller with the keys, in three edits."""
    session = race.hands.window.session
    for index in (0, 0, 4):
        session.select((index,))
        race.hands.window.canvas.setFocus()
        race.hands.press(Key.Key_Down, Modifier.AltModifier | Modifier.ControlModifier)
    assert session.document.experiment.network.parameters.tolist()[0] == 0.0
    assert session.document.experiment.network.parameters.tolist()[4] == 1.0
    return race


def begin(race: RaceHands) -> None:
    def deal(asked: SetUp) -> None:
        asked.press("You against descent")
        asked.begin()

    race.set_up(deal)


def test_without_edits_there_is_nothing_to_race_with(race: RaceHands) -> None:
    def deal(asked: SetUp) -> None:
        assert not named(asked.dialog, "You against descent").isEnabled()
        asked.cancel()

    race.set_up(deal)


def test_edits_and_weights_are_counted_and_you_race_against_one_or_several(
    edited: RaceHands,
) -> None:
    def deal(asked: SetUp) -> None:
        asked.press("You against descent")
        boxes = [box.text() for box in asked.dialog.findChildren(QCheckBox)]
        assert any("3 edits, 2 weights changed" in text for text in boxes)
        asked.begin()

    edited.set_up(deal)
    texts = edited.texts()
    # 1 × relu(0 × 3 + 1 × 2) = 2: error −3, loss 9
    assert {"you", "9", "3 edits, 2 weights changed", "Gradient descent", "121"} <= set(texts)

    def with_rates(asked: SetUp) -> None:
        asked.press("Rates")
        asked.press("You race, too: 3 edits, 2 weights changed; all begin where your edits began")
        asked.begin()

    edited.set_up(with_rates)
    edited.press("× 100")
    edited.wait()
    assert edited.says("You are at 9 after 3 edits")
    assert edited.says("rate 0.003 has the lowest loss") or edited.says("rate 0.01 has the lowest")
    edited.page.grab()


def test_descent_is_said_when_it_was_as_low_as_you_and_adopted_in_the_place_of_the_edits(
    edited: RaceHands,
) -> None:
    begin(edited)
    edited.press("Copy")
    last = QGuiApplication.clipboard().text().splitlines()[-1]
    assert last == 'you,,,,,,,9.0,,"3 edits, 2 weights changed"'

    edited.hands.press(Key.Key_Space)
    assert edited.says("After 1 step: you have the lowest loss of all rows, 9")
    session = edited.hands.window.session
    reached, steps = edited.page.racing.start.document.experiment, 0
    while loss_of(reached.network.parameters.tolist()) > 9.0:
        reached, steps = descended(reached, 1), steps + 1
        edited.hands.press(Key.Key_Space)
    assert edited.says(f"at your loss after {counted(steps, 'step')}")
    assert edited.says("You are at 9 after 3 edits, 2 weights changed")
    assert session.document.experiment.updates == 0

    edited.adopt("Gradient descent")
    assert edited.hands.figure("step") == str(1 + steps)
    start = session.document.start.network.parameters.tolist()
    assert start == [2.0, 1.0, 0.0, 0.0, 2.0, 2.0]
    session.undo()
    assert session.document.experiment.network.parameters.tolist() == start


def loss_of(weights: list[float]) -> float:
    """The squared error of the bank's network for its row (3, 2) and its target 5."""
    a, b, c, d, e, f = weights
    first, second = max(0.0, 3 * a + 2 * b), max(0.0, 3 * c + 2 * d)
    return (e * first + f * second - 5) ** 2
