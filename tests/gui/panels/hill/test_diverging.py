"""No page of the hill breaks when descent goes wrong, whatever is learnt."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import STARTERS, open_starter
from gui.operations.numbers import parameter, set_value
from tests.gui.window_hands import Key, WindowHands

STARTER_KEYS = [starter.key for starter in STARTERS]
SAMPLES_BY_KEY = {sample.key: sample for sample in SAMPLES}
_ENOUGH = 50  # steps, where a run does not end by itself
_SPEED = 500  # steps a second: few enough to be seen on their way


def run_on_every_page(hands: WindowHands, bot: QtBot, document: Document, rate: str) -> None:
    session, tabs = hands.window.session, hands.window.hill_panel.tabs
    session.set_speed(_SPEED)
    for page in range(tabs.count()):
        session.load(document)
        hands.type_rate(rate)
        bot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(page).center())
        hands.press(Key.Key_R)
        bot.waitUntil(
            lambda: session.document.experiment.updates > _ENOUGH or not session.is_running
        )
        if session.is_running:
            hands.press(Key.Key_R)
        hands.window.grab()
        assert session.document.experiment.updates, "no step was taken"


def test_a_run_that_diverges_is_drawn_on_every_page(hands: WindowHands, qtbot: QtBot) -> None:
    for rate in ("0.6", "1000"):
        run_on_every_page(hands, qtbot, open_starter("single_weight"), rate)

    # The loss is (10¹⁵⁴)² × input², an infinite number, the slope is not
    session = hands.window.session
    session.load(open_starter("single_weight"))
    set_value(session, parameter(0), 1e154)
    hands.menu("Network", "Prediction", "Add a prediction")
    session.load(session.document)
    hands.window.grab()
    assert hands.figure("loss") == "∞"


@pytest.mark.long
@pytest.mark.parametrize("rate", ["0.2", "5", "1000"])
@pytest.mark.parametrize("key", STARTER_KEYS)
def test_a_run_of_a_starter_is_drawn_on_every_page(
    hands: WindowHands, qtbot: QtBot, key: str, rate: str
) -> None:
    run_on_every_page(hands, qtbot, open_starter(key), rate)


@pytest.mark.long
@pytest.mark.parametrize("rate", ["0.2", "5", "1000"])
@pytest.mark.parametrize("key", SAMPLES_BY_KEY)
def test_a_run_over_a_data_set_is_drawn_on_every_page(
    hands: WindowHands, qtbot: QtBot, key: str, rate: str
) -> None:
    run_on_every_page(hands, qtbot, open_sample(SAMPLES_BY_KEY[key]), rate)
