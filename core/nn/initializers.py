"""Initializers: how random starting weights are drawn from a seed. Biases start at 0."""

import math
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from core.nn.activation import Activation, Start
from core.nn.arrays import Array
from core.nn.network import Network

# NumPy imports its generators when one is first asked for; a name in quotes does not ask.
Draw = Callable[["np.random.Generator", tuple[int, int], Activation], Array]


class Initializer(Struct, frozen=True):
    """How the starting weights of a layer are drawn.

    `draw(generator, shape, activation)` returns weights of shape (nodes, sources).
    """

    key: str
    name: str
    formula: str
    draw: Draw


def _uniform(generator: "np.random.Generator", shape: tuple[int, int], _: Activation) -> Array:
    return generator.uniform(-1.0, 1.0, shape)


def _normal(generator: "np.random.Generator", shape: tuple[int, int], _: Activation) -> Array:
    return generator.normal(0.0, 1.0, shape)


def _xavier(generator: "np.random.Generator", shape: tuple[int, int], _: Activation) -> Array:
    limit = math.sqrt(6 / sum(shape))
    return generator.uniform(-limit, limit, shape)


def _he(generator: "np.random.Generator", shape: tuple[int, int], _: Activation) -> Array:
    return generator.normal(0.0, math.sqrt(2 / shape[1]), shape)


def _zeros(_: "np.random.Generator", shape: tuple[int, int], __: Activation) -> Array:
    return np.zeros(shape)


def _suited(generator: "np.random.Generator", shape: tuple[int, int], to: Activation) -> Array:
    return (_he if to.start is Start.HE else _xavier)(generator, shape, to)


SUITED = Initializer(
    "suited", "Suited to the activation", "He for ReLU and its kin, Xavier for the others", _suited
)

INITIALIZERS = {
    initializer.key: initializer
    for initializer in (
        SUITED,
        Initializer("uniform", "Uniform", "evenly between −1 and 1", _uniform),
        Initializer("normal", "Normal", "mean 0, standard deviation 1", _normal),
        Initializer("xavier", "Xavier", "evenly between ±√(6 / (sources + nodes))", _xavier),
        Initializer("he", "He", "mean 0, standard deviation √(2 / sources)", _he),
        Initializer("zeros", "Zeros", "every weight 0: no slope tells the nodes apart", _zeros),
    )
}


def randomise(network: Network, initializer: Initializer, seed: int) -> Network:
    """Return the network with new weights drawn from this seed, and biases of 0.

    Locked parameters are drawn over like the others. The same seed gives the same weights.
    """
    generator = np.random.default_rng(seed)
    parameters = np.zeros_like(network.parameters)
    for layer, weights in zip(network.layers, network.weights_of(parameters), strict=True):
        height, width = weights.shape
        weights[...] = initializer.draw(generator, (height, width), layer.activation)
    return network.with_parameters(parameters)
