"""Remarks: that a node is asleep, which way a weight will go, and why a slope is 0.

A node is *asleep* where its sum is below the corner for every row that is learnt from, *off* where
it is not above it for the row on show.
"""

import numpy as np
from msgspec.structs import replace

from core.explanation.quantities import Quantities
from core.explanation.terms import Remark
from core.nn.arrays import EMPTY
from core.nn.network import NodePlace
from core.nn.quantity import Quantity, QuantityKind
from core.training.diagnosis import Sleep, sleep

_TOO_LARGE = "the loss or a slope is too large to be a number"
_ROUNDING = 1e-15  # of all slopes together: less than that is binary rounding


def state_remarks(numbers: Quantities, node: NodePlace, row: int) -> tuple[Remark, ...]:
    """That a node is asleep, saturated or off for the row, and why; nothing where it is awake."""
    network = numbers.network
    state, name = sleep(network, numbers.evaluation, node), network.node_name(node)
    activation = network.layers[node.layer].activation
    value = Quantity(QuantityKind.ACTIVATION, node=node, row=row)
    if state is Sleep.AWAKE:
        if not activation.sleeps or numbers.activation_slope(node, row):
            return ()
        sum_ = numbers.value(Quantity(QuantityKind.PREACTIVATION, node=node, row=row))
        where = "exactly 0" if sum_ == activation.corners[0] else "below 0"
        return (Remark(f"{name} is off for this row: its sum is {where}", value),)
    every = numbers.every_row
    reason = {
        Sleep.ASLEEP: f"its sum is below 0{every}, so no slope passes",
        Sleep.ON_THE_CORNER: "its sum is exactly 0, where the slope is taken as 0"
        if numbers.rows == 1
        else "its sum is exactly 0 for some rows, where the slope is taken as 0, and above it for"
        " none",
        Sleep.SATURATED: f"its {activation.name} has levelled off{every},"
        " so hardly any slope passes",
    }[state]
    return (Remark(f"{name} is {state.value}: {reason}", value),)


def end_remarks(numbers: Quantities, node: NodePlace, row: int) -> tuple[Remark, ...]:
    """That a loss slope goes no further than a node that is off."""
    activation = numbers.network.layers[node.layer].activation
    quantity = Quantity(QuantityKind.LOSS_SLOPE, node=node, row=row)
    if not activation.sleeps or numbers.activation_slope(node, row) or not numbers.value(quantity):
        return ()
    text = f"it ends here: times the {activation.name} slope 0 nothing of it passes"
    return (Remark(text, quantity),)


def tendency_remark(numbers: Quantities, parameter: int) -> Remark:
    """Which way a weight wants to go, and why."""
    return Remark(_tendency(numbers, parameter), Quantity(QuantityKind.SLOPE, parameter=parameter))


def why_flat(numbers: Quantities, parameter: int) -> str:
    """Why a weight has no slope: "slope 0: hidden 1 is asleep"."""
    return (
        f"slope 0: {_why_zero(numbers, parameter)}" if numbers.evaluation.is_finite else _TOO_LARGE
    )


def _tendency(numbers: Quantities, parameter: int) -> str:
    if not numbers.evaluation.is_finite:
        return f"{_TOO_LARGE}, so no step can be taken"
    slope, locked = numbers.slope(parameter), bool(numbers.network.locked[parameter])
    if slope == 0:
        return f"{why_flat(numbers, parameter)}, {_without_slope(numbers, parameter)}"
    whose = "" if numbers.evaluation.batch is None else " in this batch"
    leaning = f"more of it means {'more' if slope > 0 else 'less'} loss{whose}"
    if locked:
        return f"{leaning}, but it is locked: descent leaves it alone"
    change = _change(numbers, parameter)
    if numbers.is_refused:
        return f"{leaning}, but the next step would be refused: a number would be too large"
    if change == 0:
        return _too_small(numbers, parameter, leaning)
    who = "so descent" if numbers.evaluation.batch is None else "so the next step"
    if (change > 0) == (slope > 0):
        who = _in_spite(numbers, change, parameter)
    return f"{leaning}, {who} will {_verb(change)} it"


def _without_slope(numbers: Quantities, parameter: int) -> str:
    """What becomes of a weight without slope."""
    if numbers.network.locked[parameter]:
        return "and it is locked"
    change = _change(numbers, parameter)
    if change == 0 or numbers.is_refused:
        return "so descent leaves it where it is"
    return f"{_in_spite(numbers, change, parameter)} will {_verb(change)} it"


def _in_spite(numbers: Quantities, change: float, parameter: int) -> str:
    """Who moves a weight where its slope does not: the memory, or else the rule itself."""
    experiment = numbers.experiment
    forgotten = replace(experiment, memory=EMPTY).next_update(numbers.evaluation.gradient)
    if -float(forgotten.change[parameter]) * change > 0:
        return f"but {experiment.optimizer.name}"
    return "but what the optimizer remembers"


def _change(numbers: Quantities, parameter: int) -> float:
    """How far the next step moves a weight."""
    before = float(numbers.network.parameters[parameter])
    return numbers.value(Quantity(QuantityKind.NEW_WEIGHT, parameter=parameter)) - before


def _verb(change: float) -> str:
    return "raise" if change > 0 else "lower"


def _too_small(numbers: Quantities, parameter: int, leaning: str) -> str:
    """Why a weight stays although it has a slope."""
    rows = numbers.row_slopes(parameter)[numbers.rows_in_use]
    sizes = float(np.abs(rows).sum())
    if rows.size > 1 and abs(numbers.slope(parameter)) <= _ROUNDING * sizes:
        why = "slope 0 up to rounding: the slopes of the rows cancel out"
        return f"{why}, so descent leaves it where it is"
    return f"{leaning}, but a step is too small to change it"


def _why_zero(numbers: Quantities, parameter: int) -> str:
    rows = numbers.rows_in_use
    going_in, loss_slopes, activation_slopes = (
        factor[rows] for factor in numbers.factors(parameter)
    )
    network, fed = numbers.network, numbers.fed(parameter)
    source, target = numbers.source(parameter), network.node_name(fed)
    of_batch = "" if numbers.evaluation.batch is None else " in this batch"
    if not numbers.evaluation.loss_slopes[-1][:, rows].any():
        return f"there is no error{of_batch}"
    if not going_in.any() and source is not None:
        return f"{network.node_name(source)} gives 0{of_batch}"
    if not activation_slopes.any():
        activation = network.layers[fed.layer].activation
        if activation.is_flat:
            return f"the slope of {activation.name} is 0 everywhere"
        state = sleep(network, numbers.evaluation, fed)
        if state is not Sleep.AWAKE:
            return f"{target} is {state.value}"
        return f"{target} is off{of_batch or ' for every row'}"
    if not loss_slopes.any():
        return f"no loss slope reaches {target}{of_batch}"
    if numbers.row_slopes(parameter)[rows].any():
        costs = numbers.experiment.l2_penalty > 0 and source is not None
        return f"the slopes of the rows{' and the L2 penalty' if costs else ''} cancel out"
    return f"in each row{' of the batch' if of_batch else ''} one of its factors is 0"
