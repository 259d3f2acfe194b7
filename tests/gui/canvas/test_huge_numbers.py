"""Numbers beyond what can be computed with are drawn as what they are."""

import pytest

from gui.canvas.paint.painting import PicturePainting
from gui.operations.numbers import input_cell, set_value
from tests.gui.canvas.canvas_hands import CanvasHands


@pytest.mark.parametrize("slopes", [False, True])
def test_a_slope_that_cannot_be_computed_is_drawn_as_such(hands: CanvasHands, slopes: bool) -> None:
    hands.canvas.set_slopes_shown(slopes)
    set_value(hands.session, hands.weight(0, 0, 0), 1e308)
    set_value(hands.session, input_cell(0, 0), 1e308)
    set_value(hands.session, hands.weight(0, 1, 0), -1e308)
    hands.canvas.grab()
    assert hands.shows("∞")
    assert hands.shows("too large") is slopes


def test_a_fault_in_painting_is_heard_of_and_does_not_end_the_program(
    hands: CanvasHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        int(float("nan"))

    monkeypatch.setattr(PicturePainting, "paint_words", fail)
    with pytest.raises(ValueError, match="cannot convert float NaN"):
        hands.canvas.repaint()
