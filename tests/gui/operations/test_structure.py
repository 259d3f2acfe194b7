"""Edits that would make a number too large are refused in words, and nothing is changed."""

from collections.abc import Callable

import pytest

from core.nn.activations import IDENTITY, SIGMOID, SOFTMAX
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from gui.formatting.nudges import stepped
from gui.operations import structure
from gui.operations.numbers import Scrub, parameter, set_value, target_cell
from gui.session.session import Session


def test_scaling_beyond_what_a_number_can_be_is_refused(bank: Session) -> None:
    structure.set_parameters(bank, (0, 1), 1e300)
    before = bank.present
    with pytest.raises(ValueError, match="Choose a smaller factor"):
        structure.scale_parameters(bank, (0, 1), 1e10)
    assert bank.present is before


def test_removing_a_layer_of_huge_weights_is_refused(
    bank: Session, texts_said: Callable[[], list[str]]
) -> None:
    structure.set_all_parameters(bank, 1e200)
    before = bank.present
    structure.remove_layer(bank, 0)
    assert bank.present is before
    assert texts_said()[-1].startswith("Removing the hidden layer would make a weight too large")


@pytest.mark.parametrize("value", [1e308, -1e308])
@pytest.mark.parametrize("count", [1, -1])
def test_a_step_makes_no_difference_to_a_huge_number(value: float, count: int) -> None:
    assert stepped(value, count, 0.1) == value


def test_nudging_a_huge_weight_leaves_it_and_is_no_edit(bank: Session) -> None:
    structure.set_parameters(bank, (0,), 1e308)
    before = bank.history.present
    scrub = Scrub(bank, parameter(0))
    scrub.move_to(stepped(scrub.value, 1, 0.1))
    scrub.commit()
    assert bank.history.present == before


# Losses of probabilities and the activations they go with


def test_log_loss_brings_the_sigmoid_with_it(bank: Session) -> None:
    set_value(bank, target_cell(0, 0), 1.0)
    structure.set_loss(bank, LOG_LOSS)
    experiment = bank.document.experiment
    assert experiment.loss is LOG_LOSS
    assert experiment.network.layers[-1].activation is SIGMOID
    bank.undo()
    assert bank.document.experiment.network.layers[-1].activation is IDENTITY


def test_log_loss_refuses_targets_that_are_no_probabilities(
    bank: Session, texts_said: Callable[[], list[str]]
) -> None:
    structure.set_loss(bank, LOG_LOSS)
    assert bank.document.experiment.loss is MEAN_SQUARED_ERROR
    assert texts_said()[-1].startswith("Log loss is for targets between 0 and 1")


def test_one_prediction_is_not_several_classes(
    bank: Session, texts_said: Callable[[], list[str]]
) -> None:
    structure.set_loss(bank, CROSS_ENTROPY)
    assert "two or more predictions" in texts_said()[-1]
    structure.set_activation(bank, 1, SOFTMAX)
    assert texts_said()[-1].startswith("Softmax shares 1 out")
    assert bank.history.undo_action is None


def test_softmax_and_cross_entropy_come_and_go_together(bank: Session) -> None:
    structure.add_node(bank, 1)
    set_value(bank, target_cell(0, 0), 1.0)
    structure.set_activation(bank, 1, SOFTMAX)
    assert bank.document.experiment.loss is CROSS_ENTROPY
    structure.set_loss(bank, MEAN_SQUARED_ERROR)
    assert bank.document.experiment.network.layers[-1].activation is IDENTITY
    structure.set_loss(bank, CROSS_ENTROPY)
    structure.set_activation(bank, 1, SIGMOID)
    assert bank.document.experiment.loss is MEAN_SQUARED_ERROR


def test_softmax_is_offered_for_predictions_only(bank: Session) -> None:
    assert SOFTMAX not in structure.activations_for(bank, 0)
    assert SOFTMAX in structure.activations_for(bank, 1)
