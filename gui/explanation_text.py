"""Where the selected number comes from, in one or two lines."""

from core.diagnosis import Sleep, sleep
from core.document import Document
from core.evaluation import Evaluation
from core.network import INPUT_LAYER, Network, NodePlace, Place
from gui.number_text import MINUS, equals, number, signed

_MOST_TERMS = 6


def parameter_lines(document: Document, evaluation: Evaluation, index: int) -> list[str]:
    """What a weight is, which way descent moves it, and where the next step puts it."""
    experiment = document.experiment
    network = experiment.network
    value, slope = float(network.parameters[index]), float(evaluation.gradient[index])
    name = network.parameter_name(network.place(index))
    lines = [f"{name} {equals(value)} {number(value)}: {tendency(network, index, slope)}"]
    if not network.locked[index]:
        rate = experiment.optimizer.learning_rate
        after = value - rate * slope
        factor = number(slope) if slope >= 0 else f"({number(slope)})"
        lines.append(
            f"new weight = {number(value)} {MINUS} learning rate {number(rate)} × slope {factor}"
            f" {_outcome_sign(value, rate, slope, after)} {number(after)}"
        )
    return lines


def tendency(network: Network, index: int, slope: float) -> str:
    """Which way a weight wants to go, and why."""
    if network.locked[index]:
        return f"slope {signed(slope)}; locked, so descent leaves it alone"
    if slope == 0:
        return "slope 0, so descent leaves it where it is"
    more = "more" if slope > 0 else "less"
    way = "lower" if slope > 0 else "raise"
    return f"slope {signed(slope)}; more of it means {more} loss, so descent will {way} it"


def node_lines(document: Document, evaluation: Evaluation, place: NodePlace, row: int) -> list[str]:
    """What a node adds up, and what its activation makes of it."""
    network = document.experiment.network
    name = network.node_name(place)
    if place.layer == INPUT_LAYER:
        value = float(evaluation.inputs[place.node, row])
        return [f"{name} {equals(value)} {number(value)}: an input, given by the data"]
    before = float(evaluation.preactivations[place.layer][place.node, row])
    after = float(evaluation.activations[place.layer][place.node, row])
    layer = network.layers[place.layer]
    terms, exact = _terms(network, evaluation, place, row)
    sign = "=" if exact and equals(before) == "=" else "≈"
    if layer.activation.key == "identity":
        return [f"{name} = {terms} {sign} {number(before)}"]
    shown = f"{layer.activation.name}({number(before)}) {equals(after)} {number(after)}"
    lines = [f"{name} = {layer.activation.name}({terms}) {sign} {shown}"]
    state = sleep(network, evaluation, place)
    if state is not Sleep.AWAKE:
        lines.append(f"{name} is {state.value}: {_REASONS[state]}")
    return lines


_REASONS = {
    Sleep.ASLEEP: "its sum is below 0 for every row, so no slope passes through it",
    Sleep.ON_THE_CORNER: "its sum is exactly 0, where the slope is taken as 0",
}


def _terms(
    network: Network, evaluation: Evaluation, place: NodePlace, row: int
) -> tuple[str, bool]:
    """The sum as it is reckoned, and whether every number in it is shown exactly."""
    layer, node = place
    sources = evaluation.inputs if layer == 0 else evaluation.activations[layer - 1]
    weights = network.weights[layer][node]
    biases = network.biases[layer]
    numbers = [(float(v), float(w)) for v, w in zip(sources[:, row], weights, strict=True)]
    texts = [f"{number(v)} × {_factor(w)}" for v, w in numbers]
    exact = all(equals(x) == "=" for pair in numbers for x in pair)
    if len(texts) > _MOST_TERMS:
        texts[_MOST_TERMS - 1 :] = [f"… {len(texts) - _MOST_TERMS + 1} more"]
    if biases is not None:
        bias = float(biases[node])
        texts.append(f"bias {_factor(bias)}")
        exact = exact and equals(bias) == "="
    return " + ".join(texts), exact


def _factor(value: float) -> str:
    return number(value) if value >= 0 else f"({number(value)})"


def _outcome_sign(value: float, rate: float, slope: float, after: float) -> str:
    return "=" if all(equals(x) == "=" for x in (value, rate, slope, after)) else "≈"


def selection_hint(document: Document, evaluation: Evaluation, places: list[Place]) -> str:
    """What the status bar says about several weights at once."""
    network = document.experiment.network
    slopes = [float(evaluation.gradient[network.index(place)]) for place in places]
    down = sum(slope > 0 for slope in slopes)
    up = sum(slope < 0 for slope in slopes)
    return f"{len(places)} weights selected: descent will lower {down} and raise {up} of them"
