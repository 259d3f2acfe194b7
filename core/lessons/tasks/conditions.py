"""Conditions on an experiment.

loss < 1, error = 0                  of every number that has a name (see `names`)
prediction = 143 by size of sum      what a slip makes of one
steps = 8                            how many updates led here
validation loss < 0.1                of the rows that are set aside
accuracy = 0.75                      the part of the rows whose class is predicted
hidden 2 is awake                    what a node is: asleep, on the corner, saturated, awake
"""

import math
import operator
import re
from collections.abc import Callable

from msgspec import Struct

from core.explanation.quantities import Quantities
from core.lessons.names import node_named, quantity_named
from core.lessons.setup import number_of
from core.nn.network import INPUT_LAYER, Network
from core.slips.slip import fits
from core.slips.slips import slip_named
from core.training.diagnosis import Sleep, sleep
from core.training.ends.fit_quality import Measure, fit_quality

_EXACT = 1e-9
_COMPARED = re.compile(
    r"(?P<name>.+?)\s*(?P<sign><=|>=|[<>=≤≥])\s*(?P<number>\S.*?)(\s+by\s+(?P<slip>\S.*))?"
)
_STATE = re.compile(r"(?P<name>.+?)\s+is\s+(?P<negated>not\s+)?(?P<state>\w[\w ]*)")
_STATES = {state.value: state for state in Sleep}


def _equal(value: float, number: float) -> bool:
    return math.isclose(value, number, rel_tol=_EXACT, abs_tol=_EXACT)


_SIGNS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    "≤": operator.le,
    ">=": operator.ge,
    "≥": operator.ge,
    "=": _equal,
}


class Condition(Struct, frozen=True):
    """A text, and what it asks of the numbers of an experiment."""

    text: str
    holds: Callable[[Quantities], bool]


def condition_of(text: str, network: Network, row: int = 0) -> Condition:
    """What a text asks for.

    Raises:
        ValueError: it asks for nothing that is known, or of something that is not there.
    """
    if compared := _COMPARED.fullmatch(text.strip()):
        return _comparison(text, compared, network, row)
    state = _STATE.fullmatch(text.strip())
    if state is None or state["state"] not in _STATES:
        states = ", ".join(_STATES)
        ways = f"write “loss < 1”, or “hidden 1 is” and one of {states}"
        raise ValueError(f"“{text}” is no condition: {ways}")
    node, wanted = node_named(state["name"], network), _STATES[state["state"]]
    if node.layer == INPUT_LAYER:
        raise ValueError(f"“{text}”: an input neither sleeps nor wakes")
    expected = state["negated"] is None
    return Condition(
        text,
        lambda numbers: (sleep(numbers.network, numbers.evaluation, node) is wanted) is expected,
    )


def _comparison(text: str, compared: re.Match[str], network: Network, row: int) -> Condition:
    number, holds = number_of(compared["number"]), _SIGNS[compared["sign"]]
    if measure := _MEASURES.get(" ".join(compared["name"].casefold().split())):
        return Condition(text, lambda numbers: holds(measure(numbers), number))
    quantity, slip = quantity_named(compared["name"], network, row), compared["slip"]
    if slip is None:
        return Condition(text, lambda numbers: holds(numbers.value(quantity), number))

    def slips(numbers: Quantities) -> bool:
        found = slip_named(slip, numbers.experiment).differing(quantity)
        return found is not None and fits(number, found)

    return Condition(text, slips)


def _validation_loss(numbers: Quantities) -> float:
    loss = numbers.evaluation.validation_loss
    if loss is None:
        raise ValueError("there is no validation loss: no rows are set aside")
    return loss


def _accuracy(numbers: Quantities) -> float:
    found = fit_quality(numbers.experiment)
    if found.measure is not Measure.ACCURACY or found.learnt is None:
        raise ValueError("there is no accuracy: no classes are told apart")
    return found.learnt


_MEASURES: dict[str, Callable[[Quantities], float]] = {
    "steps": lambda numbers: numbers.experiment.updates,
    "validation loss": _validation_loss,
    "accuracy": _accuracy,
}
