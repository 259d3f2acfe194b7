"""One update for one row as lines for single nodes, as a course writes its first networks.

    node_0_input = (input_data * weights['node_0']).sum()
    node_0_output = relu(node_0_input)

Nodes of a network with more hidden layers are called by layer and place: node_1_0. Slopes are those
of the row's own loss. Where there is one row alone they are those of the step, whose lines follow.
"""

from collections.abc import Sequence

from core.explanation.walking.walkthrough import MOST_BEATS_A_LAYER, Phase
from core.export.arithmetic import number_code
from core.export.functions import slope_name
from core.export.line import Line, Quantities, line_with
from core.export.loss_code import of_outputs, slope_of_outputs
from core.export.stepping import RATE, Stepped, all_step_lines
from core.nn.activations import IDENTITY
from core.nn.network import INPUT_LAYER, Network, NodePlace, Place
from core.nn.quantity import LEARNING_RATE, LOSS, Quantity, QuantityKind, node_value
from core.training.experiment import Experiment

INPUTS = "input_data"


def is_plain_enough(network: Network) -> bool:
    """Whether a line for each node can be read."""
    return max(network.sizes[1:]) <= MOST_BEATS_A_LAYER


def node_key(network: Network, node: NodePlace) -> str:
    """What a node is called: "node_0", "node_1_0", "output", "output_1"."""
    layers, outputs = len(network.layers), network.sizes[-1]
    if node.layer == layers - 1:
        return "output" if outputs == 1 else f"output_{node.node}"
    return f"node_{node.node}" if layers == 2 else f"node_{node.layer}_{node.node}"


def plain(experiment: Experiment, row: int = 0) -> tuple[Line, ...]:
    """The lines of an update for one row, a line for each node.

    They need `input_data` and `target` of the row, `weights`, `biases` and what the optimizer
    remembers, by the keys of the nodes, and `slopes` and `bias_slopes` to write to.

    Args:
        experiment: the network, its loss and its way down.
        row: the row.
    """
    return _Update(experiment, row).lines()


