"""The page of layers, in the real window."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from core.opening.sample_data import SAMPLES, open_sample
from core.opening.starters import BANK, open_starter
from gui.panels.histories import layers_page
from tests.gui.painted_text import painted_texts
from tests.gui.window_hands import Key, Modifier, WindowHands


@pytest.fixture
def layers(hands: WindowHands) -> WindowHands:
    hands.press(Key.Key_9, Modifier.ControlModifier | Modifier.ShiftModifier)
    return hands


def texts(hands: WindowHands) -> list[str]:
    return [text for text, _ in painted_texts(hands.window.loss_panel.layers)]


def test_each_layer_has_histograms_of_weights_and_slopes_that_follow_the_timeline(
    layers: WindowHands, qtbot: QtBot
) -> None:
    """All slopes of the last layer are 176 and 0, all its weights 2."""
    found = texts(layers)
    assert found.count("hidden layer") == found.count("prediction") == 2
    assert "weights · tallest bar: 100% of its layer" in found
    assert "slopes · tallest bar: 50.0% of its layer" in found
    assert "start" in found

    at_start = texts(layers)
    layers.press(Key.Key_Space)
    assert texts(layers) != at_start
    layers.window.session.back()
    assert texts(layers) == at_start

    layers.press(Key.Key_Space)
    page = layers.window.loss_panel.layers
    before = texts(layers)
    qtbot.mouseMove(page, QPoint(6, round(page.height() * 0.3)))
    read = [text for text in texts(layers) if text not in before]
    assert read == ["hidden layer, from 0 to 0.1", "2 of 4 weights", "at the start 2"]

    layers.menu("Learn", "Hide", "Hide slopes")
    found = texts(layers)
    assert found.count("prediction") == 1
    assert "The slopes are not to be seen now" in found

    document = open_sample(next(each for each in SAMPLES if each.key == "circles"))
    small = replace(document.experiment, batch_size=10)
    layers.menu("Learn", "Hide", "Show everything")
    layers.window.session.load(document.with_experiment(small))
    found = texts(layers)
    assert "biases" in found
    assert any(text.startswith("slopes of this step's batch") for text in found)


def test_a_step_counts_nothing_while_the_page_is_not_in_view(
    layers: WindowHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers.press(Key.Key_7, Modifier.ControlModifier | Modifier.ShiftModifier)
    monkeypatch.setattr(layers_page, "layer_histograms", pytest.fail)
    layers.press(Key.Key_Space)
    layers.window.loss_panel.grab()


def test_numbers_that_are_all_beyond_what_a_float_holds_have_no_bars(layers: WindowHands) -> None:
    document = open_starter(BANK)
    network = document.experiment.network
    network = network.with_parameters(network.parameters * 1e200)
    layers.window.session.load(
        document.with_experiment(replace(document.experiment, network=network))
    )
    assert "slopes · no finite number" in texts(layers)
