"""Small experiments that many tests begin with."""

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.data.dataset import Dataset, from_rows
from core.document.document import Document
from core.nn.activation import Activation
from core.nn.activations import ACTIVATIONS, IDENTITY, RELU
from core.nn.loss import Loss
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.network import Layer, Network, assemble
from core.training.descent import Descent
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent

Matrix = Sequence[Sequence[float]]


def build_network(
    matrices: Sequence[Matrix], activations: Sequence[str], *, biased: bool = False
) -> Network:
    """A network from its weights: a matrix a layer, a list a node, biases last."""
    layers = [
        Layer(("",) * len(matrix), ACTIVATIONS[key], biased)
        for matrix, key in zip(matrices, activations, strict=True)
    ]
    inputs = [""] * (len(matrices[0][0]) - biased)
    return assemble(inputs, layers, matrices)


def build_experiment(
    matrices: Sequence[Matrix],
    activations: Sequence[str],
    inputs: npt.ArrayLike,
    targets: npt.ArrayLike,
    learning_rate: float = 0.01,
) -> Experiment:
    """An experiment with the mean squared error and without biases, as in the course."""
    return Experiment(
        build_network(matrices, activations),
        from_rows(inputs, targets),
        MEAN_SQUARED_ERROR,
        GradientDescent(learning_rate),
    )


def bank(learning_rate: float = 0.01) -> Experiment:
    """The network the program opens with: prediction 16, target 5, error 11."""
    return build_experiment(
        [[[2, 1], [0, 0]], [[2, 2]]], ["relu", "identity"], [[3, 2]], [5], learning_rate
    )


def sized_network(
    sizes: Sequence[int],
    activation: Activation = RELU,
    *,
    biased: bool = True,
    output: Activation = IDENTITY,
    seed: int = 0,
) -> Network:
    """A network of these sizes, inputs first, with random parameters about 0."""
    generator = np.random.default_rng(seed)
    last = len(sizes) - 2
    layers = [
        Layer(("",) * size, output if index == last else activation, biased)
        for index, size in enumerate(sizes[1:])
    ]
    matrices = [
        generator.normal(0.0, 0.8, (size, sources + biased))
        for sources, size in itertools.pairwise(sizes)
    ]
    return assemble([""] * sizes[0], layers, matrices)


def random_dataset(inputs: int, targets: int, rows: int, seed: int = 0) -> Dataset:
    """Rows of random numbers about 0."""
    generator = np.random.default_rng((seed, rows))
    return from_rows(
        generator.normal(0.0, 1.0, (rows, inputs)), generator.normal(0.0, 1.0, (rows, targets))
    )


def sized_experiment(
    sizes: Sequence[int],
    rows: int,
    activation: Activation = RELU,
    loss: Loss = MEAN_SQUARED_ERROR,
    *,
    biased: bool = True,
    learning_rate: float = 0.05,
    seed: int = 0,
) -> Experiment:
    """A network of these sizes with random parameters, on random rows.

    A loss of probabilities brings the activation of the predictions with it.
    """
    output = loss.output_activation or IDENTITY
    return Experiment(
        sized_network(sizes, activation, biased=biased, output=output, seed=seed),
        random_dataset(sizes[0], sizes[-1], rows, seed),
        loss,
        GradientDescent(learning_rate),
    )


def as_document(experiment: Experiment) -> Document:
    """A document that begins with this experiment."""
    return Document(experiment, experiment)


def bits(experiment: Experiment) -> bytes:
    """The parameters, and what the optimizer remembers, to the last bit."""
    return experiment.state.tobytes()


def walked(experiment: Experiment, steps: int) -> Experiment:
    """The experiment after so many updates."""
    descent = Descent(experiment)
    assert descent.run(steps) is None
    return descent.experiment
