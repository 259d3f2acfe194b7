"""Chapter 2 of the course by hand: slopes, one update, and twenty of them."""

from collections.abc import Sequence

import pytest

from tests.core.course_exercises import EXERCISES
from tests.gui.canvas.canvas_hands import Key, Modifier
from tests.gui.course.course_hands import CourseHands
from tests.gui.course.loss_hands import LossHands

SHIFT = Modifier.ShiftModifier
TWENTY = next(exercise for exercise in EXERCISES if exercise.updates == 20)
LOSSES = [49, *(TWENTY.losses_after or ())]
READ = [
    "49",
    "25.4016",
    "13.17",
    "6.826",
    "3.539",
    "1.835",
    "0.951",
    "0.493",
    "0.2556",
    "0.1325",
    "0.06868",
    "0.03561",
    "0.01846",
    "0.009568",
    "0.00496",
    "0.002571",
    "0.001333",
    "0.000691",
    "0.0003582",
    "0.0001857",
    "9.627e−5",
]


def set_up(hands: CourseHands) -> None:
    """Take the hidden layer out, add an input, and type the row and the weights."""
    hands.menu_at(hands.title("Hidden layer · ReLU"), "Remove this layer")
    hands.add_input()
    hands.type_cells(hands.data, 0, 0, ["1", "2", "3", "0"])
    hands.type_weights("0", "2", "1")
    assert hands.edge_texts() == ["0", "2", "1"]
    assert hands.row(0) == ["1", "2", "3", "0", "7", "+7", "49"]
    assert hands.node_texts(0) == ["7"]


def exactly(values: Sequence[float]) -> object:
    """These numbers, to 1e-12."""
    return pytest.approx(values, rel=0, abs=1e-12)


def test_calculating_slopes(hands: CourseHands) -> None:
    set_up(hands)
    hands.press(Key.Key_S)
    hands.must_see("error 7 − 0 = +7", "squared error 7² = 49", "loss slope 2 × 7 = +14")
    hands.must_see("+14", "+28", "+42")
    assert hands.column(hands.weights, "slope") == ["+14", "+28", "+42"]
    assert hands.numbers_in_full(hands.weights, "slope") == exactly([14, 28, 42])
    hands.click_on(hands.canvas.of(hands.canvas.weight(0, 0, 2)))
    assert hands.explanation() == [
        "more of it means more loss, so descent will lower it",
        "slope = 3 input value × 14 loss slope at prediction × 1 identity slope = 42",
        "new weight = 1 − 0.01 learning rate × 42 slope = 0.58",
    ]


def test_improving_model_weights(hands: CourseHands) -> None:
    """The rate is typed, and one click on the large button takes the update."""
    set_up(hands)
    hands.type_rate("0.02")
    hands.type_rate("0,01")
    assert hands.rate().text() == "0.01"
    assert hands.column(hands.weights, "will be") == ["▼ −0.14", "▼ 1.72", "▼ 0.58"]
    hands.step_with_the_button()
    assert hands.figures() == ("1", "25.4016")
    assert hands.column(hands.weights, "weight") == ["−0.14", "1.72", "0.58"]
    assert hands.edge_texts() == ["−0.14", "1.72", "0.58"]
    assert hands.column(hands.data, "error") == ["+5.04"]
    hands.must_see("error 5.04 − 0 = +5.04", "squared error 5.04² = 25.4016")
    assert hands.effect() == "step 1: the only row, loss 49 → 25.4016"
    assert hands.numbers_in_full(hands.weights, "weight") == exactly([-0.14, 1.72, 0.58])
    assert hands.numbers_in_full(hands.data, "error") == exactly([5.04])


def test_making_multiple_updates(hands: CourseHands, loss: LossHands) -> None:
    """Twenty presses of Space; the plot, the timeline and the figures tell the course's history.

    Each of them can be read off the curve, and a logarithmic axis shows the same.
    """
    set_up(hands)
    for step in range(1, 21):
        hands.press(Key.Key_Space)
        assert hands.figures() == (str(step), READ[step])
    assert hands.effect() == "step 20: the only row, loss 0.0001857 → 9.627e−5"
    assert hands.footer() == ["mean of error²", "≈ loss 9.627e−5"]
    assert len(LOSSES) == 21
    assert [step for step, _ in loss.plotted()] == list(range(21))
    assert [value for _, value in loss.plotted()] == exactly(LOSSES)
    assert loss.said_on_the_curve() == ["now: 9.627e−5"]
    assert loss.timeline() == (0, 20, 20)
    assert loss.status().startswith("step 20")
    assert "of" not in loss.status().partition(" · ")[0]
    assert [loss.read(step) for step in range(21)] == [
        f"step {step}: loss {text}" for step, text in enumerate(READ)
    ]
    loss.choose_logarithmic()
    assert [value for _, value in loss.plotted()] == exactly(LOSSES)


def test_the_timeline_and_back_lead_through_the_updates(
    hands: CourseHands, loss: LossHands
) -> None:
    set_up(hands)
    for _ in range(20):
        hands.press(Key.Key_Space)
    loss.drag_timeline(7)
    assert hands.figures() == ("7", "0.493")
    assert loss.timeline() == (0, 7, 20)
    assert loss.status().startswith("step 7 of 20")
    assert [value for _, value in loss.plotted()] == exactly(LOSSES[:8])
    assert [value for _, value in loss.plotted_ahead()] == exactly(LOSSES[7:])
    loss.drag_timeline(20)
    assert hands.figures() == ("20", "9.627e−5")
    for step in reversed(range(20)):
        hands.press(Key.Key_Space, SHIFT)
        assert hands.figures() == (str(step), READ[step])
    assert hands.column(hands.weights, "weight") == ["0", "2", "1"]
    assert loss.status().startswith("start")
