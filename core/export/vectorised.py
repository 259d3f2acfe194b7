"""One update of a network as lines over all rows at once.

Rows lie along the first axis, nodes along the second: `x` has the shape (rows, inputs), `z1` and
`a1` the shape (rows, nodes), `w1` the shape (nodes, sources) and `b1` (nodes,), as with PyTorch.
"""

from typing import NamedTuple

from core.explanation.walking.walkthrough import Phase
from core.export.arithmetic import number_code
from core.export.functions import slope_name
from core.export.line import Line, Quantities, line_with
from core.export.loss_code import of_outputs, slope_of_outputs
from core.export.stepping import RATE, Stepped, all_step_lines
from core.nn.activations import IDENTITY
from core.nn.arrays import Array
from core.nn.network import INPUT_LAYER, Network, NodePlace, Place
from core.nn.quantity import (
    LEARNING_RATE,
    LOSS,
    Quantity,
    QuantityKind,
    node_value,
)
from core.training.experiment import Experiment


class Part(NamedTuple):
    """A part of a vector laid out like the parameters.

    Attributes:
        layer: whose it is, counted from 1.
        array: of weights of shape (nodes, sources), of biases of shape (nodes,).
    """

    layer: int
    array: Array

    @property
    def is_weights(self) -> bool:
        """Whether it belongs to the weights of the layer, not to its biases."""
        return self.array.ndim == 2

    @property
    def name(self) -> str:
        """What it is called in the lines: "w1", "b1"."""
        return f"{'w' if self.is_weights else 'b'}{self.layer}"


def parts_of(network: Network, vector: Array) -> list[Part]:
    """The parts of a vector laid out like the parameters."""
    arrays = zip(network.weights_of(vector), network.biases_of(vector), strict=True)
    layers = enumerate(arrays, 1)
    return [Part(at, each) for at, pair in layers for each in pair if each is not None]


def parameter_arrays(network: Network, vector: Array) -> dict[str, Array]:
    """The parts of a vector laid out like the parameters, by their names in the lines."""
    return {part.name: part.array for part in parts_of(network, vector)}


def vectorised(experiment: Experiment, row: int = 0) -> tuple[Line, ...]:
    """The lines of one update, from the values of the nodes to the new weights.

    Run with `x` and `target` of the rows of a step, the weights and what the optimizer remembers,
    they leave the new weights, and the loss before. The next step counts one more in `n`.

    Args:
        experiment: the network, its loss and its way down.
        row: the one on show, for which the names' numbers are.
    """
    return _Update(experiment, row).lines()


