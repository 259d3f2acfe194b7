"""Adding up a node's sum term by term, in the window, with keys."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from core.explanation.hiding import Hiding, Topic
from core.nn.network import NodePlace, Place
from gui.app import create_window
from gui.session.settings import MemorySettings
from gui.shell.main_window import MainWindow
from tests.core.builders import as_document, sized_experiment
from tests.gui.window_hands import Key, Modifier, WindowHands

Show = Callable[[MainWindow], MainWindow]


def explained(hands: WindowHands) -> list[str]:
    return hands.window.explanation.plain_text().split("\n")


def on(hands: WindowHands, times: int = 1) -> None:
    for _ in range(times):
        hands.press(Key.Key_PageDown)


def lit(hands: WindowHands) -> str:
    """The weight that is lit."""
    network = hands.window.session.document.experiment.network
    hovered = hands.window.canvas.hovered
    return "" if hovered is None else network.parameter_name(network.place(hovered))


def test_each_term_is_added_then_the_value_comes(hands: WindowHands) -> None:
    hands.press(Key.Key_T, Modifier.ShiftModifier)
    on(hands, 2)
    assert "sum of hidden 1 so far = 3 × 2 = 6" in explained(hands)
    assert "next: 1 more term, then ReLU of it" in explained(hands)
    assert hands.shows("sum so far 6")
    assert lit(hands) == "accounts → hidden 1"
    on(hands)
    assert "sum of hidden 1 so far = 6 + 2 × 1 = 8" in explained(hands)
    assert "all of it = 3 × 2 + 2 × 1 = 8" in explained(hands)
    assert "next: ReLU of it" in explained(hands)
    assert hands.shows("sum so far 8")
    assert not hands.shows("8"), "its value is still to come"
    assert lit(hands) == "children → hidden 1"
    on(hands)
    assert hands.shows("8")
    assert "hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8" in explained(hands)
    assert lit(hands) == ""


def test_back_takes_the_terms_away_again(hands: WindowHands) -> None:
    hands.press(Key.Key_T, Modifier.ShiftModifier)
    on(hands, 4)
    assert hands.shows("8")
    for text in ("sum so far 8", "sum so far 6"):
        hands.press(Key.Key_PageUp)
        assert hands.shows(text)
    hands.press(Key.Key_PageUp)
    assert not any(hands.shows(text) for text in ("sum so far 6", "sum so far 8", "8"))


def test_it_is_off_by_default_and_remembered(qtbot: QtBot, show: Show) -> None:
    settings = MemorySettings()
    first = WindowHands(qtbot, show(create_window(settings=settings)))
    on(first, 2)
    assert first.shows("8")
    first.menu("Learn", "Sums term by term")
    first.window.session.load(first.window.session.document)
    first.window.close()
    second = WindowHands(qtbot, show(create_window(settings=settings)))
    on(second, 2)
    assert second.shows("sum so far 6")


def test_hidden_values_are_not_given_away(hands: WindowHands) -> None:
    session = hands.window.session
    session.look(replace(session.focus, hiding=Hiding(frozenset({Topic.VALUES}))))
    hands.press(Key.Key_T, Modifier.ShiftModifier)
    on(hands, 3)
    assert hands.shows("sum so far ?")
    assert "sum of hidden 1 so far = ?" in explained(hands)
    assert not any("8" in line for line in explained(hands) if "so far" in line)


def test_of_a_wide_layer_the_sum_of_the_selected_node_is_walked(hands: WindowHands) -> None:
    session = hands.window.session
    session.load(as_document(sized_experiment((3, 12, 1), 4)))
    hands.press(Key.Key_T, Modifier.ShiftModifier)
    on(hands, 2)
    assert session.focus.walkthrough is not None
    assert session.focus.walkthrough.done == 1, "nothing is selected: all twelve come at once"
    hands.press(Key.Key_PageUp)
    session.select(nodes=[NodePlace(0, 4)])
    on(hands)
    network = session.document.experiment.network
    first = session.document.experiment.dataset.inputs[0][0] * network.weights[0][4, 0]
    (line,) = [line for line in explained(hands) if line.startswith("sum of hidden 5 so far")]
    assert float(line.rpartition("= ")[2].rpartition("≈ ")[2].replace("−", "-")) == pytest.approx(
        first, rel=1e-3
    )
    assert lit(hands) == network.parameter_name(Place(0, 4, 0))
    total = line.rpartition("= ")[2].rpartition("≈ ")[2]
    assert hands.shows(f"Σ {total}"), "inside the node: there is no room beside it"


def test_the_play_adds_up_too(hands: WindowHands, qtbot: QtBot) -> None:
    hands.press(Key.Key_T, Modifier.ShiftModifier)
    hands.menu("Learn", "Pace of the play", "5 beats a second")
    hands.press(Key.Key_P)
    qtbot.waitUntil(lambda: hands.shows("sum so far 8"), timeout=5000)
    qtbot.waitUntil(lambda: not hands.window.player.is_playing, timeout=15000)
    assert hands.shows("16")
