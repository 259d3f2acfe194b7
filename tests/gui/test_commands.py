"""Edits that would make a number too large are refused in words, and nothing is changed."""

from collections.abc import Callable

import pytest

from gui import commands
from gui.editables import Scrub, parameter
from gui.nudges import stepped
from gui.session import Session


def test_scaling_beyond_what_a_number_can_be_is_refused(
    bank: Session, texts_said: Callable[[], list[str]]
) -> None:
    commands.set_parameters(bank, (0, 1), 1e300)
    before = bank.present
    commands.scale_parameters(bank, (0, 1), 1e10)
    assert bank.present is before
    assert texts_said()[-1] == (
        "Multiplying by 1e10 would make a weight too large to be a number; nothing was changed."
        " Choose a smaller factor."
    )


def test_removing_a_layer_of_huge_weights_is_refused(
    bank: Session, texts_said: Callable[[], list[str]]
) -> None:
    commands.set_all_parameters(bank, 1e200)
    before = bank.present
    commands.remove_layer(bank, 0)
    assert bank.present is before
    assert texts_said()[-1].startswith("Removing the hidden layer would make a weight too large")


@pytest.mark.parametrize("value", [1e308, -1e308])
@pytest.mark.parametrize("count", [1, -1])
def test_a_step_makes_no_difference_to_a_huge_number(value: float, count: int) -> None:
    assert stepped(value, count, 0.1) == value


def test_nudging_a_huge_weight_leaves_it_and_is_no_edit(bank: Session) -> None:
    commands.set_parameters(bank, (0,), 1e308)
    before = bank.history.present
    scrub = Scrub(bank, parameter(0))
    scrub.move_to(stepped(scrub.value, 1, 0.1))
    scrub.commit()
    assert bank.history.present == before
