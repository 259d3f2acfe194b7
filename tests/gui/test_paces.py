"""How fast Run and Play go: chosen from a menu, kept to, and remembered."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui.app import create_window
from gui.session.preferences import PACE, Preferences
from gui.session.run_clock import AS_FAST_AS_POSSIBLE
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import Key, Modifier, WindowHands

RUN, PLAY = ("Descent", "Run speed"), ("Learn", "Pace of the play")
SPEEDS = (
    ("1 step a second", 1.0),
    ("2 steps a second", 2.0),
    ("5 steps a second", 5.0),
    ("10 steps a second", 10.0),
    ("30 steps a second", 30.0),
    ("60 steps a second", 60.0),
    ("As many as the frame allows", AS_FAST_AS_POSSIBLE),
)
Show = Callable[[MainWindow], MainWindow]


def test_each_speed_of_a_run_can_be_chosen(hands: WindowHands) -> None:
    for text, speed in SPEEDS:
        hands.menu(*RUN, text)
        assert hands.window.session.speed == speed
        assert hands.ticked(*RUN) == [text]


def test_both_are_remembered_from_one_start_to_the_next(qtbot: QtBot, show: Show) -> None:
    settings = MemorySettings()
    first = WindowHands(qtbot, show(create_window(settings=settings)))
    first.menu(*RUN, "10 steps a second")
    first.menu(*PLAY, "5 beats a second")
    first.window.session.load(first.window.session.document)
    first.window.close()
    second = WindowHands(qtbot, show(create_window(settings=settings)))
    assert second.ticked(*RUN) == ["10 steps a second"]
    assert second.ticked(*PLAY) == ["5 beats a second"]


@pytest.mark.parametrize("pace", ["nan", "0", "-1", "1e300"])
def test_a_pace_that_is_none_is_the_usual_one(pace: str) -> None:
    settings = MemorySettings()
    settings.store("play_pace", pace)
    assert Preferences(settings)[PACE] == 1.0  # beats a second


def test_a_slower_play_leaves_a_beat_on_show_for_longer(hands: WindowHands, qtbot: QtBot) -> None:
    hands.menu(*PLAY, "5 beats a second")
    hands.press(Key.Key_P)
    qtbot.waitUntil(lambda: hands.shows("16"), timeout=2000)
    hands.menu(*PLAY, "One beat every 3 seconds")
    hands.press(Key.Key_PageUp, Modifier.ShiftModifier)
    hands.press(Key.Key_P)
    qtbot.wait(700)
    assert not hands.shows("16")
