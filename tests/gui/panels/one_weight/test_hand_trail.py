import pytest

from gui.operations.numbers import parameter, set_value
from gui.panels.one_weight.hand_trail import Tried, hand_trail
from gui.session.session import Session


def test_the_values_tried_are_kept_with_their_losses(bank: Session) -> None:
    """Hidden 1 is 3 v + 2: the loss is (6 v − 1)²."""
    for value in (1.0, 0.5):
        set_value(bank, parameter(0), value)
    trail = hand_trail(bank.history, 0)
    assert trail == [Tried(2, 121), Tried(1, 25), Tried(0.5, 4)]


def test_other_weights_and_steps_leave_no_trail(bank: Session) -> None:
    set_value(bank, parameter(1), 0.5)
    bank.step(2)
    assert hand_trail(bank.history, 0) == []


def test_a_step_between_two_edits_breaks_the_trail_but_not_its_dots(bank: Session) -> None:
    set_value(bank, parameter(0), 1.0)
    bank.step(1)
    stepped = float(bank.document.experiment.network.parameters[0])
    set_value(bank, parameter(0), 0.5)
    values = [tried.value for tried in hand_trail(bank.history, 0)]
    assert values == [2, 1, pytest.approx(stepped), 0.5]
