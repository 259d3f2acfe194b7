"""Chapter 2 of the course by hand: errors, edits of one weight, and the loss over several rows."""

import pytest
from PySide6.QtCore import QPoint

from gui.operations.numbers import target_cell
from tests.gui.canvas.canvas_hands import Key, Modifier
from tests.gui.course.course_hands import CourseHands

RELU = "ReLU: max(0, z)"
ROWS = "0\t3\t1\n1\t2\t3\n-1\t-2\t5\n4\t0\t7\n"


def test_calculating_model_errors(hands: CourseHands) -> None:
    """The window opens with it; S shows the slopes."""
    hands.press(Key.Key_S)
    assert hands.node_texts(0) == ["8", "0"]
    assert hands.node_texts(1) == ["16"]
    assert hands.edge_texts() == ["2", "1", "0", "0", "2", "2"]
    hands.must_see("ReLU(8)", "ReLU(0), on the corner", "loss slope +44 · ReLU slope 0")
    hands.must_see("error 16 − 5 = +11", "squared error 11² = 121", "loss slope 2 × 11 = +22")
    hands.must_see("+132", "+88", "+176")
    assert hands.row(0) == ["3", "2", "5", "16", "+11", "121"]
    assert hands.footer() == ["mean of error²", "= loss 121"]
    assert hands.figures() == ("0", "121")
    assert hands.column(hands.weights, "slope") == ["+132", "+88", "0", "0", "+176", "0"]
    hands.click_on(hands.canvas.of(hands.canvas.weight(1, 0, 0)))
    assert hands.explanation() == [
        "more of it means more loss, so descent will lower it",
        "slope = 8 value of hidden 1 × 22 loss slope at prediction × 1 identity slope = 176",
        "new weight = 2 − 0.01 learning rate × 176 slope = 0.24",
    ]


def test_understanding_how_weights_change_model_accuracy(hands: CourseHands) -> None:
    """The target is typed, the weight dragged up by a hundredth with Shift: worse."""
    canvas = hands.canvas
    canvas.double_click(canvas.of(target_cell(0, 0)))
    canvas.type_over("7")
    canvas.key(Key.Key_Return)
    hands.must_see("error 16 − 7 = +9")
    assert hands.column(hands.data, "error") == ["+9"]
    canvas.drag(canvas.of(canvas.weight(1, 0, 0)), QPoint(7, 0), Modifier.ShiftModifier)
    assert hands.edge_text(1, 0, 0) == "2.01"
    hands.must_see("error 16.08 − 7 = +9.08", "squared error 9.08² = 82.4464")
    assert hands.column(hands.data, "error") == ["+9.08"]
    assert hands.effect() == (
        "hidden 1 → prediction: 2 → 2.01 · error 9 → 9.08 · loss 81 → 82.4464, worse"
    )
    assert hands.footer() == ["mean of error²", "= loss 82.4464"]
    assert hands.numbers_in_full(hands.data, "error") == pytest.approx([9.08], rel=0, abs=1e-12)
    hands.press(Key.Key_Z, Modifier.ControlModifier)
    assert hands.column(hands.data, "error") == ["+9"], "one drag is one undo"


def test_coding_how_weight_changes_affect_accuracy(hands: CourseHands) -> None:
    """One weight taken down by a whole 1 with Ctrl+Alt+↓, and the error is gone."""
    canvas = hands.canvas
    hands.menu_at(hands.title("Prediction"), "Activation", RELU)
    hands.type_all("0", "3", "2", "1", "1", "2", "1", "1", "3")
    assert hands.edge_texts() == ["2", "1", "1", "2", "1", "1"]
    hands.must_see("Prediction · ReLU", "error 9 − 3 = +6", "squared error 6² = 36")
    assert hands.node_texts(1) == ["9"]
    assert hands.row(0) == ["0", "3", "3", "9", "+6", "36"]
    hands.click_on(canvas.of(canvas.weight(1, 0, 1)))
    canvas.key(Key.Key_Down, Modifier.AltModifier | Modifier.ControlModifier)
    assert hands.edge_text(1, 0, 1) == "0"
    hands.must_see("error 3 − 3 = 0", "squared error 0² = 0")
    assert hands.row(0) == ["0", "3", "3", "3", "0", "0"]
    assert hands.effect() == ("hidden 2 → prediction: 1 → 0 · error 6 → 0 · loss 36 → 0, better")
    assert hands.footer() == ["mean of error²", "= loss 0"]
    assert hands.figures() == ("0", "0")


def paste_points(hands: CourseHands) -> None:
    """The four points of the exercise, their targets with them."""
    hands.paste(hands.data, 0, 0, ROWS)
    hands.menu("Network", "Prediction", "Activation", RELU)


def test_scaling_up_to_multiple_data_points_weights_0(hands: CourseHands) -> None:
    """Rows from a spreadsheet, weights in the drawing."""
    paste_points(hands)
    hands.type_weights("2", "1", "1", "2", "1", "1")
    assert hands.edge_texts() == ["2", "1", "1", "2", "1", "1"]
    assert hands.column(hands.data, "target") == ["1", "3", "5", "7"]
    assert hands.column(hands.data, "pred.") == ["9", "9", "0", "12"]
    assert hands.column(hands.data, "error") == ["+8", "+6", "−5", "+5"]
    assert hands.column(hands.data, "error²") == ["64", "36", "25", "25"]
    assert hands.footer() == ["mean of error²", "= loss 37.5"]
    assert hands.figures() == ("0", "37.5")
    assert hands.button("all rows (4)").isVisible()


def test_scaling_up_to_multiple_data_points_weights_1(hands: CourseHands) -> None:
    """Two weights changed, one with a decimal comma and one as a fraction: the loss is larger."""
    paste_points(hands)
    hands.paste(hands.weights, 0, 2, "2\n1\n1\n2\n1\n1")
    assert hands.figures() == ("0", "37.5")
    hands.retype(0, 1, 1, "1,5")
    hands.retype(1, 0, 1, "3/2")
    assert hands.edge_texts() == ["2", "1", "1", "1.5", "1", "1.5"]
    assert hands.column(hands.data, "pred.") == ["9.75", "10", "0", "14"]
    assert hands.column(hands.data, "error²") == ["76.5625", "49", "25", "49"]
    assert hands.footer() == ["mean of error²", "≈ loss 49.89"]
    assert hands.figures() == ("0", "49.89")
    assert hands.effect().endswith("→ 49.89, worse")
    shares = hands.numbers_in_full(hands.data, "error²")
    assert sum(shares) / 4 == pytest.approx(49.890625, rel=0, abs=1e-12)
    assert any("loss 49.890625" in tip for tip in hands.footer_tips())
