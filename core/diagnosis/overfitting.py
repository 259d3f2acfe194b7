"""Overfitting: the loss of the rows set aside rises while the loss that is learnt with falls."""

from collections.abc import Iterator
from functools import partial

from core.diagnosis.finding import Case, Finding, Part, Remedy, Sentence
from core.diagnosis.remedies import with_penalty
from core.nn.quantity import QuantityKind

_PATIENCE = 50  # epochs
_RISEN = 0.05  # of the lowest validation loss
_PENALTY = 0.01


def overfitting(case: Case) -> Iterator[Finding]:
    """That the validation loss rises from its best while the loss learnt with falls."""
    experiment, evaluation, best = case.document.experiment, case.evaluation, case.course.best
    now = evaluation.validation_loss
    if best is None or now is None or not best.validation > 0:
        return
    since = experiment.updates - best.updates
    rise = now / best.validation - 1
    if since < _PATIENCE * experiment.turn.batches or rise < _RISEN:
        return
    if not evaluation.loss < best.learnt and best.learnt == best.learnt:
        return  # everything gets worse: that is no overfitting
    evidence = Sentence(
        "The validation loss was lowest there, {}, and has risen by {} to {}.",
        (best.validation, Part(rise), now),
    )
    learnt = Sentence(
        "Meanwhile the loss of the rows learnt from fell from {} to {}.",
        (best.learnt, evaluation.loss),
    )
    remedies = [Remedy(Sentence("Go back to step {}", (best.updates,)), best.moment)]
    if not experiment.l2_penalty:
        words = Sentence("Begin again with an L2 penalty of {}", (_PENALTY,))
        remedies.append(Remedy(words, partial(with_penalty, penalty=_PENALTY)))
    yield Finding(
        Sentence("Overfitting since step {}", (best.updates,)),
        (evidence, learnt) if best.learnt == best.learnt else (evidence,),
        frozenset({QuantityKind.LOSS}),
        is_trouble=True,
        stretch=(best.updates, experiment.updates),
        remedies=tuple(remedies),
    )
