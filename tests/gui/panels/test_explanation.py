"""Where numbers come from, in the strip below the drawing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from core.nn.network import NodePlace
from gui.dialogs.slope_check_dialog import SlopeCheckDialog
from gui.operations.numbers import parameter, set_value, target_cell
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier
FOUR_ROWS = "0\t3\t1\n1\t2\t3\n-1\t-2\t5\n4\t0\t7"


def lines(hands: WindowHands) -> list[str]:
    return hands.window.explanation.plain_text().split("\n")


def click_weight(hands: WindowHands, layer: int, node: int, source: int) -> None:
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(layer, node, source)))


def paste_rows(hands: WindowHands) -> None:
    hands.data.click(0, 0)
    hands.data.paste(FOUR_ROWS)


def lit(hands: WindowHands) -> list[str]:
    """The numbers of the explanation that stand on a ground of another colour."""
    (label,) = (
        label
        for label in hands.window.explanation.findChildren(QLabel)
        if label.accessibleName() == "Explanation of what is selected"
    )
    document = QTextDocument()
    document.setHtml(label.text())
    cursor, found = QTextCursor(document), []
    while cursor.movePosition(cursor.MoveOperation.NextCharacter, cursor.MoveMode.KeepAnchor):
        if cursor.charFormat().background().style() is not Qt.BrushStyle.NoBrush:
            found.append(cursor.selectedText())
        cursor.clearSelection()
    return found


def test_a_node_shows_its_arithmetic(hands: WindowHands) -> None:
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    assert "hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8" in lines(hands)


def test_a_weight_shows_its_three_factors_its_update_and_a_nudge(hands: WindowHands) -> None:
    click_weight(hands, 0, 0, 0)
    assert lines(hands) == [
        "accounts → hidden 1",
        "more of it means more loss, so descent will lower it",
        "slope = 3 input value × 44 loss slope at hidden 1 × 1 ReLU slope = 132",
        "new weight = 2 − 0.01 learning rate × 132 slope = 0.68",
        "nudge by 0.001: loss (121.132036 − 120.868036) / 0.002 = 132 ✓",
    ]


@pytest.mark.parametrize("weight", ["1e30", "1e308"])
def test_what_is_too_large_to_nudge_is_said_in_words(hands: WindowHands, weight: str) -> None:
    hands.canvas.double_click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    hands.canvas.type_over(weight)
    hands.canvas.key(Key.Key_Return)
    assert lines(hands)[-1] == "nudge by 0.001: the numbers are too large to nudge"


def test_a_nudge_that_rounding_hides_confirms_nothing(hands: WindowHands) -> None:
    set_value(hands.window.session, target_cell(0, 0), 1e30)
    hands.canvas.click(hands.canvas.of(hands.canvas.weight(0, 0, 0)))
    assert lines(hands)[-1].endswith("· lost in rounding: choose a larger nudge")


def test_the_nudge_can_be_made_for_pen_and_paper(hands: WindowHands) -> None:
    click_weight(hands, 0, 0, 0)
    hands.menu("Learn", "Nudge weights by", "0.01")
    assert lines(hands)[-1] == "nudge by 0.01: loss (122.3236 − 119.6836) / 0.02 = 132 ✓"


def test_on_a_corner_both_slopes_are_told(hands: WindowHands) -> None:
    click_weight(hands, 0, 1, 0)
    assert lines(hands)[-1] == (
        "nudge by 0.001: on the corner: slope 0 to the left, 132 to the right; we take 0"
    )
    assert "slope 0: hidden 2 is on the corner, so descent leaves it where it is" in lines(hands)


def test_every_row_takes_part_in_a_table_that_can_be_sorted(hands: WindowHands) -> None:
    paste_rows(hands)
    click_weight(hands, 1, 0, 0)
    panel = hands.window.explanation
    assert any(line.startswith("slope = (") for line in lines(hands))
    hands.click(panel.rows_button)
    model = panel.table.model()
    assert panel.table.isVisible()
    shown = [[model.index(row, at).data() for at in range(5)] for row in range(4)]
    # hidden 1 gives 3, 4, 0, 8; the predictions are twice that; the errors 5, 5, −5, 9
    assert shown == [
        ["1", "3", "10", "1", "30"],
        ["2", "4", "10", "1", "40"],
        ["3", "0", "−10", "1", "0"],
        ["4", "8", "18", "1", "144"],
    ]
    panel.table.sortByColumn(4, panel.table.horizontalHeader().sortIndicatorOrder())
    assert [model.index(row, 0).data() for row in range(4)] == ["3", "1", "2", "4"]


def test_rows_for_which_a_node_is_off_are_named(hands: WindowHands) -> None:
    paste_rows(hands)
    click_weight(hands, 0, 0, 0)
    hands.click(hands.window.explanation.rows_button)
    model = hands.window.explanation.table.model()
    assert [model.index(row, 5).data() for row in range(4)] == ["", "", "off", ""]


def test_pointing_at_a_term_lights_up_its_edge_and_back(hands: WindowHands, qtbot: QtBot) -> None:
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    panel, canvas = hands.window.explanation, hands.canvas
    panel.point_at_term(1)  # 3 × 2: the weight
    assert hands.window.session.pointed is not None
    assert canvas.canvas.hovered == 0
    panel.point_at_term(None)
    assert canvas.canvas.hovered is None
    canvas.hover(canvas.of(canvas.weight(0, 0, 1)))
    assert lit(hands) == ["1"]
    canvas.hover(QPoint(5, 5))
    assert lit(hands) == []


def test_fractions_are_shown_on_demand(hands: WindowHands) -> None:
    canvas = hands.canvas
    canvas.double_click(canvas.of(canvas.weight(0, 0, 0)))
    canvas.type_over("1/6")
    canvas.key(Key.Key_Return)
    hands.menu("Learn", "Numbers", "Fractions where there are any")
    assert hands.shows("1/6")
    canvas.click(canvas.middle(NodePlace(0, 0)))
    assert "hidden 1 = ReLU(3 × (1/6) + 2 × 1) = ReLU(5/2) = 5/2" in lines(hands)
    hands.menu("Learn", "Numbers", "Full precision")
    assert any("3 × 0.16666666666666666 + 2 × 1" in line for line in lines(hands))


def test_an_explanation_is_copied_as_text(hands: WindowHands) -> None:
    click_weight(hands, 1, 0, 0)
    hands.press(Key.Key_C, CTRL | Modifier.ShiftModifier)
    assert "new weight = 2 − 0.01 learning rate × 176 slope = 0.24" in (
        QGuiApplication.clipboard().text()
    )


def test_looking_ahead_tells_the_promise_and_what_comes_of_it(hands: WindowHands) -> None:
    hands.press(Key.Key_A)
    assert all(map(hands.shows, ("2 → 0.68", "1 → 0.12", "2 → 0.24")))
    assert lines(hands)[-1] == (
        "next step: the slopes promise a loss of −440.44 (impossible: a loss is never below 0;"
        " the line does not hold that far); it will really be 19.83"
    )
    hands.press(Key.Key_Space)
    assert any(line.endswith("it came to 19.83") for line in lines(hands))
    assert hands.figure("loss") == "19.83"


def check_all_slopes(hands: WindowHands) -> list[str]:
    """The sentence and the rows of the table that checks all slopes."""
    read: list[str] = []

    def read_it(dialog: QDialog) -> None:
        assert isinstance(dialog, SlopeCheckDialog)
        read.append(dialog.summary.text())
        table = dialog.findChild(QTableWidget)
        assert isinstance(table, QTableWidget)
        for row in range(table.rowCount()):
            cells = [table.item(row, column) for column in range(4)]
            read.append(" | ".join(cell.text() for cell in cells if cell is not None))
        dialog.reject()

    hands.answer(read_it)
    hands.menu("Learn", "Check all slopes…")
    return read


def test_all_slopes_are_checked_at_once(hands: WindowHands) -> None:
    read = check_all_slopes(hands)
    assert read[0] == (
        "Every weight nudged by 0.001 to either side: all slopes agree; 2 are on a corner."
    )
    assert read[1] == "accounts → hidden 1 | +132 | +132 | ✓"
    assert read[3] == "accounts → hidden 2 | 0 | 0 to the left, 132 to the right | ✓ on the corner"


def test_slopes_that_cannot_be_checked_are_not_called_wrong(hands: WindowHands) -> None:
    set_value(hands.window.session, parameter(0), 1e308)
    read = check_all_slopes(hands)
    assert read[0].endswith("no slope can be checked, the numbers are too large.")
    assert read[1] == "accounts → hidden 1 | +∞ | too large to nudge | cannot be checked"


def test_another_nudge_is_chosen_where_the_slopes_are_checked(hands: WindowHands) -> None:
    said: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, SlopeCheckDialog)
        sizes = dialog.findChild(QComboBox)
        assert isinstance(sizes, QComboBox)
        for key in (Key.Key_Up, Key.Key_Up):
            hands.press_in(sizes, key)
            said.append(dialog.summary.text())
        dialog.reject()

    hands.answer(choose)
    hands.menu("Learn", "Check all slopes…")
    assert [text.partition(" to either")[0] for text in said] == [
        "Every weight nudged by 0.01",
        "Every weight nudged by 0.1",
    ]


def answer(hands: WindowHands, text: str) -> None:
    """Type an answer where the window asks for one, and press Enter."""
    hands.type(text, hands.window.explanation.guess.field)
    hands.press(Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10", "✗ that is not it"),
        ("ten", "“ten” is not a number."),
        ("-8", "✗ the size is right, the sign is not"),
    ],
)
def test_a_wrong_guess_is_said_at_once_and_nothing_is_shown(
    hands: WindowHands, typed: str, said: str
) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    hands.window.explanation.guess.field.setFocus()
    answer(hands, typed)
    assert hands.says(said)
    assert hands.window.explanation.guess.field.text() == typed
    assert not hands.shows("8")
    hands.press(Key.Key_Escape)


def test_a_right_answer_is_called_right_and_counted(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(1, 0)))
    for text, said in (
        ("16", "Right: prediction = 8 × 2 + 0 × 2 = 16 · 1 of 5 found"),
        ("11", "Right: error = 16 − 5 = 11 · 2 of 5 found"),
        ("121", "Right: squared error = 11² = 121 · 3 of 5 found"),
    ):
        hands.press(Key(ord(text[0])))
        field = hands.window.explanation.guess.field
        assert not field.visibleRegion().isEmpty(), "what is typed is seen"
        answer(hands, text[1:])
        assert said.replace("8 ×", "? ×").replace("0 ×", "? ×") in (
            label.text() for label in hands.labels()
        )


def test_an_answer_is_judged_before_anything_else_is_done(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    hands.press(Key.Key_8)
    hands.canvas.click(hands.canvas.middle(NodePlace(1, 0)))
    assert hands.shows("8")
    hands.press(Key.Key_1)
    hands.type("x")
    before = hands.window.session.document
    hands.click(hands.button("Step downhill"))
    assert hands.says("“1x” is not a number.")
    assert hands.window.session.document is before
    hands.press(Key.Key_Backspace)
    hands.press(Key.Key_Backspace)
    hands.click(hands.button("Step downhill"))
    assert hands.figure("step") == "1"


def test_while_numbers_are_hidden_typing_on_a_weight_answers(hands: WindowHands) -> None:
    before = hands.canvas.parameter_values()
    hands.menu("Learn", "Hide", "Hide slopes")
    click_weight(hands, 0, 0, 0)
    hands.press(Key.Key_1)
    answer(hands, "32")
    assert hands.says("slope = 3 × ? × ? = 132 · 1 of 6 found")
    assert hands.canvas.parameter_values() == before


def test_where_nothing_is_asked_typing_changes_nothing_and_that_is_said(
    hands: WindowHands,
) -> None:
    before = hands.canvas.parameter_values()
    hands.menu("Learn", "Hide", "Hide loss")
    click_weight(hands, 0, 0, 0)
    hands.press(Key.Key_1)
    assert hands.canvas.canvas.editor is None
    assert hands.says("Nothing is asked here.")
    assert hands.canvas.parameter_values() == before


def test_a_weight_is_changed_with_enter_and_what_was_found_is_hidden_with_a_word(
    hands: WindowHands,
) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    hands.press(Key.Key_8)
    hands.press(Key.Key_Return)
    click_weight(hands, 1, 0, 0)
    hands.press(Key.Key_Return)
    hands.canvas.type_over("7")
    assert not hands.shows("8")
    hands.press(Key.Key_Escape)
    assert hands.shows("8"), "what was only tried out hides nothing"
    hands.press(Key.Key_Return)
    hands.canvas.type_over("7")
    hands.press(Key.Key_Return)
    assert hands.says("hidden 1 → prediction: 2 → 7 · what was found is hidden again")
    assert not hands.shows("8")


def test_a_right_guess_shows_the_number_and_nothing_else(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(0, 0)))
    guess = hands.window.explanation.guess
    guess.field.setFocus()
    hands.type("8", guess.field)
    hands.click(guess.check_button)
    assert hands.shows("8")
    assert not hands.shows("16")
    assert "hidden 1 = ReLU(3 × 2 + 2 × 1) = ReLU(8) = 8" in lines(hands)


def test_typing_over_a_hidden_number_begins_a_guess(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.canvas.click(hands.canvas.middle(NodePlace(1, 0)))
    hands.press(Key.Key_1)
    hands.type("6")
    hands.press(Key.Key_Return)
    assert hands.shows("16")
    assert not hands.shows("8")


def test_a_wrong_slope_hears_which_factor_does_not_fit(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide slopes")
    click_weight(hands, 0, 0, 0)
    guess = hands.window.explanation.guess
    guess.field.setFocus()
    hands.type("3 × 22 × 1", guess.field)
    hands.press(Key.Key_Return)
    assert guess.verdict.text() == "✗ the loss slope at hidden 1 does not fit"
    assert hands.weights.row(0)[3] == "?"


SECRETS = ("16", "+11", "11", "121", "132", "176", "22", "0.68", "0.24", "19.83", "9.08")


def everything_said(hands: WindowHands) -> list[str]:
    """All that the window shows or says to anybody, in any way."""
    window = hands.window
    said = [*window.canvas.picture.texts(), window.canvas.accessibleDescription()]
    said += [label.text() for label in hands.labels()]
    said += [label.toolTip() for label in hands.labels()]
    said += [label.accessibleDescription() for label in hands.labels()]
    for table in (hands.data, hands.weights):
        model = table.table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                said += [str(index.data(role)) for role in (0, 2, 3, 11)]
    said.append(window.explanation.plain_text())
    said.append(window.statusBar().currentMessage())
    return said


@pytest.mark.parametrize("selected", ["nothing", "node", "weight", "prediction"])
def test_what_is_hidden_is_hidden_everywhere(hands: WindowHands, selected: str) -> None:
    hands.menu("Learn", "Hide", "Hide values of nodes")
    hands.press(Key.Key_A)
    hands.press(Key.Key_S)
    if selected == "weight":
        click_weight(hands, 0, 0, 0)
    elif selected != "nothing":
        place = NodePlace(0, 0) if selected == "node" else NodePlace(1, 0)
        hands.canvas.click(hands.canvas.middle(place))
    words = " ".join(everything_said(hands)).replace("\n", " ").split(" ")
    found = {word.strip("().,;:=+") for word in words}
    assert not found & set(SECRETS), found & set(SECRETS)
    plot = hands.window.loss_panel.plot
    assert not plot.isVisible()
    hands.menu("Learn", "Hide", "Show everything")
    assert plot.isVisible()
    assert hands.shows("16")


def test_a_step_while_the_loss_is_hidden_does_not_tell_it(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide loss")
    hands.press(Key.Key_Space)
    assert hands.says("step 1: the only row")
    assert not hands.says("19.83")
    assert hands.figure("loss") == "?"
    assert hands.figure("step") == "1"
