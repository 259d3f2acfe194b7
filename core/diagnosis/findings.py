"""All kinds of findings, and what of them there is at a moment."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from core.diagnosis.asleep import asleep
from core.diagnosis.equal_nodes import equal_nodes
from core.diagnosis.finding import Case, Finding
from core.diagnosis.flat import flat
from core.diagnosis.idle import flat_activations, idle_inputs
from core.diagnosis.layer_slopes import layer_slopes
from core.diagnosis.overfitting import overfitting
from core.diagnosis.saturated import saturated, stalled
from core.diagnosis.too_fast import too_fast
from core.diagnosis.too_slow import plateau, too_slow


class Kind(NamedTuple):
    """What can be found.

    Attributes:
        look: gives what there is of it; nothing where all is well.
        looks_ahead: whether it tries steps, which takes longer than a frame has time for.
    """

    look: Callable[[Case], Iterator[Finding]]
    looks_ahead: bool = False


KINDS = (
    Kind(too_fast),
    Kind(flat_activations),
    Kind(asleep),
    Kind(equal_nodes),
    Kind(stalled),
    Kind(layer_slopes),
    Kind(saturated),
    Kind(overfitting),
    Kind(flat, looks_ahead=True),
    Kind(too_slow, looks_ahead=True),
    Kind(plateau),
    Kind(idle_inputs),
)


def findings(case: Case, *, ahead: bool = False) -> tuple[Finding, ...]:
    """What is found at a moment, troubles first.

    Args:
        case: the moment.
        ahead: whether to try steps, too.
    """
    if not case.evaluation.is_finite:
        return ()
    found = [each for kind in KINDS if ahead or not kind.looks_ahead for each in kind.look(case)]
    return tuple(sorted(found, key=lambda each: not each.is_trouble))
