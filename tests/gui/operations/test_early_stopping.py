"""Runs that end by themselves when the rows set aside no longer do better."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.data.dataset import from_rows
from core.document.document import Document
from tests.core.builders import build_experiment
from tests.gui.window_hands import WindowHands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def apart(hands: WindowHands) -> WindowHands:
    """ŷ = w·x from w = 0; the row learned from wants 2, the row set aside wants 1.

    With the rate 0.05, w = 2(1 − 0.9^k) after k steps: nearest to 1 at k = 7, with 1.0434….
    """
    training = build_experiment([[[0.0]]], ["identity"], [[1.0]], [2.0], 0.05)
    experiment = replace(training, validation=from_rows([[1.0]], [1.0]))
    hands.window.session.load(Document(experiment, experiment))
    return hands


def test_a_run_ends_when_patience_does(apart: WindowHands, qtbot: QtBot) -> None:
    apart.menu("Descent", "Run speed", "As many as the frame allows")
    apart.menu("Descent", "Stop a run early", "after 5 epochs without a better validation loss")
    apart.press(Key.Key_R)
    qtbot.waitUntil(lambda: not apart.window.session.is_running)
    assert apart.figure("step") == "12"
    assert apart.says("Stopped: no better validation loss in 5 epochs")
    apart.press(Key.Key_B, Modifier.ControlModifier)
    assert apart.figure("step") == "7"
    weight = apart.window.session.document.experiment.network.parameters[0]
    assert weight == pytest.approx(2 * (1 - 0.9**7))
    assert np.isclose(apart.window.session.evaluation.validation_loss or 0, (weight - 1) ** 2)


def test_a_run_that_is_started_again_has_its_patience_again(
    apart: WindowHands, qtbot: QtBot
) -> None:
    apart.menu("Descent", "Stop a run early", "after 5 epochs without a better validation loss")
    for reached in ("12", "17"):
        apart.press(Key.Key_R)
        qtbot.waitUntil(lambda: not apart.window.session.is_running)
        assert apart.figure("step") == reached


def test_without_rows_set_aside_there_is_no_best_moment(hands: WindowHands) -> None:
    assert not hands.window.commands["best"].isEnabled()