class _Update:
    """Writes the lines of one experiment."""

    def __init__(self, experiment: Experiment, row: int) -> None:
        self._experiment, self._network, self._row = experiment, experiment.network, row
        self._last = len(self._network.layers)
        self._names: dict[str, Quantities] = {RATE: (LEARNING_RATE,), "loss": (LOSS,)}
        self._stepped: list[Stepped] = []
        self._name_values()
        self._name_weights()

    def lines(self) -> tuple[Line, ...]:
        """All lines, phase by phase."""
        return (*self._forward(), *self._error(), *self._slopes(), *self._step())

    # Names

    def _name_values(self) -> None:
        names, sizes = self._names, self._network.sizes
        names["x"] = self._at(INPUT_LAYER, QuantityKind.INPUT)
        for at in range(len(sizes) - 1):
            names[f"z{at + 1}"] = self._at(at, QuantityKind.PREACTIVATION)
            names[f"a{at + 1}"] = self._at(at, QuantityKind.ACTIVATION)
            names[f"df{at + 1}"] = self._at(at, QuantityKind.ACTIVATION_SLOPE)
            names[f"da{at + 1}"] = self._at(at, QuantityKind.LOSS_SLOPE)
            names[f"dz{at + 1}"] = self._at(at, QuantityKind.SUM_SLOPE)
        last = len(sizes) - 2
        names["target"] = self._at(last, QuantityKind.TARGET)
        names["error"] = self._at(last, QuantityKind.ERROR)
        names["share"] = self._at(last, QuantityKind.SHARE)

    def _name_weights(self) -> None:
        network = self._network
        for at, layer in enumerate(network.layers):
            nodes, sources = range(layer.size), range(network.sizes[at])
            self._add(
                f"w{at + 1}",
                [network.index(Place(at, node, source)) for node in nodes for source in sources],
            )
            if layer.biased:
                self._add(f"b{at + 1}", [network.index(Place(at, node, None)) for node in nodes])

    def _add(self, name: str, parameters: list[int]) -> None:
        lock = f"lock_{name}" if self._network.locked[parameters].any() else ""
        stepped = Stepped(name, f"d{name}", lock, parameters)
        self._stepped.append(stepped)
        self._names[name] = stepped.quantities(QuantityKind.WEIGHT)
        self._names[f"d{name}"] = stepped.quantities(QuantityKind.SLOPE)

    def _at(self, layer: int, kind: QuantityKind) -> Quantities:
        """A number of every node of a layer, for the row on show."""
        nodes = [NodePlace(layer, node) for node in range(self._network.sizes[layer + 1])]
        if kind is QuantityKind.INPUT:
            return tuple(node_value(node, self._row) for node in nodes)
        return tuple(Quantity(kind, node=node, row=self._row) for node in nodes)

    def _line(self, phase: Phase, text: str, found: str = "") -> Line:
        """A line; what it finds is the name before the equals sign, unless it helps another."""
        return line_with(self._names, phase, text, found)

    # Phases

    def _forward(self) -> list[Line]:
        lines = []
        for at, layer in enumerate(self._network.layers, 1):
            bias = f" + b{at}" if layer.biased else ""
            source = f"a{at - 1}" if at > 1 else "x"
            lines.append(self._line(Phase.FORWARD, f"z{at} = {source} @ w{at}.T{bias}"))
            activation = layer.activation
            value = f"z{at}" if activation is IDENTITY else f"{activation.key}(z{at})"
            lines.append(self._line(Phase.FORWARD, f"a{at} = {value}"))
        return lines

    def _error(self) -> list[Line]:
        experiment, loss = self._experiment, self._experiment.loss
        *before, share = of_outputs(loss.share_code, f"z{self._last}", f"a{self._last}")
        total = "share.sum()"
        if loss.averages:
            total = "share.sum(axis=1).mean()" if loss.by_row else "share.mean()"
        if penalty := experiment.l2_penalty:
            squares = [f"np.sum(w{at}**2)" for at in range(1, self._last + 1)]
            total += f" + {number_code(penalty)} / 2 * {_sum(squares)}"
        texts = [f"error = a{self._last} - target", *before, f"share = {share}", f"loss = {total}"]
        return [self._line(Phase.ERROR, text, "share" if text in before else "") for text in texts]

    def _slopes(self) -> list[Line]:
        lines = []
        for at in range(self._last, 0, -1):
            lines += self._node_slopes(at)
            lines += self._weight_slopes(at)
        return lines

    def _node_slopes(self, at: int) -> list[Line]:
        """From the loss slopes along the values of a layer to those along its sums."""
        loss, activation = self._experiment.loss, self._network.layers[at - 1].activation
        if at < self._last:
            before, slope = [], f"dz{at + 1} @ w{at + 1}"
        else:
            outputs = self._network.sizes[-1]
            *before, slope = slope_of_outputs(loss, outputs, f"z{at}", f"a{at}")
        texts = [f"da{at} = {slope}"]
        if activation is IDENTITY or (at == self._last and loss.is_from_logits):
            texts.append(f"dz{at} = da{at}")
        else:
            texts += [f"df{at} = {slope_name(activation)}(z{at})", f"dz{at} = da{at} * df{at}"]
        return [
            *(self._line(Phase.SLOPES, text, f"da{at}") for text in before),
            *(self._line(Phase.SLOPES, text) for text in texts),
        ]

    def _weight_slopes(self, at: int) -> list[Line]:
        """The mean, or the sum, of the rows' slopes, and what the penalty adds."""
        source = f"a{at - 1}" if at > 1 else "x"
        averages, penalty = self._experiment.loss.averages, self._experiment.l2_penalty
        cost = f" + {number_code(penalty)} * w{at}" if penalty else ""
        over = " / len(x)" if averages else ""
        lines = [self._line(Phase.SLOPES, f"dw{at} = dz{at}.T @ {source}{over}{cost}")]
        if self._network.layers[at - 1].biased:
            bias = f"dz{at}.mean(axis=0)" if averages else f"dz{at}.sum(axis=0)"
            lines.append(self._line(Phase.SLOPES, f"db{at} = {bias}"))
        return lines

    def _step(self) -> list[Line]:
        experiment = self._experiment
        return all_step_lines(experiment.optimizer, self._stepped, experiment.max_norm)


def _sum(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"
