"""What is worth a sentence: who sleeps, which way a weight wants to go, and why a slope is 0."""

import numpy as np

from core.diagnosis import Sleep, sleep
from core.explanation.terms import Remark
from core.network import NodePlace
from core.quantities import Kind, Quantities, Quantity

_ROUNDING = 1e-15  # of all slopes together: less than that is binary rounding


def state_remarks(numbers: Quantities, node: NodePlace) -> tuple[Remark, ...]:
    """Whether a node keeps slopes from passing, and why."""
    network = numbers.network
    state = sleep(network, numbers.evaluation, node)
    if state is Sleep.AWAKE:
        return ()
    one = numbers.rows == 1
    activation = network.layers[node.layer].activation.name
    reason = {
        Sleep.ASLEEP: f"its sum is below 0{'' if one else ' for all rows'}, so no slope passes",
        Sleep.ON_THE_CORNER: "its sum is exactly 0, where the slope is taken as 0",
        Sleep.SATURATED: f"its {activation} has levelled off{'' if one else ' for all rows'},"
        " so hardly any slope passes",
    }[state]
    text = f"{network.node_name(node)} is {state.value}: {reason}"
    return (Remark(text, Quantity(Kind.ACTIVATION, node=node)),)


def tendency_remark(numbers: Quantities, parameter: int) -> Remark:
    """Which way a weight wants to go, and why."""
    quantity = Quantity(Kind.SLOPE, parameter=parameter)
    slope = numbers.value(quantity)
    sizes = float(np.abs(numbers.row_slopes(parameter)).sum())
    if abs(slope) <= _ROUNDING * sizes:  # what is left when the rows' slopes cancel out
        slope = 0.0
    return Remark(_tendency(numbers, parameter, slope), quantity)


def _tendency(numbers: Quantities, parameter: int, slope: float) -> str:
    way = "more" if slope > 0 else "less"
    if slope == 0:
        return f"slope 0: {_why_zero(numbers, parameter)}, so descent leaves it where it is"
    leaning = f"more of it means {way} loss"
    if numbers.network.locked[parameter]:
        return f"{leaning}, but it is locked: descent leaves it alone"
    return f"{leaning}, so descent will {'lower' if slope > 0 else 'raise'} it"


def _why_zero(numbers: Quantities, parameter: int) -> str:
    going_in, loss_slopes, activation_slopes = numbers.factors(parameter)
    network = numbers.network
    fed = numbers.fed(parameter)
    source, target = numbers.source(parameter), network.node_name(fed)
    if not going_in.any() and source is not None:
        return f"{network.node_name(source)} gives 0"
    if not activation_slopes.any():
        state = sleep(network, numbers.evaluation, fed)
        return f"{target} is {state.value}"
    if not loss_slopes.any():
        if fed.layer == len(network.layers) - 1:
            return "there is no error"
        return f"the loss does not depend on {target} here"
    if numbers.row_slopes(parameter).any():
        return "the slopes of the rows cancel out"
    return "in each row one of its factors is 0"
