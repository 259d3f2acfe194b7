"""What the command line prints: an experiment's numbers after some steps, as plain data."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from core.data.classification import accuracy, excludes, tells_classes
from core.data.dataset import Dataset
from core.document.document import Document
from core.document.made_inputs import formula_text
from core.nn.arrays import Array
from core.training.descent import Descent, Refusal
from core.training.ends.baseline import Figures, baseline
from core.training.ends.until import NO_END, End, Until
from core.training.ends.watch import Watch
from core.training.evaluation import Evaluation, evaluate
from core.training.experiment import Experiment
from core.training.original_units import OwnFigures, figures_of, own_errors, own_figures
from core.training.propagation import Propagation
from core.training.rules.setting import settings_of

_REFUSED = "refused"


def descend_and_report(
    experiment: Experiment, steps: int, until: Until = NO_END
) -> tuple[dict[str, Any], Experiment]:
    """Take steps; return what can be printed as JSON, and the experiment at the last step.

    With one prediction, `targets`, `predictions` and `errors` are flat lists, one number a row;
    with several, one list a row. `slopes` are those that the next step would use. `stopped` says
    why a step was refused, or is None; everything else then stands at the last step taken. `ended`
    is what the run ended by: "steps", "loss" and "flat" for `until`, or "refused".

    `optimizer`, `schedule`, `max_norm` and `l2_penalty` say how the next step is taken, and
    `penalty` is the part of the loss that the weights cost.

    With validation rows, or where classes are told apart, or targets are scaled or differ, there is
    more: see `_Epochs`, `_own_units` and `_guess_to_beat`. Where inputs are made of others, `made`
    has the formula of each, or an empty text for one that is given.
    """
    descent = Descent(experiment)
    epochs = _Epochs(experiment)
    if not until.is_open:
        descent.watch = Watch(replace(until, steps=steps), experiment)
    losses, refusal = _descend(descent, steps, epochs)
    reached = descent.experiment
    network = reached.network
    evaluation = evaluate(reached)
    report = {
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
        "ended": _ended(descent, refusal),
        **_way_down(reached),
        "penalty": evaluation.penalty,
    }
    report |= epochs.report(reached) | _own_units(reached, evaluation) | _guess_to_beat(reached)
    if reached.dataset.recipe.formulas:
        report["made"] = [formula_text(reached, at) for at in range(network.sizes[0])]
    return report, reached


def _ended(descent: Descent, refusal: Refusal | None) -> str:
    if refusal is not None:
        return _REFUSED
    ended = None if descent.watch is None else descent.watch.ended
    return (ended or End.STEPS).value


def _way_down(experiment: Experiment) -> dict[str, Any]:
    """How the next step is taken; `learning_rate` of the schedule is what it has fallen to."""
    optimizer, schedule = experiment.optimizer, experiment.schedule
    return {
        "optimizer": {
            "key": optimizer.key,
            "learning_rate": optimizer.learning_rate,
            "settings": settings_of(optimizer),
        },
        "schedule": {
            "key": schedule.key,
            "learning_rate": experiment.learning_rate,
            "settings": settings_of(schedule),
        },
        "max_norm": experiment.max_norm,
        "l2_penalty": experiment.l2_penalty,
    }


def about_columns(document: Document) -> list[dict[str, Any]]:
    """How the columns of a file became inputs and targets."""
    return [
        {
            "name": coding.name,
            "use": coding.use.value,
            "coding": coding.scheme.value,
            "categories": list(coding.categories),
            "fills": list(coding.fills),
            "nodes": list(coding.node_names),
        }
        for coding in document.columns
    ]


class _Epochs(Struct):
    """How rows that were not learnt from do, and how many classes are right, epoch by epoch.

    `validation_loss`, `accuracy` and `validation_accuracy` are those of the last step. With `best_`
    before them they are the best at the start, at the end of an epoch, or now; `epochs` has them
    all.
    """

    experiment: Experiment
    each: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_wanted(self) -> bool:
        """Whether there is more to say than the loss."""
        return self.experiment.validation is not None or tells_classes(self.experiment.loss)

    def look(self, reached: Experiment) -> None:
        """Take in the end of an epoch."""
        self.each.append({"epoch": reached.turn.epoch, **_figures(reached)})

    def report(self, reached: Experiment) -> dict[str, Any]:
        """What there is to say at the last step."""
        if not self.is_wanted:
            return {}
        last = _figures(reached)
        found: dict[str, Any] = {"epoch": reached.turn.epoch, **last}
        for key in last:
            best = min if key.endswith("loss") else max
            found[f"best_{key}"] = best(figures[key] for figures in (*self.each, last))
        return found | {"epochs": self.each}


def _figures(experiment: Experiment) -> dict[str, float]:
    found = {}
    exclusive = excludes(np.array(experiment.dataset.targets))
    for prefix, rows in (("", experiment.dataset), ("validation_", experiment.validation)):
        if rows is None:
            continue
        loss, right = _look(experiment, rows, exclusive=exclusive)
        found[f"{prefix}loss"] = loss
        if tells_classes(experiment.loss):
            found[f"{prefix}accuracy"] = right
    return found


def _look(experiment: Experiment, rows: Dataset, *, exclusive: bool) -> tuple[float, float]:
    """The loss of some rows, and the part of them whose class is right."""
    learnt_from = rows is experiment.dataset
    passes = Propagation(experiment, rows=None if learnt_from else rows)
    with np.errstate(all="ignore"):
        found = passes.forward()
    right = accuracy(passes.layers[-1].activations, passes.targets, exclusive=exclusive)
    return found, right


def _own_units(experiment: Experiment, evaluation: Evaluation) -> dict[str, Any]:
    """Losses, targets, predictions and errors in own units, where targets are scaled.

    With one prediction `typical_miss`, √(mean of error²), is a number; with several, a list.
    """
    figures = own_figures(experiment, evaluation)
    if figures is None:
        return {}
    dataset = experiment.dataset
    found = {
        **_told(figures, ""),
        "targets": _by_row(dataset.own_targets),
        "predictions": _by_row(dataset.target_scaling.originals(evaluation.predictions)),
        "errors": _by_row(own_errors(dataset, evaluation.errors)),
    }
    aside = experiment.validation
    if aside is not None:
        passes = Propagation(experiment, rows=aside)
        with np.errstate(all="ignore"):
            passes.forward()
        held_out = figures_of(aside, passes.errors, experiment.loss)
        found |= {} if held_out is None else _told(held_out, "validation_")
    return {"own_units": found}


def _told(figures: OwnFigures, prefix: str) -> dict[str, Any]:
    misses = list(figures.misses)
    miss = misses[0] if len(misses) == 1 else misses
    return {f"{prefix}loss": figures.loss, f"{prefix}typical_miss": miss}


def _guess_to_beat(experiment: Experiment) -> dict[str, Any]:
    """What always guessing the same comes to; `guess` has a number for each output."""
    found = baseline(experiment)
    if found is None:
        return {}
    told = {
        "guess": list(found.values),
        "which": found.guess.name.lower(),
        **_of_guess(found.learnt, ""),
    }
    if found.aside is not None:
        told |= _of_guess(found.aside, "validation_")
    return {"guess_to_beat": told}


def _of_guess(figures: Figures, prefix: str) -> dict[str, float]:
    every = {
        "loss": figures.loss,
        "own_units_loss": figures.own_loss,
        "accuracy": figures.accuracy,
    }
    return {f"{prefix}{key}": value for key, value in every.items() if value is not None}


def _descend(descent: Descent, steps: int, epochs: _Epochs) -> tuple[list[float], Refusal | None]:
    losses = [descent.loss]
    if epochs.is_wanted:
        epochs.look(descent.experiment)
    for _ in range(steps):
        before = descent.updates
        refusal = descent.run(1)
        if refusal is not None or descent.updates == before:
            return losses, refusal
        losses.append(descent.loss)
        if epochs.is_wanted and descent.is_end_of_epoch:
            epochs.look(descent.experiment)
    return losses, None


def _by_row(columns: Sequence[Array] | Array) -> list[Any]:
    values = [column.tolist() for column in columns]
    return values[0] if len(values) == 1 else [list(row) for row in zip(*values, strict=True)]


def _lists(arrays: tuple[Array | None, ...]) -> list[Any]:
    return [None if array is None else array.tolist() for array in arrays]
