"""Conditions on an experiment: "loss < 1", "error = 0", "hidden 2 is awake"."""

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from core.explanation.quantities import Quantities
from core.lessons.names import node_named, quantity_named
from core.lessons.setup import number_of
from core.nn.network import INPUT_LAYER, Network
from core.training.diagnosis import Sleep, sleep

_EXACT = 1e-9
_COMPARED = re.compile(r"(?P<name>.+?)\s*(?P<sign><=|>=|[<>=≤≥])\s*(?P<number>\S.*)")
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


@dataclass(frozen=True, slots=True)
class Condition:
    """A text, and what it asks of the numbers of an experiment."""

    text: str
    holds: Callable[[Quantities], bool]


def condition_of(text: str, network: Network, row: int = 0) -> Condition:
    """What a text asks for.

    Raises:
        ValueError: it asks for nothing that is known, or of something that is not there.
    """
    if compared := _COMPARED.fullmatch(text.strip()):
        quantity = quantity_named(compared["name"], network, row)
        number, holds = number_of(compared["number"]), _SIGNS[compared["sign"]]
        return Condition(text, lambda numbers: holds(numbers.value(quantity), number))
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
