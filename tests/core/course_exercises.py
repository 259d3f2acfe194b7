"""The exercises of the course "Introduction to Deep Learning in Python", chapters 1 and 2.

Weights are given per layer, one list a node, one number a source, in order; there are no biases.
The loss is the mean over rows of (predicted − actual)², a slope is its derivative.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from core.nn.network import Place

Layers = Sequence[Sequence[Sequence[float]]]


class Exercise(Struct, frozen=True):
    """A network, its rows, and every number that the course gives; None where it gives none.

    Attributes:
        title: where in the course it stands.
        hidden: the activations of each hidden layer for the only row.
        edit: weights that are changed by hand, with their new values.
        errors_after: the errors after that edit, or after the updates.
        updates: how many updates are taken at the learning rate.
        losses_after: the loss after each of them.
    """

    title: str
    inputs: Sequence[Sequence[float]]
    weights: Layers
    activations: Sequence[str]
    targets: Sequence[float] | None = None
    hidden: Sequence[Sequence[float]] | None = None
    predictions: Sequence[float] | None = None
    errors: Sequence[float] | None = None
    loss: float | None = None
    slopes: Layers | None = None
    edit: Mapping[Place, float] = field(default_factory=dict)
    errors_after: Sequence[float] | None = None
    learning_rate: float = 0.01
    updates: int = 0
    weights_after: Layers | None = None
    losses_after: Sequence[float] | None = None


FIRST_NETWORK = [[[2, 4], [4, -5]], [[2, 7]]]
BANK_NETWORK = [[[2, 1], [0, 0]], [[2, 2]]]
ONE_LAYER = [[[0, 2, 1]]]
MANY_POINTS = [[0, 3], [1, 2], [-1, -2], [4, 0]]

EXERCISES = (
    Exercise(
        title="1: Coding the forward propagation algorithm",
        inputs=[[3, 5]],
        weights=FIRST_NETWORK,
        activations=["identity", "identity"],
        hidden=[[26, -13]],
        predictions=[-39],
    ),
    Exercise(
        title="1: The Rectified Linear Activation Function",
        inputs=[[3, 5]],
        weights=FIRST_NETWORK,
        activations=["relu", "identity"],
        hidden=[[26, 0]],
        predictions=[52],
    ),
    Exercise(
        title="1: Applying the network to many observations",
        inputs=[[3, 5], [1, -1], [0, 0], [8, 4]],
        weights=FIRST_NETWORK,
        activations=["relu", "relu"],
        predictions=[52, 63, 0, 148],
    ),
    Exercise(
        title="1: Forward propagation in a deeper network",
        inputs=[[1, 1]],
        weights=[[[2, 4], [4, -5]], [[0, 1], [1, 1]], [[5, 1]]],
        activations=["identity", "identity", "identity"],
        hidden=[[6, -1], [-1, 5]],
        predictions=[0],
    ),
    Exercise(
        title="1: Multi-layer neural networks, as the figure draws it",
        inputs=[[3, 5]],
        weights=[[[2, 4], [4, -5]], [[-1, 2], [1, 2]], [[2, 7]]],
        activations=["relu", "relu", "identity"],
        hidden=[[26, 0], [0, 26]],
        predictions=[182],
    ),
    Exercise(
        title="1: Multi-layer neural networks, as the code gives it",
        inputs=[[3, 5]],
        weights=[[[2, 4], [4, -5]], [[-1, 1], [2, 2]], [[2, 7]]],
        activations=["relu", "relu", "identity"],
        hidden=[[26, 0], [0, 52]],
        predictions=[364],
    ),
    Exercise(
        title="2: Calculating model errors (the bank network)",
        inputs=[[3, 2]],
        targets=[5],
        weights=BANK_NETWORK,
        activations=["relu", "identity"],
        hidden=[[8, 0]],
        predictions=[16],
        errors=[11],
        loss=121,
        slopes=[[[132, 88], [0, 0]], [[176, 0]]],
    ),
    Exercise(
        title="2: Understanding how weights change model accuracy",
        inputs=[[3, 2]],
        targets=[7],
        weights=BANK_NETWORK,
        activations=["relu", "identity"],
        errors=[9],
        edit={Place(1, 0, 0): 2.01},
        errors_after=[9.08],
    ),
    Exercise(
        title="2: Coding how weight changes affect accuracy",
        inputs=[[0, 3]],
        targets=[3],
        weights=[[[2, 1], [1, 2]], [[1, 1]]],
        activations=["relu", "relu"],
        predictions=[9],
        errors=[6],
        edit={Place(1, 0, 1): 0},
        errors_after=[0],
    ),
    Exercise(
        title="2: Scaling up to multiple data points, weights_0",
        inputs=MANY_POINTS,
        targets=[1, 3, 5, 7],
        weights=[[[2, 1], [1, 2]], [[1, 1]]],
        activations=["relu", "relu"],
        predictions=[9, 9, 0, 12],
        loss=37.5,
    ),
    Exercise(
        title="2: Scaling up to multiple data points, weights_1",
        inputs=MANY_POINTS,
        targets=[1, 3, 5, 7],
        weights=[[[2, 1], [1, 1.5]], [[1, 1.5]]],
        activations=["relu", "relu"],
        predictions=[9.75, 10, 0, 14],
        loss=49.890625,
    ),
    Exercise(
        title="2: Calculating slopes",
        inputs=[[1, 2, 3]],
        targets=[0],
        weights=ONE_LAYER,
        activations=["identity"],
        predictions=[7],
        errors=[7],
        slopes=[[[14, 28, 42]]],
    ),
    Exercise(
        title="2: Improving model weights",
        inputs=[[1, 2, 3]],
        targets=[0],
        weights=ONE_LAYER,
        activations=["identity"],
        errors=[7],
        updates=1,
        weights_after=[[[-0.14, 1.72, 0.58]]],
        errors_after=[5.04],
    ),
    Exercise(
        title="2: Making multiple updates to weights",
        inputs=[[1, 2, 3]],
        targets=[0],
        weights=ONE_LAYER,
        activations=["identity"],
        loss=49,
        updates=20,
        losses_after=[
            25.401600000000002,
            13.16818944,
            6.826389405696002,
            3.538800267912807,
            1.834514058885999,
            0.9510120881265021,
            0.4930046664847788,
            0.2555736191057094,
            0.13248936414439966,
            0.06868248637245665,
            0.035605000935481655,
            0.018457632484953686,
            0.009568436680199953,
            0.004960277575015649,
            0.0025714078948881215,
            0.0013330178527099956,
            0.0006910364548448491,
            0.0003582332981915815,
            0.0001857081417825098,
            9.627110070005501e-05,
        ],
    ),
)
