"""Whatever a network is made of, and however large its numbers are, it can be looked at."""

import numpy as np
import pytest
from msgspec.structs import replace

from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS
from core.nn.losses import LOSSES
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import OPTIMIZERS
from tests.core.builders import as_document, sized_experiment
from tests.core.diagnosis.watching import after, look, text


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda it: it.key)
def test_every_activation_and_loss(activation: Activation) -> None:
    for loss in LOSSES.values():
        experiment = sized_experiment((2, 3, 3, 2), 9, activation, loss, learning_rate=0.01)
        _, found = after(as_document(experiment), 60)
        for each in found:
            assert all(map(text, (each.title, *each.evidence))), (loss.key, each)


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=lambda it: it.key)
@pytest.mark.parametrize("batch_size", [0, 4])
def test_every_optimizer(optimizer: type[Optimizer], batch_size: int) -> None:
    experiment = sized_experiment((2, 4, 1), 9).with_optimizer(optimizer(0.01))
    _, found = after(as_document(replace(experiment, batch_size=batch_size)), 60)
    assert all(each.evidence for each in found)


@pytest.mark.parametrize("factor", [0.0, 1e-300, 1e-30, 1e30, 1e150, 1e300])
def test_weights_of_any_size(factor: float) -> None:
    experiment = sized_experiment((2, 4, 4, 1), 9)
    network = experiment.network.with_parameters(experiment.network.parameters * factor)
    found = look(as_document(replace(experiment, network=network)))
    values = [value for each in found for said in each.evidence for value in said.values]
    assert not any(np.isnan(value) for value in values if isinstance(value, float))