class _Update:
    """Writes the lines of one row."""

    def __init__(self, experiment: Experiment, row: int) -> None:
        self._experiment, self._network, self._row = experiment, experiment.network, row
        self._is_whole = experiment.dataset.rows == 1
        self._last = len(self._network.layers) - 1
        self._is_joint = self._network.layers[-1].activation.is_joint
        self._is_many = self._network.sizes[-1] > 1 or self._is_joint
        self._names: dict[str, Quantities] = {RATE: (LEARNING_RATE,)}
        self._stepped: list[Stepped] = []
        self._name_rows()
        for layer, size in enumerate(self._network.sizes[1:]):
            for node in range(size):
                self._name_node(NodePlace(layer, node))

    def lines(self) -> tuple[Line, ...]:
        """All lines, phase by phase."""
        lines = [*self._forward(), *self._error(), *self._slopes()]
        if self._is_whole:
            experiment = self._experiment
            lines += all_step_lines(experiment.optimizer, self._stepped, experiment.max_norm)
        return tuple(lines)

    # Names

    def _name_rows(self) -> None:
        """What belongs to all inputs, or to all outputs."""
        inputs = [NodePlace(INPUT_LAYER, node) for node in range(self._network.sizes[0])]
        self._names[INPUTS] = tuple(node_value(node, self._row) for node in inputs)
        for name, kind in (
            ("output_input", QuantityKind.PREACTIVATION),
            ("prediction", QuantityKind.ACTIVATION),
            ("target", QuantityKind.TARGET),
            ("error", QuantityKind.ERROR),
            ("share", QuantityKind.SHARE),
            ("output_loss_slope", QuantityKind.LOSS_SLOPE),
            ("output_activation_slope", QuantityKind.ACTIVATION_SLOPE),
            ("output_sum_slope", QuantityKind.SUM_SLOPE),
        ):
            self._names[name] = self._of_layer(self._last, kind)
        for layer in range(self._last):
            values = self._of_layer(layer, QuantityKind.ACTIVATION)
            self._names[self._source(layer + 1)] = values
        if self._is_whole:
            self._names["loss"] = (LOSS,)

    def _name_node(self, node: NodePlace) -> None:
        network, key = self._network, node_key(self._network, node)
        for ending, kind in (
            ("input", QuantityKind.PREACTIVATION),
            ("output", QuantityKind.ACTIVATION),
            ("loss_slope", QuantityKind.LOSS_SLOPE),
            ("activation_slope", QuantityKind.ACTIVATION_SLOPE),
            ("sum_slope", QuantityKind.SUM_SLOPE),
        ):
            self._names.setdefault(f"{key}_{ending}", (self._of(node, kind),))
        sources = range(network.sizes[node.layer])
        weights = [network.index(Place(*node, source)) for source in sources]
        self._add(f"weights['{key}']", f"slopes['{key}']", weights)
        if network.layers[node.layer].biased:
            bias = network.index(Place(*node, None))
            self._add(f"biases['{key}']", f"bias_slopes['{key}']", [bias])

    def _add(self, name: str, slope: str, parameters: list[int]) -> None:
        lock = f"lock_{name}" if self._network.locked[parameters].any() else ""
        stepped = Stepped(name, slope, lock, parameters)
        self._stepped.append(stepped)
        self._names[name] = stepped.quantities(QuantityKind.WEIGHT)
        kind = QuantityKind.SLOPE if self._is_whole else QuantityKind.ROW_SLOPE
        row = 0 if self._is_whole else self._row
        self._names[slope] = tuple(
            quantity._replace(row=row) for quantity in stepped.quantities(kind)
        )

    def _of(self, node: NodePlace, kind: QuantityKind) -> Quantity:
        return Quantity(kind, node=node, row=self._row)

    def _of_layer(self, layer: int, kind: QuantityKind) -> Quantities:
        return tuple(self._of(node, kind) for node in self._nodes(layer))

    def _nodes(self, layer: int) -> list[NodePlace]:
        return [NodePlace(layer, node) for node in range(self._network.sizes[layer + 1])]

    def _key(self, node: NodePlace) -> str:
        return node_key(self._network, node)

    def _source(self, layer: int) -> str:
        """The name of all that goes into the nodes of a layer."""
        if layer == 0:
            return INPUTS
        return "hidden_layer_outputs" if self._last == 1 else f"hidden_{layer - 1}_outputs"

    def _line(self, phase: Phase, text: str, found: str = "") -> Line:
        return line_with(self._names, phase, text, found)

    # Phases

    def _forward(self) -> list[Line]:
        lines = []
        for layer in range(self._last + 1):
            for node in self._nodes(layer):
                lines += self._node_lines(node)
            if layer < self._last:
                keys = [f"{self._key(node)}_output" for node in self._nodes(layer)]
                text = f"{self._source(layer + 1)} = np.array([{', '.join(keys)}])"
                lines.append(self._line(Phase.FORWARD, text, keys[-1]))
        return [*lines, *self._prediction_lines()]

    def _node_lines(self, node: NodePlace) -> list[Line]:
        """The sum of a node and, of a hidden one, its value."""
        key, layer = self._key(node), self._network.layers[node.layer]
        bias = f" + biases['{key}']" if layer.biased else ""
        total = f"({self._source(node.layer)} * weights['{key}']).sum(){bias}"
        texts = [f"{key}_input = {total}"]
        if node.layer < self._last:
            texts.append(f"{key}_output = {_applied(layer.activation.key, f'{key}_input')}")
        return [self._line(Phase.FORWARD, text) for text in texts]

    def _prediction_lines(self) -> list[Line]:
        texts = []
        if self._is_many:
            keys = [f"{self._key(node)}_input" for node in self._nodes(self._last)]
            if keys != ["output_input"]:
                texts.append(f"output_input = np.array([{', '.join(keys)}])")
            else:
                texts.append("output_input = np.array([output_input])")
        activation = self._network.layers[-1].activation
        texts.append(f"prediction = {_applied(activation.key, 'output_input')}")
        return [self._line(Phase.FORWARD, text) for text in texts]

    def _error(self) -> list[Line]:
        loss = self._experiment.loss
        *before, share = of_outputs(loss.share_code, "output_input", "prediction")
        total = "share"
        if self._is_many:
            total = "share.mean()" if loss.averages and not loss.by_row else "share.sum()"
        if self._is_whole and (penalty := self._experiment.l2_penalty):
            squares = "sum(np.sum(each**2) for each in weights.values())"
            total += f" + {number_code(penalty)} / 2 * {squares}"
        lines = [
            self._line(Phase.ERROR, text, found)
            for text, found in (
                ("error = prediction - target", ""),
                *((text, "share") for text in before),
                (f"share = {share}", ""),
            )
        ]
        loss_line = Line(f"loss = {total}", Phase.ERROR, (LOSS,), self._names_of_loss())
        return [*lines, loss_line]

    def _names_of_loss(self) -> dict[str, Quantities]:
        """The loss of one row of many is not the loss."""
        names = ["share", *(["loss"] if self._is_whole else [])]
        return {name: self._names[name] for name in names}

    def _slopes(self) -> list[Line]:
        lines = []
        for layer in range(self._last, -1, -1):
            lines += self._output_slopes() if layer == self._last else self._hidden_slopes(layer)
            for node in self._nodes(layer):
                lines += self._weight_slopes(node)
        return lines

    def _output_slopes(self) -> list[Line]:
        loss, activation = self._experiment.loss, self._network.layers[-1].activation
        outputs = self._network.sizes[-1]
        *before, slope = slope_of_outputs(loss, outputs, "output_input", "prediction")
        is_bare = activation is IDENTITY or loss.is_from_logits
        texts = _through("output", "" if is_bare else slope_name(activation))
        return [
            *(self._line(Phase.SLOPES, text, "output_loss_slope") for text in before),
            *(self._line(Phase.SLOPES, text) for text in (f"output_loss_slope = {slope}", *texts)),
        ]

    def _hidden_slopes(self, layer: int) -> list[Line]:
        activation = self._network.layers[layer].activation
        function = "" if activation is IDENTITY else slope_name(activation)
        lines = []
        for node in self._nodes(layer):
            key = self._key(node)
            parts = [
                f"weights['{self._key(fed)}'][{node.node}] * {self._sum_slope(fed)}"
                for fed in self._nodes(layer + 1)
            ]
            texts = [f"{key}_loss_slope = {' + '.join(parts)}", *_through(key, function)]
            lines += [self._line(Phase.SLOPES, text) for text in texts]
        return lines

    def _weight_slopes(self, node: NodePlace) -> list[Line]:
        key, slope = self._key(node), self._sum_slope(node)
        cost = ""
        if self._is_whole and (penalty := self._experiment.l2_penalty):
            cost = f" + {number_code(penalty)} * weights['{key}']"
        texts = [f"slopes['{key}'] = {self._source(node.layer)} * {slope}{cost}"]
        if self._network.layers[node.layer].biased:
            texts.append(f"bias_slopes['{key}'] = {slope}")
        return [self._line(Phase.SLOPES, text) for text in texts]

    def _sum_slope(self, node: NodePlace) -> str:
        """The slope of the row's loss along the sum of a node."""
        if node.layer == self._last and self._is_many:
            return f"output_sum_slope[{node.node}]"
        return f"{self._key(node)}_sum_slope"


def _applied(function: str, argument: str) -> str:
    return argument if function == IDENTITY.key else f"{function}({argument})"


def _through(key: str, function: str) -> Sequence[str]:
    """From the loss slope along a value to the one along its sum, by the activation's slope."""
    if not function:
        return [f"{key}_sum_slope = {key}_loss_slope"]
    return [
        f"{key}_activation_slope = {function}({key}_input)",
        f"{key}_sum_slope = {key}_loss_slope * {key}_activation_slope",
    ]
