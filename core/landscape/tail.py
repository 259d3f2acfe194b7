"""What lies after one node: the loss, for many values of that node at once.

A node that changes moves the sums of the next layer by weight × change; everything before it, and
the other nodes of its own layer, stay as they are.
"""

import numpy as np

from core.arrays import Array
from core.evaluation import Evaluation
from core.experiment import Experiment
from core.network import NodePlace


class Tail:
    """The part of a network from one node to the loss.

    Args:
        experiment: what is computed.
        evaluation: its own numbers, all finite.
        node: the node whose values are varied.
    """

    def __init__(self, experiment: Experiment, evaluation: Evaluation, node: NodePlace) -> None:
        self._experiment = experiment
        self._evaluation = evaluation
        self._node = node
        dataset, loss = experiment.dataset, experiment.loss
        self._targets = np.array(dataset.targets)
        self._divisor = loss.divisor(dataset.rows, len(dataset.targets))
        self._is_last = node.layer == len(experiment.network.layers) - 1

    @property
    def width(self) -> int:
        """How many numbers the widest array holds for one value of the node and one row."""
        return max(self._experiment.network.sizes[self._node.layer + 1 :])

    def losses(self, activations: Array) -> Array:
        """The loss for each of several values of the node.

        Args:
            activations: what the node passes on, shape (values, rows).

        Returns:
            The losses, shape (values,).
        """
        return self._at_the_end(activations) if self._is_last else self._through(activations)

    def _at_the_end(self, activations: Array) -> Array:
        """The node is a prediction: only its own errors change."""
        node = self._node.node
        shares = self._evaluation.shares
        others = float(shares.sum() - shares[node].sum())
        own = self._shares(activations - self._targets[node]).sum(axis=1)
        return np.asarray((own + others) / self._divisor)

    def _through(self, activations: Array) -> Array:
        network, evaluation = self._experiment.network, self._evaluation
        layer, node = self._node
        change = activations - evaluation.activations[layer][node]
        weights = network.weights[layer + 1][:, node]
        sums = weights[:, np.newaxis, np.newaxis] * change
        sums += evaluation.preactivations[layer + 1][:, np.newaxis, :]
        values = self._activated(layer + 1, sums)
        for deeper in range(layer + 2, len(network.layers)):
            flat = network.weights[deeper] @ values.reshape(len(values), -1)
            biases = network.biases[deeper]
            if biases is not None:
                flat += biases[:, np.newaxis]
            values = self._activated(deeper, flat.reshape(-1, *change.shape))
        errors = values - self._targets[:, np.newaxis, :]
        return np.asarray(self._shares(errors).sum(axis=(0, 2)) / self._divisor)

    def _activated(self, layer: int, sums: Array) -> Array:
        values = np.empty_like(sums)
        self._experiment.network.layers[layer].activation.apply(sums, values)
        return values

    def _shares(self, errors: Array) -> Array:
        shares = np.empty_like(errors)
        self._experiment.loss.share(errors, shares)
        return shares
