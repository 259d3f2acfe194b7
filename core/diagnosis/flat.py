"""Flat places: whether one is a bottom, or the loss falls a little further on."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.diagnosis.finding import Case, Finding, Remedy, Sentence
from core.diagnosis.remedies import with_parameters
from core.document.document import Document
from core.document.edits import with_network
from core.landscape.along_directions import Lines
from core.nn.arrays import Array, Rows
from core.nn.network_edits import set_parameters
from core.nn.quantity import QuantityKind
from core.training.experiment import Experiment
from core.training.propagation import Propagation
from core.training.rules.optimizer import norm_of

_FLAT = 1e-6  # of the loss: less is promised by the slopes for a change of the weights' own size
_MOST_CURVED = 40  # weights whose curvature is looked at
_RANDOM = 16  # directions besides
_NUDGES = (0.1, -0.1, 0.01, -0.01)
_NUDGE = 1e-4
_MOST_NUMBERS = 1_000_000  # rows × parameters that are looked around with
_ROUNDING = 1e-9  # of the targets
_LOWER = 1e-9  # of the loss: less is rounding
_TELLS = frozenset({QuantityKind.SLOPE, QuantityKind.LOSS})


def free_norm(case: Case) -> float:
    """√(Σ slope²) over the weights that are not locked."""
    return norm_of(case.evaluation.full_gradient[~case.document.experiment.network.locked])


def has_no_error(case: Case) -> bool:
    """Whether no error is left but what rounding makes."""
    largest = max(
        float(np.abs(column).max()) for column in case.document.experiment.dataset.targets
    )
    return float(np.abs(case.evaluation.errors).max()) <= _ROUNDING * max(largest, 1.0)


def is_flat(case: Case) -> bool:
    """Whether the slopes promise next to nothing, even for a change as large as the weights."""
    if has_no_error(case):
        return True
    size = max(norm_of(case.document.experiment.network.parameters), 1.0)
    return free_norm(case) * size <= _FLAT * abs(case.evaluation.loss)


def flat(case: Case) -> Iterator[Finding]:
    """At a flat place, that it is a bottom, or that it is none and where the loss falls.

    Where nodes that are asleep pass no slope, flat tells nothing; where there are very many rows
    and weights, looking around would take too long.
    """
    evaluation = case.evaluation
    if not evaluation.is_finite:
        return
    if has_no_error(case):
        words = Sentence("Every prediction meets its target; the loss is {}.", (evaluation.loss,))
        yield Finding(Sentence("At the bottom: no error is left"), (words,), _TELLS)
    elif is_flat(case) and all(slopes.any() for slopes in evaluation.activation_slopes):
        yield from _around(case)


def _around(case: Case) -> Iterator[Finding]:
    experiment, before = case.document.experiment, case.evaluation.loss
    if experiment.dataset.rows * experiment.network.parameters.size > _MOST_NUMBERS:
        return
    ways = _ways(experiment)
    if not len(ways):
        return
    losses = _nudged(experiment, ways)
    noise = _LOWER * abs(before)
    norm = Sentence("All slopes together, √(Σ slope²), are {}.", (free_norm(case),))
    if losses.min() < before - noise:
        yield _no_bottom(case, ways, losses, norm)
    elif losses.max() > before + noise:
        tried = Sentence(
            "No nudge lowers the loss, {}: {} directions were tried both ways, by up to {}.",
            (before, len(ways), max(_NUDGES)),
        )
        yield Finding(Sentence("At a bottom"), (norm, tried), _TELLS)


def _ways(experiment: Experiment) -> Array:
    """Directions to be tried, each of norm 1: where the loss curves down most, and random ones."""
    network = experiment.network
    free = np.flatnonzero(~network.locked)
    if not free.size:
        return np.empty((0, network.parameters.size))
    some = free[:: -(-free.size // _MOST_CURVED)]
    ways = np.zeros((1 + _RANDOM, network.parameters.size))
    ways[0, some] = np.linalg.eigh(_curvature(experiment, some))[1][:, 0]
    signs = np.random.default_rng(0).choice((-1.0, 1.0), (_RANDOM, free.size))
    ways[1:, free] = signs / np.sqrt(free.size)
    largest = np.take_along_axis(ways, np.abs(ways).argmax(axis=1)[:, np.newaxis], axis=1)
    return ways * np.sign(largest)  # upwards first


def _curvature(experiment: Experiment, some: Rows) -> Array:
    """The second derivatives of the loss along some weights, by central differences of slopes."""
    passes, parameters = Propagation(experiment), experiment.network.parameters
    found = np.empty((some.size, some.size))
    for row, index in enumerate(some.tolist()):
        slopes = []
        for change in (_NUDGE, -_NUDGE):
            passes.parameters[:] = parameters
            passes.parameters[index] += change
            with np.errstate(all="ignore"):
                passes.forward()
                passes.backward()
            slopes.append(passes.gradient[some])
        found[row] = (slopes[0] - slopes[1]) / (2 * _NUDGE)
    return np.nan_to_num((found + found.T) / 2)


def _nudged(experiment: Experiment, ways: Array) -> Array:
    """The loss after each nudge along each way, shape (nudges, ways)."""
    lines = Lines(experiment, experiment.network.parameters, ways)
    coordinates = np.vstack([nudge * np.eye(len(ways)) for nudge in _NUDGES])
    losses = lines.losses(coordinates).reshape(len(_NUDGES), len(ways))
    return np.where(np.isfinite(losses), losses, np.inf)


def _no_bottom(case: Case, ways: Array, losses: Array, norm: Sentence) -> Finding:
    nudge, way = np.unravel_index(losses.argmin(), losses.shape)
    moved = _NUDGES[nudge] * ways[way]
    evidence = Sentence(
        "Moved together by {} along one direction, the weights lower the loss from {} to {}.",
        (abs(_NUDGES[nudge]), case.evaluation.loss, float(losses.min())),
    )
    parameter = int(np.abs(moved).argmax())
    return Finding(
        Sentence("Flat, but no bottom"),
        (norm, evidence),
        _TELLS,
        is_trouble=True,
        parameters=(parameter,),
        remedies=(_remedy(case, moved, parameter),),
    )


def _remedy(case: Case, moved: Array, parameter: int) -> Remedy:
    """A nudge of one weight where that gives the others slopes; else of all."""
    network = case.document.experiment.network
    value = float(network.parameters[parameter] + np.copysign(max(_NUDGES), moved[parameter]))
    alone = set_parameters(network, [parameter], value)
    passes = Propagation(case.document.experiment)
    passes.parameters[:] = alone.parameters
    passes.forward()
    passes.backward()
    others = np.delete(passes.gradient, parameter)
    if norm_of(others) > _FLAT * abs(case.evaluation.loss):
        name = network.parameter_name(network.place(parameter))
        change = partial(_with_value, parameter=parameter, value=value)
        return Remedy(Sentence("Set {} to {}", (name, value)), change)
    change = partial(with_parameters, parameters=network.parameters + moved)
    return Remedy(Sentence("Nudge all weights that way"), change)


def _with_value(document: Document, parameter: int, value: float) -> Document:
    return with_network(document, set_parameters(document.experiment.network, [parameter], value))
