"""Setting up a race: the usual ones, and racers that are added, changed and taken out."""

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.panels.race.race_hands import RaceHands, SetUp
from tests.gui.window_hands import WindowHands


@pytest.fixture
def race(qtbot: QtBot, hands: WindowHands) -> RaceHands:
    return RaceHands(qtbot, hands)


def test_the_usual_races_are_a_click_away(race: RaceHands) -> None:
    found: dict[str, list[str]] = {}

    def deal(asked: SetUp) -> None:
        for preset in ("Optimizers", "Rates", "Starts"):
            asked.press(preset)
            found[preset] = [*asked.names()]
        asked.cancel()

    race.set_up(deal)
    assert found["Optimizers"] == [
        "Gradient descent, rate 0.01",
        "Momentum, rate 0.001",
        "RMSProp, rate 0.01",
        "Adam, rate 0.01",
    ]
    assert found["Rates"] == [f"rate {rate}" for rate in (0.001, 0.003, 0.01, 0.03, 0.1)]
    assert found["Starts"] == ["present weights", "seed 43", "seed 44", "seed 45"]
    assert race.hands.window.canvas.isVisible()  # cancelled: there is no race


def test_racers_are_changed_added_and_taken_out(race: RaceHands) -> None:
    def deal(asked: SetUp) -> None:
        asked.press("Rates")
        asked.choose(4)
        asked.type("learning rate", "0.02")
        assert asked.names()[4] == "rate 0.02"
        asked.press("Add a racer")
        assert asked.names()[4:] == ["rate 0.02 (1)", "rate 0.02 (2)"]
        asked.type("rows of a batch", "1")
        assert asked.names()[5] == "rate 0.02, one row"
        for _ in range(2):
            asked.choose(0)
            asked.press("Remove it")
        asked.begin()

    race.set_up(deal)
    assert {
        "rate 0.01, all rows",
        "rate 0.03, all rows",
        "rate 0.02, all rows",
        "rate 0.02, one row",
    } <= set(race.texts())


def test_what_cannot_be_is_named_and_begin_waits(race: RaceHands) -> None:
    def deal(asked: SetUp) -> None:
        asked.press("Rates")
        asked.choose(1)
        asked.type("learning rate", "-1")
        assert not asked.can_begin
        assert asked.names()[1] == "not a racer yet"
        asked.type("learning rate", "1")
        assert asked.can_begin
        for _ in range(4):
            asked.press("Remove it")
        assert not asked.can_begin  # one racer is no race
        asked.press("Add a racer")
        assert asked.can_begin
        asked.cancel()

    race.set_up(deal)
