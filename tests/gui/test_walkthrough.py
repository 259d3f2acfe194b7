"""Walking through an update in the window, with keys only."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from core.explanation.walking.walkthrough import Phase, beats
from core.opening.starters import open_starter
from gui.app import create_window
from gui.panels.phase_bar import PhaseBar
from gui.session.preferences import PACE
from gui.shell.main_window import MainWindow
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


def explained(hands: WindowHands) -> list[str]:
    return hands.window.explanation.plain_text().split("\n")


def pressed(hands: WindowHands) -> list[str]:
    """The phases whose buttons are pressed down."""
    bar = hands.window.findChild(PhaseBar)
    assert isinstance(bar, PhaseBar)
    return [phase.value for phase, button in bar.buttons.items() if button.isChecked()]


def shown(hands: WindowHands, *texts: str) -> list[bool]:
    return [hands.shows(text) for text in texts]


def on(hands: WindowHands, times: int = 1) -> None:
    for _ in range(times):
        hands.press(Key.Key_PageDown)


def test_the_whole_walk_from_the_inputs_to_the_new_weights(hands: WindowHands) -> None:
    weights = hands.canvas.parameter_values()
    on(hands)
    assert pressed(hands) == ["Forward"]
    assert shown(hands, "3", "8", "16", "error 16 − 5 = +11") == [True, False, False, False]
    on(hands)
    assert shown(hands, "8", "16") == [True, False]
    assert "hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8" in explained(hands)
    on(hands, 2)
    assert shown(hands, "16", "error 16 − 5 = +11") == [True, False]
    on(hands)
    assert pressed(hands) == ["Error"]
    assert shown(hands, "error 16 − 5 = +11", "squared error 11² = 121") == [True, False]
    on(hands, 2)
    assert "loss of the only row = 121" in explained(hands)
    on(hands)
    assert pressed(hands) == ["Slopes"]
    assert shown(hands, "loss slope 2 × 11 = +22", "+176") == [True, False]
    on(hands)
    assert shown(hands, "+176", "+132") == [True, False]
    on(hands, 2)
    assert shown(hands, "+176", "+132", "+88") == [True, True, True]
    assert hands.canvas.parameter_values() == weights  # nothing but the step changes a weight
    on(hands)
    assert pressed(hands) == ["Step"]
    assert shown(hands, "2 → 0.68", "1 → 0.12", "2 → 0.24") == [True, True, True]
    assert hands.figure("step") == "1"
    nodes = hands.window.canvas.picture.nodes[2:]
    assert [(node.text.words, node.pale) for node in nodes] == [
        ("8", True),
        ("0", True),
        ("16", True),
    ]
    on(hands)
    assert pressed(hands) == ["Forward"]
    nodes = hands.window.canvas.picture.nodes[2:]
    assert [(node.text.words, node.pale) for node in nodes] == [
        ("2.28", False),
        ("0", True),
        ("16", True),
    ]


def test_page_up_takes_everything_back_the_step_included(hands: WindowHands) -> None:
    count = len(beats(hands.window.session.document.experiment.network))
    on(hands, count + 1)
    assert hands.figure("step") == "1"
    hands.press(Key.Key_PageUp)
    assert hands.figure("step") == "0"
    assert pressed(hands) == ["Slopes"]
    assert hands.shows("+132")
    for _ in range(count):
        hands.press(Key.Key_PageUp)
    assert shown(hands, "8", "16") == [False, False]
    hands.press(Key.Key_PageUp, SHIFT)
    assert pressed(hands) == []
    assert shown(hands, "8", "16", "error 16 − 5 = +11") == [True, True, True]


def test_step_downhill_in_the_middle_of_a_walk_finishes_the_update(hands: WindowHands) -> None:
    on(hands, 3)
    hands.press(Key.Key_Space)
    assert pressed(hands) == ["Step"]
    assert hands.shows("2 → 0.68")
    assert hands.figure("step") == "1"


def test_an_edit_returns_to_forward(hands: WindowHands) -> None:
    hands.press(Key.Key_3, CTRL)
    assert pressed(hands) == ["Slopes"]
    canvas = hands.canvas
    canvas.double_click(canvas.of(canvas.weight(0, 0, 0)))
    canvas.type_over("3")
    canvas.key(Key.Key_Return)
    assert pressed(hands) == ["Forward"]
    assert not hands.shows("11")


def test_a_phase_chosen_is_shown_as_it_is_when_done(hands: WindowHands) -> None:
    hands.press(Key.Key_2, CTRL)
    assert shown(hands, "16", "squared error 11² = 121", "+132") == [True, True, False]
    hands.press(Key.Key_3, CTRL)
    assert hands.shows("+132")
    hands.press(Key.Key_4, CTRL)
    hands.press(Key.Key_4, CTRL)  # a second time changes nothing
    assert hands.figure("step") == "1"


def test_a_step_that_is_refused_leaves_the_slopes_on_show(
    hands: WindowHands,
) -> None:
    hands.menu("File", "New", "Single weight")
    field = hands.rate()
    field.setFocus()
    field.selectAll()
    hands.type("1e300", field)
    hands.press(Key.Key_Return)
    hands.window.canvas.setFocus()
    hands.press(Key.Key_4, CTRL)
    assert pressed(hands) == ["Slopes"]
    assert hands.says("was not taken")


def test_a_phase_plays_by_itself_and_pauses(hands: WindowHands, qtbot: QtBot) -> None:
    hands.window.preferences.choose(PACE, 5.0)
    hands.press(Key.Key_P)
    qtbot.waitUntil(lambda: hands.shows("16"))
    qtbot.waitUntil(lambda: not hands.window.player.is_playing)
    assert pressed(hands) == ["Forward"]
    assert not hands.shows("error 16 − 5 = +11")
    hands.press(Key.Key_P)
    assert hands.window.player.is_playing
    hands.press(Key.Key_P)
    assert not hands.window.player.is_playing


@pytest.mark.parametrize("key", ["xor", "two_hidden_layers", "no_hidden_layer", "single_weight"])
def test_every_starter_can_be_walked_through(
    show: Callable[[MainWindow], MainWindow], qtbot: QtBot, key: str
) -> None:
    window = show(create_window())
    hands = WindowHands(qtbot, window)
    window.session.load(open_starter(key))
    network = window.session.document.experiment.network
    for _ in range(len(beats(network)) + 2):
        on(hands)
        assert explained(hands)
    assert hands.figure("step") == "1"
    assert window.player.phase is Phase.FORWARD


def test_old_and_new_weights_after_a_plain_step(hands: WindowHands) -> None:
    hands.press(Key.Key_O)
    hands.press(Key.Key_Space)
    assert shown(hands, "2 → 0.68", "1 → 0.12") == [True, True]
    hands.press(Key.Key_O)
    assert shown(hands, "2 → 0.68", "0.68") == [False, True]
