"""Sample data: built-in sets of rows from seeded generators; the same seed, the same bits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from core.data.dataset import Dataset, from_rows
from core.data.image import likely_shape
from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, scale_targets, set_aside
from core.document.document import Document
from core.nn.activations import IDENTITY, RELU, TANH, Activation
from core.nn.arrays import Array
from core.nn.initializers import SUITED, randomise
from core.nn.loss import Loss
from core.nn.losses import CROSS_ENTROPY, LOG_LOSS, MEAN_SQUARED_ERROR
from core.nn.network import Layer, assemble
from core.opening.digits import SHAPE, draw_digits
from core.training.experiment import Experiment
from core.training.optimizer import Optimizer
from core.training.optimizers import Adam, GradientDescent

_Make = Callable[[np.random.Generator, int], tuple[Array, Array]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A set of rows, and a network that suits it.

    `make(generator, rows)` returns inputs of shape (rows, inputs) and targets of shape (rows,) or,
    for several classes, (rows, classes).
    """

    key: str
    title: str
    description: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    make: _Make
    rows: int = 100
    hidden: tuple[int, ...] = (8,)
    activation: Activation = TANH
    loss: Loss = MEAN_SQUARED_ERROR
    learning_rate: float = 0.1
    optimizer: type[Optimizer] = GradientDescent
    scaled: bool = False
    validation: float = 0.0
    seed: int = 1

    def dataset(self, seed: int, rows: int | None = None) -> Dataset:
        """The rows, drawn from a seed."""
        return from_rows(*self.make(np.random.default_rng(seed), rows or self.rows))


def open_sample(sample: Sample) -> Document:
    """A document with the rows and a network with random weights that can learn them."""
    seed = sample.seed
    output = sample.loss.output_activation or IDENTITY
    layers = [Layer(("",) * size, sample.activation, biased=True) for size in sample.hidden]
    layers.append(Layer(sample.targets, output, biased=True))
    sizes = (len(sample.inputs), *sample.hidden, len(sample.targets))
    matrices = [np.zeros((size, sources + 1)) for sources, size in pairwise(sizes)]
    experiment = Experiment(
        randomise(assemble(sample.inputs, layers, matrices), SUITED, seed),
        sample.dataset(seed),
        sample.loss,
        sample.optimizer(sample.learning_rate),
        seed,
    )
    image = likely_shape(len(sample.inputs))
    document = Document(experiment, experiment, sample.title, image=image)
    if sample.validation:
        document = set_aside(document, sample.validation, seed)
    if sample.scaled:
        document = scale_targets(scale_inputs(document, Scale.STANDARD), Scale.STANDARD)
    return document


