"""While numbers are hidden, what is typed on a table is an answer, as on the drawing."""

from gui.session.messages import Message
from tests.gui.window_hands import Key, WindowHands


def typed(hands: WindowHands, text: str) -> None:
    hands.type(text)
    hands.press(Key.Key_Return)


def test_typing_on_a_weight_of_the_table_answers(hands: WindowHands) -> None:
    before = hands.window.session.document
    for column in ("from → to", "weight", "slope"):
        hands.menu("Learn", "Hide", "Hide slopes")
        hands.weights.click(0, hands.weights.titles().index(column))
        hands.type("1")
        typed(hands, "32")
        assert hands.says("slope = 3 × ? × ? = 132 · 1 of 6 found"), column
        assert hands.window.session.document is before, column
        hands.menu("Learn", "Hide", "Show everything")


def test_where_nothing_is_asked_typing_on_a_table_changes_nothing_but_enter_still_edits(
    hands: WindowHands,
) -> None:
    before = hands.window.session.document
    hands.menu("Learn", "Hide", "Hide loss")
    for key in (Key.Key_5, Key.Key_Backspace):
        for table in (hands.data, hands.weights):
            hands.window.session.tell(Message("Something else"))
            table.click(0, 0)
            table.press(key)
            assert not table.is_editing, key
            assert hands.says("Nothing is asked here."), key
    assert hands.window.session.document is before
    hands.data.click(0, 0)
    hands.data.press(Key.Key_Return)
    hands.data.type("7")
    hands.data.press(Key.Key_Return)
    assert hands.says("accounts: 3 → 7")
