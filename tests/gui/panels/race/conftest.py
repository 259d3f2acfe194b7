"""The race in the window."""

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.panels.race.race_hands import RaceHands
from tests.gui.window_hands import WindowHands


@pytest.fixture
def race(qtbot: QtBot, hands: WindowHands) -> RaceHands:
    return RaceHands(qtbot, hands)