def _bank(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    """Transactions; children count only for customers who are not retired."""
    age = random.integers(18, 90, rows).astype(float)
    retired = (age + random.normal(0, 4, rows) > 65).astype(float)
    accounts = random.integers(1, 6, rows).astype(float)
    children = random.integers(0, 5, rows).astype(float)
    balance = np.round(random.lognormal(7.5, 0.8, rows), 2)
    transactions = 2 + 3 * accounts + 2.5 * children * (1 - retired) + 0.0004 * balance
    transactions -= 1.5 * accounts * retired
    noisy = np.maximum(0, np.round(transactions + random.normal(0, 1, rows)))
    return np.column_stack((accounts, children, age, balance, retired)), noisy


def _line(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    x = random.uniform(-2, 2, rows).round(2)
    return x[:, np.newaxis], (1.5 * x - 0.5 + random.normal(0, 0.3, rows)).round(2)


def _sine(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    x = np.sort(random.uniform(-3, 3, rows)).round(2)
    return x[:, np.newaxis], (np.sin(x) + random.normal(0, 0.1, rows)).round(3)


def _step(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    x = np.sort(random.uniform(-2, 2, rows)).round(2)
    return x[:, np.newaxis], np.where(x > 0.3, 1.0, 0.0)


def _few_points(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    """A wave with much noise, and a large network to learn the noise by heart."""
    x = random.uniform(-3, 3, rows).round(2)
    return x[:, np.newaxis], (np.sin(x) + random.normal(0, 0.45, rows)).round(2)


def _cloud(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    points = random.uniform(-1, 1, (rows, 2)).round(3)
    return points, (points[:, 0] * points[:, 1] > 0).astype(float)


def _circles(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    inside = np.arange(rows) % 2
    angle = random.uniform(0, 2 * np.pi, rows)
    radius = np.where(inside, 0.4, 1.0) + random.normal(0, 0.08, rows)
    points = np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))
    return points.round(3), inside.astype(float)


def _moons(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    lower = np.arange(rows) % 2
    angle = random.uniform(0, np.pi, rows)
    x = np.where(lower, 1 - np.cos(angle), np.cos(angle))
    y = np.where(lower, 0.5 - np.sin(angle), np.sin(angle))
    points = np.column_stack((x, y)) + random.normal(0, 0.12, (rows, 2))
    return points.round(3), lower.astype(float)


def _spiral(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    arm = np.arange(rows) % 2
    along = np.sqrt(random.uniform(0.02, 1, rows))
    angle = 3.2 * np.pi * along + np.pi * arm
    points = along[:, np.newaxis] * np.column_stack((np.cos(angle), np.sin(angle)))
    return (points + random.normal(0, 0.02, (rows, 2))).round(3), arm.astype(float)


def _blobs(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    which = np.arange(rows) % 3
    middles = np.array([[-1.2, -0.6], [1.1, -0.8], [0.1, 1.2]])
    points = middles[which] + random.normal(0, 0.45, (rows, 2))
    return points.round(3), np.eye(3)[which]


def _wages(random: np.random.Generator, rows: int) -> tuple[Array, Array]:
    """Wages an hour, more with education and experience, with a long tail upwards."""
    education = np.clip(np.round(random.normal(13, 2.6, rows)), 4, 18)
    age = np.clip(np.round(random.gamma(6, 6.2, rows)), 18, 64)
    experience = np.maximum(0, age - education - 6)
    union = (random.uniform(size=rows) < 0.18).astype(float)
    female = (random.uniform(size=rows) < 0.46).astype(float)
    log_wage = 0.7 + 0.09 * education + 0.035 * experience - 0.0005 * experience**2
    log_wage += 0.18 * union - 0.22 * female + random.normal(0, 0.4, rows)
    columns = (education, experience, age, union, female)
    return np.column_stack(columns), np.exp(log_wage).round(2)


_XY = ("x", "y")
_WAGES = Sample(
    "wages",
    "Wages",
    "Wages an hour of 500 people, with a long tail",
    ("education", "experience", "age", "union", "female"),
    ("wage",),
    _wages,
    rows=500,
    activation=RELU,
    learning_rate=0.05,
    scaled=True,
    validation=0.2,
)
SAMPLES = (
    Sample(
        "bank_customers",
        "Bank customers",
        "Transactions of 300 customers; children matter only before retirement",
        ("accounts", "children", "age", "balance", "retired"),
        ("transactions",),
        _bank,
        rows=300,
        activation=RELU,
        learning_rate=0.05,
        scaled=True,
    ),
    Sample("line", "Line", "A straight line with some noise", ("x",), ("y",), _line, 40, (), TANH),
    Sample("sine", "Sine", "A wave, for a curve through the points", ("x",), ("y",), _sine, 60),
    Sample("step", "Step", "A sudden step from 0 to 1", ("x",), ("y",), _step, 60),
    Sample(
        "few_points",
        "Overfitting",
        "Few noisy points and many nodes: what is learnt by heart does not hold for others",
        ("x",),
        ("y",),
        _few_points,
        rows=30,
        hidden=(32, 32),
        learning_rate=0.03,
        validation=0.5,
        seed=3,
    ),
    Sample(
        "xor_cloud",
        "XOR cloud",
        "Two classes in opposite corners",
        _XY,
        ("same sign",),
        _cloud,
        rows=200,
        loss=LOG_LOSS,
        learning_rate=1.0,
    ),
    Sample(
        "circles",
        "Circles",
        "One class inside the other",
        _XY,
        ("inside",),
        _circles,
        rows=200,
        loss=LOG_LOSS,
        learning_rate=1.0,
    ),
    Sample(
        "moons",
        "Moons",
        "Two half moons, one in the other",
        _XY,
        ("lower moon",),
        _moons,
        rows=200,
        loss=LOG_LOSS,
        learning_rate=1.0,
    ),
    Sample(
        "spiral",
        "Spiral",
        "Two arms of a spiral: hard for a small network",
        _XY,
        ("second arm",),
        _spiral,
        rows=300,
        hidden=(12, 12),
        loss=LOG_LOSS,
        learning_rate=0.8,
    ),
    Sample(
        "blobs",
        "Blobs",
        "Three classes, told apart with softmax",
        _XY,
        ("left", "right", "top"),
        _blobs,
        rows=150,
        hidden=(6,),
        loss=CROSS_ENTROPY,
        learning_rate=0.5,
    ),
    _WAGES,
    replace(
        _WAGES,
        key="wages_adam",
        title="Wages with Adam",
        description="The same wages with Adam: it comes as far in 40 steps as gradient descent does"
        " in 300",
        optimizer=Adam,
    ),
    Sample(
        "digits",
        "Digits",
        "Pictures of 400 written digits, 0 to 9, of 8 × 8 pixels; a fifth of them is set aside",
        ("",) * SHAPE.pixels,
        tuple("0123456789"),
        draw_digits,
        rows=400,
        hidden=(16,),
        loss=CROSS_ENTROPY,
        learning_rate=0.5,
        validation=0.2,
    ),
)
