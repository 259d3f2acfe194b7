"""What a step promises, and what it does: the slopes at the start, drawn on as a straight line.

    promised loss = loss + Σ slope × (new − old)        over the weights that move

A small step keeps the promise, because the hill is nearly straight close by; a large one does not.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, read_only
from core.descent import Refusal, step
from core.evaluation import Evaluation
from core.experiment import Experiment


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """The next step, before it is taken.

    Attributes:
        loss: where the loss stands.
        parameters: where every weight lands, shape (P,); a locked one stays.
        changes: slope × (new − old) of each parameter, shape (P,).
        promised: the loss that the slopes promise.
        kept: the loss that the step really leads to, or why it would not be taken.
    """

    loss: float
    parameters: Array
    changes: Array
    promised: float
    kept: float | Refusal

    @property
    def is_impossible(self) -> bool:
        """Whether less loss is promised than there can be: the straight line leads below 0."""
        return self.promised < 0


def promise(experiment: Experiment, evaluation: Evaluation) -> Promise:
    """Look ahead one step. The evaluation is the experiment's own."""
    network = experiment.network
    update = np.zeros_like(network.parameters)
    with np.errstate(all="ignore"):
        experiment.optimizer.update(evaluation.gradient, update)
        update[network.locked] = 0.0
        changes = evaluation.full_gradient * -update
        promised = evaluation.loss + float(changes.sum())
        parameters = network.parameters - update
    taken = step(experiment)
    kept = taken if isinstance(taken, Refusal) else taken.loss_after
    return Promise(evaluation.loss, read_only(parameters), read_only(changes), promised, kept)
