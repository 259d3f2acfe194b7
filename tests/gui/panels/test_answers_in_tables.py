"""While numbers are hidden, what is typed on a table is an answer, as on the drawing."""

import pytest

from tests.gui.window_hands import Key, WindowHands


def typed(hands: WindowHands, text: str) -> None:
    hands.type(text)
    hands.press(Key.Key_Return)


@pytest.mark.parametrize("column", ["from → to", "weight", "slope"])
def test_typing_on_a_weight_of_the_table_answers(hands: WindowHands, column: str) -> None:
    before = hands.window.session.document
    hands.menu("Learn", "Hide", "Hide slopes")
    hands.weights.click(0, hands.weights.titles().index(column))
    hands.type("1")
    typed(hands, "32")
    assert hands.says("slope = 3 × ? × ? = 132 · 1 of 6 found")
    assert hands.window.session.document is before


@pytest.mark.parametrize("key", [Key.Key_5, Key.Key_Backspace])
def test_where_nothing_is_asked_typing_on_a_table_changes_nothing(
    hands: WindowHands, key: Key
) -> None:
    before = hands.window.session.document
    hands.menu("Learn", "Hide", "Hide loss")
    for table in (hands.data, hands.weights):
        table.click(0, 0)
        table.press(key)
        assert not table.is_editing
        assert hands.says("Nothing is asked here.")
    assert hands.window.session.document is before


def test_enter_still_edits_a_cell(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide slopes")
    hands.data.click(0, 0)
    hands.data.press(Key.Key_Return)
    hands.data.type("7")
    hands.data.press(Key.Key_Return)
    assert hands.says("accounts: 3 → 7")
