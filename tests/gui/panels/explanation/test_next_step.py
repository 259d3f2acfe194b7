"""What the next step will do, said in the strip below the drawing where nothing is selected."""

import re

from core.opening.starters import BANK, open_starter
from gui.operations import structure
from gui.operations.rows import data
from tests.gui.panels.explanation.explanation_hands import click_weight, lines
from tests.gui.window_hands import Key, WindowHands

FROM_121 = (
    "The next step lowers the loss from 121 to 19.83;"
    " the largest change is hidden 1 → prediction: 2 → 0.24"
)
FOUR_ROWS = "0\t3\t1\n1\t2\t3\n-1\t-2\t5\n4\t0\t7"


def sentences(hands: WindowHands) -> list[str]:
    """What is said of the next step."""
    return [line for line in lines(hands) if "next step" in line]


def test_with_nothing_selected_it_is_said_what_the_next_step_does_unless_it_is_hidden(
    hands: WindowHands,
) -> None:
    assert sentences(hands) == [FROM_121]
    assert hands.says("The next step lowers the loss from 121 to 19.83;")
    click_weight(hands, 0, 0, 0)
    assert sentences(hands) == []
    hands.press(Key.Key_Escape)
    assert sentences(hands) == [FROM_121]

    for topic in ("values of nodes", "errors", "slopes"):
        hands.menu("Learn", "Hide", f"Hide {topic}")
        assert sentences(hands) == []
        assert not hands.says("19.83")
        assert not hands.says("0.24")
        hands.menu("Learn", "Hide", "Show everything")
        assert sentences(hands) == [FROM_121]

    hands.menu("Learn", "Hide", "Hide loss")
    largest = "The largest change of the next step is hidden 1 → prediction: 2 → 0.24"
    assert sentences(hands) == [largest]


def test_the_sentence_comes_true(hands: WindowHands) -> None:
    for rate in ("0.001", "0.01", "0.1", "1"):
        hands.window.session.load(open_starter(BANK))
        hands.data.click(0, 0)
        hands.data.paste(FOUR_ROWS)
        hands.type_rate(rate)
        for _ in range(3):
            (said,) = sentences(hands)
            found = re.fullmatch(r"The next step (\w+) the loss from (\S+) to ([^;]+);.*", said)
            if found is None:
                assert said == "The next step changes no weight."
                break
            verb, before, after = found.groups()
            assert hands.figure("loss") == before
            hands.press(Key.Key_Space)
            assert hands.figure("loss") == after
            number = hands.window.session.evaluation.loss
            assert verb == ("lowers" if number < float(before) else "raises")

    hands.window.session.load(open_starter(BANK))
    hands.data.click(0, 0)
    hands.data.paste(FOUR_ROWS)
    data.set_batch_size(hands.window.session, 2)
    (said,) = sentences(hands)
    assert said.startswith("The next step lowers the loss of its 2 rows from ")
    data.set_batch_size(hands.window.session, 1)
    (said,) = sentences(hands)
    assert said.startswith("The next step lowers the loss of its row from ")

    hands.window.session.load(open_starter(BANK))
    structure.set_locked(hands.window.session, range(6), True)
    assert sentences(hands) == ["The next step changes no weight."]


def test_nothing_is_told_ahead_of_a_walkthrough_or_during_a_run_and_a_refusal_is_named(
    hands: WindowHands,
) -> None:
    hands.type_rate("1e308")
    (said,) = sentences(hands)
    assert said == "The next step would not be taken: a weight would be too large."
    hands.press(Key.Key_Space)
    assert hands.says("would make a weight too large to be a number")

    hands.window.session.load(open_starter(BANK))
    hands.press(Key.Key_R)
    assert hands.window.session.is_running
    assert sentences(hands) == []
    hands.press(Key.Key_R)
    assert len(sentences(hands)) == 1
    hands.press(Key.Key_PageDown)
    assert sentences(hands) == []


def test_a_change_too_small_to_be_seen_in_the_weight_is_told_by_itself(hands: WindowHands) -> None:
    """The slope is 176."""
    structure.set_learning_rate(hands.window.session, 1e-16)
    (sentence,) = sentences(hands)
    assert re.search(r"largest change is hidden 1 → prediction: 2, by −1\.7\d+e−14$", sentence)
