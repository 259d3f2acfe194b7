"""A loss that hardly falls, and a learning rate that is too small."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.diagnosis.course import LOSSES_BACK
from core.diagnosis.finding import Case, Finding, Part, Remedy, Sentence
from core.diagnosis.flat import free_norm, is_flat
from core.diagnosis.remedies import with_rate
from core.document.document import Document
from core.landscape.futures import future, rates_around
from core.nn.arrays import Array
from core.nn.quantity import QuantityKind
from core.text.numbers import without_noise
from core.training.rules.optimizers import GradientDescent, Momentum

_HARDLY = 0.01  # of the loss, over all losses that are looked back at
_FACTORS = (100.0, 30.0, 10.0)  # times the present one
_STEPS = 20  # that are looked ahead
_FEWEST = 5
_MOST_NUMBERS = 2_000_000  # rows × parameters × updates of one look
_A_LAYER = 500  # of these take as long as what each layer takes besides
_SLOW = 0.05  # of the loss, in these steps
_FASTER = 5.0
_FAR = 100.0  # times too small is in the way
_MOMENTUM_RATE = 0.1  # of the present rate: in the end momentum 0.9 steps 10 × as far
_TELLS = frozenset({QuantityKind.LOSS})


def plateau(case: Case) -> Iterator[Finding]:
    """That the loss hardly fell although there are slopes."""
    losses, experiment = case.course.losses, case.document.experiment
    if len(losses) <= LOSSES_BACK or not case.evaluation.is_finite:
        return
    fell = float((losses[0] - losses[-1]) / abs(losses[0])) if losses[0] else 0.0
    if not 0 <= fell < _HARDLY or is_flat(case):
        return
    remedies = []
    if isinstance(experiment.optimizer, GradientDescent):
        rule = _momentum(case.document)
        words = Sentence("Momentum {}, rate {}", (rule.momentum, rule.learning_rate))
        remedies.append(Remedy(words, _with_momentum))
    yield Finding(
        Sentence("The loss hardly falls"),
        (
            Sentence(
                "In the last {} steps it fell by {}, to {}; all slopes together, √(Σ slope²),"
                " are {}: a plateau, or near a bottom.",
                (LOSSES_BACK, Part(fell), float(losses[-1]), free_norm(case)),
            ),
        ),
        _TELLS | {QuantityKind.SLOPE},
        stretch=(experiment.updates - LOSSES_BACK, experiment.updates),
        remedies=tuple(remedies),
    )


def _momentum(document: Document) -> Momentum:
    rate = document.experiment.optimizer.learning_rate * _MOMENTUM_RATE
    return Momentum(without_noise(rate))


def _with_momentum(document: Document) -> Document:
    return document.with_experiment(document.experiment.with_optimizer(_momentum(document)))


def too_slow(case: Case) -> Iterator[Finding]:
    """That a much larger rate would lower the loss much faster, looked ahead at."""
    experiment, before = case.document.experiment, case.evaluation.loss
    network = experiment.network
    cost = experiment.dataset.rows * network.parameters.size + _A_LAYER * len(network.layers)
    steps = min(_STEPS, _MOST_NUMBERS // cost)
    if steps < _FEWEST or experiment.turn.batches > 1 or not case.evaluation.is_finite:
        return
    if is_flat(case):
        return
    rate = experiment.learning_rate
    usual = before - float(future(experiment, rate, steps).losses[-1])
    if not 0 <= usual < _SLOW * abs(before):
        return
    for larger in rates_around(rate, _FACTORS):
        losses = future(experiment, larger, steps).losses
        fell = before - float(losses[-1])
        if _goes_down(losses, steps) and fell > max(_FASTER * usual, _SLOW * abs(before)):
            yield _finding(case, round(larger / rate), (usual, fell), steps)
            return


def _goes_down(losses: Array, steps: int) -> bool:
    return len(losses) == steps + 1 and bool((np.diff(losses) < 0).all())


def _finding(case: Case, factor: int, falls: tuple[float, float], steps: int) -> Finding:
    experiment = case.document.experiment
    rate, updates = float(f"{experiment.learning_rate * factor:.2g}"), experiment.updates
    return Finding(
        Sentence("The rate is too small"),
        (
            Sentence(
                "The next {} steps would lower the loss by {} at this rate, and by {} at one {}"
                " times as large.",
                (steps, *falls, factor),
            ),
        ),
        _TELLS,
        is_trouble=factor >= _FAR and not case.is_well_down,
        stretch=(max(updates - steps, 0), updates) if updates else None,
        remedies=(Remedy(Sentence("Rate {}", (rate,)), partial(with_rate, rate=rate)),),
    )
