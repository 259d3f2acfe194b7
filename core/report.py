"""What the command line prints: an experiment's numbers after some steps, as plain data."""

from collections.abc import Sequence
from typing import Any

from core.arrays import Array
from core.descent import Descent, Refusal
from core.evaluation import evaluate
from core.experiment import Experiment


def run_and_report(experiment: Experiment, steps: int) -> dict[str, Any]:
    """Take steps and return what can be printed as JSON.

    With one prediction, `targets`, `predictions` and `errors` are flat lists, one number a row;
    with several, one list a row. `slopes` are those that the next step would use. `stopped` says
    why a step was refused, or is None; everything else then stands at the last step taken.
    """
    descent = Descent(experiment)
    losses, refusal = _walk(descent, steps)
    reached = descent.experiment
    network = reached.network
    evaluation = evaluate(reached)
    return {
        "step": reached.updates,
        "loss": evaluation.loss,
        "loss_history": losses,
        "inputs": evaluation.inputs.T.tolist(),
        "targets": _by_row(reached.dataset.targets),
        "predictions": _by_row(evaluation.predictions),
        "errors": _by_row(evaluation.errors),
        "weights": _lists(network.weights),
        "biases": _lists(network.biases),
        "slopes": _lists(network.weights_of(evaluation.gradient)),
        "bias_slopes": _lists(network.biases_of(evaluation.gradient)),
        "stopped": None if refusal is None else refusal.message,
    }


def _walk(descent: Descent, steps: int) -> tuple[list[float], Refusal | None]:
    losses = [descent.loss]
    for _ in range(steps):
        refusal = descent.run(1)
        if refusal is not None:
            return losses, refusal
        losses.append(descent.loss)
    return losses, None


def _by_row(columns: Sequence[Array] | Array) -> list[Any]:
    values = [column.tolist() for column in columns]
    return values[0] if len(values) == 1 else [list(row) for row in zip(*values, strict=True)]


def _lists(arrays: tuple[Array | None, ...]) -> list[Any]:
    return [None if array is None else array.tolist() for array in arrays]
