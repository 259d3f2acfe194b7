"""The slopes of one row alone, in the drawing."""

from PySide6.QtCore import Qt

from core.document.document import Document
from tests.core.builders import build_experiment
from tests.gui.window_hands import WindowHands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def test_a_rows_own_slopes_replace_the_mean_of_all(hands: WindowHands) -> None:
    """ŷ = x, of two rows: the errors −1 and 0.5 have the slopes 2·(−1)·1 = −2 and 2·0.5·3 = 3."""
    experiment = build_experiment([[[1.0]]], ["identity"], [[1.0], [3.0]], [2.0, 2.5], 0.1)
    hands.window.session.load(Document(experiment, experiment))
    hands.press(Key.Key_S)
    assert hands.shows("+0.5")
    hands.press(Key.Key_S, Modifier.ShiftModifier)
    assert hands.shows("−2")
    assert not hands.shows("+0.5")
    assert hands.canvas.shows_part("all slopes are of this row alone")
    assert [pill.heading for pill in hands.window.canvas.picture.pills] == [0, 0, 0]
    hands.data.click(1, 0)
    assert hands.shows("+3")
    hands.press(Key.Key_S, Modifier.ShiftModifier)
    assert hands.shows("+0.5")


def test_it_is_said_of_which_rows_the_slopes_are(hands: WindowHands) -> None:
    experiment = build_experiment([[[1.0]]], ["identity"], [[1.0], [3.0], [2.0]], [2, 2, 2], 0.1)
    hands.window.session.load(Document(experiment, experiment))
    hands.press(Key.Key_S)
    assert hands.canvas.shows_part("weight slopes: mean over all 3 rows")
    hands.menu("Data", "Slopes from", "one row")
    batch = hands.window.session.evaluation.batch
    assert batch is not None
    assert hands.canvas.shows_part(f"weight slopes: row {batch[0] + 1}, in turn")
