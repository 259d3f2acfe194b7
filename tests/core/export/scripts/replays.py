"""Descents that every kind of script is tried on, by name."""

from typing import ClassVar

import numpy as np
from msgspec.structs import replace

from core.data.dataset import from_rows
from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, scale_targets
from core.export.scripts.replay import Replay
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, TANH
from core.nn.loss import Loss
from core.nn.losses import HUBER, LOSSES
from core.nn.network_edits import set_locked
from core.opening.starters import STARTERS, open_starter
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.original_units import own_figures
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import OPTIMIZERS, AdamW
from core.training.rules.schedules import ExponentialDecay, StepDecay
from tests.core.builders import as_document, sized_experiment, walked
from tests.gui.entries_of_tests import PARABOLA, QUARTIC, SignDescent


class OwnRule(AdamW, frozen=True):
    """A rule that no library has: it has to be written out."""

    torch_code: ClassVar[str] = ""


OWN_OPTIMIZERS: dict[str, type[Optimizer]] = {
    **OPTIMIZERS,
    "of our own": OwnRule,
    SignDescent.key: SignDescent,
}


def small(activation: Activation = TANH, loss: Loss = HUBER, rows: int = 5) -> Experiment:
    """Two inputs, two hidden layers and two predictions."""
    rate = 0.05 if loss.averages else 0.05 / rows
    experiment = sized_experiment((2, 3, 2, 2), rows, activation, loss, learning_rate=rate, seed=3)
    if not loss.is_from_logits:
        return experiment
    parts = np.array([[1.0, 0.0], [0.0, 1.0], [0.25, 0.75], [0.5, 0.5]])
    inputs = np.column_stack(experiment.dataset.own_inputs)
    return replace(experiment, dataset=from_rows(inputs, parts[np.arange(rows) % 4]))


def replay(experiment: Experiment) -> Replay:
    """A hundred updates, or as many as can be taken: some ways break off."""
    descent = Descent(experiment)
    descent.run(100)
    return Replay(experiment, descent.updates - experiment.updates)


def with_everything(key: str) -> Experiment:
    """Batches, locks, clipping and a penalty, with this optimizer."""
    experiment = small()
    network = set_locked(experiment.network, [1, experiment.network.parameters.size - 1], True)
    changed = replace(experiment, network=network, batch_size=2, max_norm=0.3, l2_penalty=0.01)
    return changed.with_optimizer(OWN_OPTIMIZERS[key](learning_rate=0.02))


def scaled(size: int) -> Experiment:
    """Scaled inputs and targets, in batches of this size."""
    document = scale_inputs(as_document(replace(small(), batch_size=size)), Scale.STANDARD)
    return scale_targets(document, Scale.MIN_MAX).experiment


def replays() -> dict[str, Replay]:
    """All of them."""
    found = {starter.key: replay(open_starter(starter.key).experiment) for starter in STARTERS}
    for key in OWN_OPTIMIZERS:
        begun = with_everything(key)
        found[f"everything, {key}"] = replay(begun)
        found[f"halfway, {key}"] = replay(walked(begun, 7))
        plain = small().with_optimizer(OWN_OPTIMIZERS[key](learning_rate=0.02))
        found[f"plain, {key}"] = replay(plain)
        found[f"plain halfway, {key}"] = replay(walked(plain, 10))
    for activation in (*ACTIVATIONS.values(), PARABOLA):
        for loss in (*LOSSES.values(), QUARTIC):
            found[f"{activation.key}, {loss.key}"] = replay(small(activation, loss))
    for size in (0, 2):
        found[f"scaled, batches of {size}"] = replay(scaled(size))
    for name, schedule in {"in steps": StepDecay(0.5, 7), "each": ExponentialDecay(0.99)}.items():
        begun = replace(small(), batch_size=2, schedule=schedule)
        found[f"falling rate, {name}"] = replay(walked(begun, 10))
    return found


def losses(told: Replay) -> list[list[float]]:
    """What a script has to print: updates, the loss and, of scaled targets, that in own units."""
    descent, found = Descent(told.experiment), []
    for step in range(told.steps + 1):
        evaluation = descent.evaluate()
        own = own_figures(descent.experiment, evaluation)
        units = [own.loss] if own else []
        found.append([float(descent.updates), evaluation.loss, *units])
        if step < told.steps:
            assert descent.run(1) is None
    return found
