"""The show of hands: tallied before a step, and the truth marked after it.

On the bank's network the first step takes the loss from 121 to 4.4528² = 19.83, the weight
accounts → hidden 1 from 2 to 2 − 0.01 × 132 = 0.68, and the prediction from 16 to 0.5472.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint

from core.nn.network import NodePlace
from core.opening.starters import BANK, open_starter
from tests.gui.everything_said import everything_said
from tests.gui.projector.hands_up import ANSWERS, choice, counts, is_up, marked, press_button
from tests.gui.projector.projector_hands import USUAL, begin, press
from tests.gui.shell.dock_hands import places, settle
from tests.gui.window_hands import Key, Modifier, WindowHands

AFTER = ("19.83", "0.68", "−1.64", "0.5472", "132", "88", "176", "2.28", "4.4528")


@pytest.fixture(params=[False, True], ids=["usual view", "projector view"])
def shown(request: pytest.FixtureRequest, hands: WindowHands) -> WindowHands:
    """A window as it usually is, and in the projector view."""
    if request.param:
        begin(hands)
    hands.window.canvas.setFocus()
    return hands


def test_hands_are_counted_by_keys_and_digits_and_the_truth_is_marked(shown: WindowHands) -> None:
    window = shown.window
    window.resize(USUAL)
    press(shown, Key.Key_F9)
    shown.press(Key.Key_Plus)
    shown.press(Key.Key_Plus)
    shown.press(Key.Key_Minus)
    shown.press(Key.Key_Tab)
    shown.type("12")
    press_button(shown, "One more: stays")
    press_button(shown, "One more: stays")
    press_button(shown, "One less: stays")
    assert [counts(window)[answer].value() for answer in ANSWERS] == [1, 12, 1]
    assert marked(window) == []
    press(shown, Key.Key_Space)
    assert shown.figure("step") == "1"
    assert marked(window) == ["falls"]
    answers = [label for label in shown.labels() if label.text()[2:] in ANSWERS]
    assert all(label.width() >= label.sizeHint().width() for label in answers), "no word is cut"
    assert shown.says("loss falls: 121 → 19.83")
    assert [counts(window)[answer].value() for answer in ANSWERS] == [1, 12, 1]
    assert "this is what it did" in counts(window)["falls"].accessibleName()


def test_hands_that_are_up_stay_up_from_one_view_to_the_other(hands: WindowHands) -> None:
    window = hands.window
    window.resize(USUAL)
    settle()
    before = places(window)
    begin(hands)
    press(hands, Key.Key_F9)
    hands.type("15")
    large = counts(window)["rises"].font().pixelSize()
    press(hands, Key.Key_Escape)
    small = counts(window)["rises"]
    assert (small.value(), small.hasFocus()) == (15, True)
    assert 1.8 * small.lineEdit().font().pixelSize() < large
    assert small.lineEdit().width() > small.fontMetrics().horizontalAdvance("150")
    del before["strip"]  # the hands are in its place
    assert places(window).items() >= before.items()


def test_nothing_tells_the_answer_before_the_step(shown: WindowHands) -> None:
    window, session = shown.window, shown.window.session
    session.step()
    session.back()  # what the step did is kept, and may not be told either
    session.select(parameters=(0,))
    told = [text for text in everything_said(shown) if any(n in text for n in AFTER)]
    assert told, "all of it is on show before"
    press(shown, Key.Key_F9)
    for key in (Key.Key_A, Key.Key_S, Key.Key_O, Key.Key_E):
        shown.press(key)
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        shown.press(key, Modifier.ControlModifier | Modifier.ShiftModifier)
        settle()
        assert is_up(window)
        told = [text for text in everything_said(shown) if any(n in text for n in AFTER)]
        assert told == []
    shown.press(Key.Key_F9)
    told = [text for text in everything_said(shown) if any(n in text for n in AFTER)]
    assert told


def test_what_is_selected_is_asked_for(hands: WindowHands) -> None:
    cases: tuple[tuple[tuple[int, ...], tuple[NodePlace, ...], str], ...] = (
        ((0,), (), "accounts → hidden 1 falls: 2 → 0.68"),
        ((2,), (), "accounts → hidden 2 stays: 0"),
        ((), (NodePlace(1, 0),), "prediction falls: 16 → 0.5472"),
        ((), (NodePlace(0, 1),), "hidden 2 stays: 0"),
        ((), (NodePlace(-1, 0),), "loss falls: 121 → 19.83"),
        ((0, 1), (), "loss falls: 121 → 19.83"),
    )
    for parameters, nodes, outcome in cases:
        hands.window.session.load(open_starter(BANK))
        hands.window.session.select(parameters, nodes)
        hands.window.canvas.setFocus()
        hands.press(Key.Key_F9)
        hands.press(Key.Key_Space)
        assert hands.says(outcome)
        assert marked(hands.window) == [outcome.split(":")[0].split()[-1]]


def test_a_network_without_what_is_asked_for_ends_it(hands: WindowHands) -> None:
    session = hands.window.session
    session.select(nodes=[NodePlace(1, 0)])
    hands.press(Key.Key_F9)
    assert choice(hands.window).currentText() == "prediction"
    session.load(open_starter("single_weight"))
    assert not choice(hands.window).isVisible()


def test_something_else_can_be_asked_for(hands: WindowHands) -> None:
    window = hands.window
    window.session.select(parameters=(0,))
    hands.press(Key.Key_F9)
    box = choice(window)
    assert box.currentText() == "accounts → hidden 1"
    box.setFocus()
    hands.press_in(box, Key.Key_Up)
    assert choice(window).currentText() == "loss"
    window.session.step()
    assert hands.says("loss falls: 121 → 19.83")


def test_a_rate_that_goes_too_far_makes_the_loss_rise(hands: WindowHands) -> None:
    hands.window.session.load(open_starter("single_weight"))
    hands.type_rate("1")
    hands.window.canvas.setFocus()
    hands.press(Key.Key_F9)
    hands.press(Key.Key_Space)
    assert marked(hands.window) == ["rises"]


def test_a_presenters_key_steps_and_brings_the_outcome(shown: WindowHands) -> None:
    press(shown, Key.Key_F9)
    for _ in range(20):
        shown.press(Key.Key_PageDown)
        if marked(shown.window):
            break
        assert "19.83" not in " ".join(everything_said(shown))
    assert shown.figure("step") == "1"
    assert marked(shown.window) == ["falls"]


def test_a_run_of_steps_is_one_outcome(hands: WindowHands) -> None:
    hands.press(Key.Key_F9)
    hands.window.session.step(20)
    hands.window.session.finish_run()
    assert hands.says("loss falls after 20 steps: 121 → 8.51e−17")


LEAVING: dict[str, Callable[[WindowHands], object]] = {
    "F9": lambda hands: hands.press(Key.Key_F9),
    "back": lambda hands: hands.press(Key.Key_Space, Modifier.ShiftModifier),
    "undo": lambda hands: hands.press(Key.Key_Z, Modifier.ControlModifier),
    "restart": lambda hands: hands.window.session.restart(),
    "another document": lambda hands: hands.window.session.load(open_starter(BANK)),
    "its button": lambda hands: press_button(hands, "End the show of hands"),
}


@pytest.mark.parametrize("answered", [False, True])
def test_going_elsewhere_ends_it(hands: WindowHands, answered: bool) -> None:
    window, session = hands.window, hands.window.session
    for how, leave in LEAVING.items():
        session.step()
        hands.press(Key.Key_F9)
        assert [count.value() for count in counts(window).values()] == [0, 0, 0], how
        assert marked(window) == [], how
        hands.press(Key.Key_Plus)
        assert session.focus.hiding.hidden
        if answered:
            hands.press(Key.Key_Space)
        leave(hands)
        assert not is_up(window), how
        assert not session.focus.hiding.hidden, how
        assert hands.figure("loss") != "?", how


def test_showing_everything_ends_it(hands: WindowHands) -> None:
    hands.press(Key.Key_F9)
    hands.press(Key.Key_H, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert not is_up(hands.window)
    assert hands.figure("loss") == "121"


def test_an_edit_by_hand_ends_it(hands: WindowHands) -> None:
    hands.press(Key.Key_F9)
    at = hands.canvas.of(hands.canvas.weight(0, 0, 0))
    hands.canvas.drag(at, QPoint(60, 0))
    assert not is_up(hands.window)
    assert not hands.window.session.focus.hiding.hidden


def test_the_next_step_ends_it(hands: WindowHands) -> None:
    hands.press(Key.Key_F9)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Space)
    assert hands.figure("step") == "2"
    assert not is_up(hands.window)


def test_what_was_hidden_before_stays_hidden_and_is_not_asked_for(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide loss")
    hands.window.canvas.setFocus()
    hands.press(Key.Key_F9)
    assert not is_up(hands.window)
    assert hands.says("What is hidden is not asked for")
    hands.window.session.select(parameters=(0,))
    hands.press(Key.Key_F9)
    hands.press(Key.Key_Space)
    assert hands.says("accounts → hidden 1 falls: 2 → 0.68")
    assert hands.figure("loss") == "?"


def test_a_selection_made_meanwhile_keeps_the_question(hands: WindowHands) -> None:
    hands.press(Key.Key_F9)
    hands.canvas.click(hands.canvas.rim(NodePlace(0, 0)))
    assert is_up(hands.window)
    assert choice(hands.window).currentText() == "loss"
    assert [choice(hands.window).itemText(at) for at in range(2)] == ["loss", "hidden 1"]
