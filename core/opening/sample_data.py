"""Sample data: built-in sets of rows from seeded generators; the same seed, the same bits."""

from functools import partial
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from core.data.classification import tells_classes
from core.data.dataset import Dataset, from_rows
from core.data.image import likely_shape
from core.data.scaling import Scale
from core.document.data_edits import scale_inputs, scale_targets, set_aside
from core.document.document import Document
from core.nn.activation import Activation
from core.nn.activations import IDENTITY, RELU, TANH
from core.nn.initializers import SUITED, randomise
from core.nn.loss import Loss
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY, LOG_LOSS
from core.nn.network import Layer, assemble
from core.opening import sample_rows as of
from core.opening.digits import NOISE, SHAPE, draw_digits
from core.opening.sample_rows import Make
from core.text.numbers import grouped
from core.training.experiment import Experiment
from core.training.rules.optimizer import Optimizer
from core.training.rules.optimizers import Adam, GradientDescent


class Sample(Struct, frozen=True):
    """A set of rows, and a network that suits it.

    Attributes:
        key: what it is called in the code.
        title: what it is called on screen.
        about: what there is to see, as a sentence in which {rows} stands for how many there are.
        inputs: the inputs' names.
        targets: the predictions' names.
        make: makes rows of a generator, of how many there are, and of the noise.
        rows: how many.
        noise: the standard deviation of what chance adds.
        hidden: the sizes of the network's hidden layers; its other settings follow.
        scaled: whether inputs, and targets that are numbers, are scaled.
        validation: the part of the rows that is set aside.
        seed: where rows, weights, and the rows set aside come from.
    """

    key: str
    title: str
    about: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    make: Make
    rows: int = 100
    noise: float = 0.0
    hidden: tuple[int, ...] = (8,)
    activation: Activation = TANH
    loss: Loss = MEAN_SQUARED_ERROR
    learning_rate: float = 0.1
    optimizer: type[Optimizer] = GradientDescent
    scaled: bool = False
    validation: float = 0.0
    seed: int = 1

    @property
    def description(self) -> str:
        """What there is to see, as one sentence."""
        return self.about.format(rows=grouped(self.rows))

    def dataset(self, seed: int, rows: int | None = None) -> Dataset:
        """The rows, drawn from a seed."""
        return from_rows(*self.make(np.random.default_rng(seed), rows or self.rows, self.noise))


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
        document = scale_inputs(document, Scale.STANDARD)
        if not tells_classes(sample.loss):
            document = scale_targets(document, Scale.STANDARD)
    return document


_XY = ("x", "y")
_OF_TWO_CLASSES = partial(Sample, inputs=_XY, rows=200, loss=LOG_LOSS, learning_rate=1.0)
_WAGES = Sample(
    "wages",
    "Wages",
    "Wages an hour of {rows} people, with a long tail",
    ("education", "experience", "age", "union", "female"),
    ("wage",),
    of.wages,
    rows=500,
    noise=0.4,
    activation=RELU,
    learning_rate=0.05,
    scaled=True,
    validation=0.2,
)
_OF_CORNERS = partial(_OF_TWO_CLASSES, rows=40, noise=0.1, hidden=())
SAMPLES = (
    Sample(
        "bank_customers",
        "Bank customers",
        "Transactions of {rows} customers; children matter only before retirement",
        ("accounts", "children", "age", "balance", "retired"),
        ("transactions",),
        of.bank,
        rows=300,
        noise=1.0,
        activation=RELU,
        learning_rate=0.05,
        scaled=True,
    ),
    Sample("line", "Line", "A straight line with some noise", ("x",), ("y",), of.line, 40, 0.3, ()),
    Sample(
        "sine", "Sine", "A wave, for a curve through the points", ("x",), ("y",), of.sine, 60, 0.1
    ),
    Sample("step", "Step", "A sudden step from 0 to 1", ("x",), ("y",), of.step, 60),
    Sample(
        "few_points",
        "Overfitting",
        "Few noisy points and many nodes: what is learnt by heart does not hold for others",
        ("x",),
        ("y",),
        of.few_points,
        rows=30,
        noise=0.45,
        hidden=(32, 32),
        learning_rate=0.03,
        validation=0.5,
        seed=3,
    ),
    Sample(
        "plane", "Plane", "A straight slope over two inputs", _XY, ("z",), of.plane, 100, 0.1, ()
    ),
    Sample(
        "saddle_shape",
        "Saddle shape",
        "x² − y²: up one way and down the other, which no plane can follow",
        _XY,
        ("z",),
        of.saddle,
        noise=0.05,
    ),
    _OF_CORNERS(
        "and_corners",
        "AND",
        "Points about four corners: yes about the one where both inputs are 1",
        targets=("both",),
        make=of.both,
    ),
    _OF_CORNERS(
        "or_corners",
        "OR",
        "Points about four corners: yes about the three where an input is 1",
        targets=("either",),
        make=of.either,
    ),
    _OF_CORNERS(
        "xor_corners",
        "XOR",
        "Points about four corners: yes where just one input is 1, which no line tells apart",
        targets=("just one",),
        make=of.one_of_two,
        hidden=(4,),
    ),
    _OF_TWO_CLASSES(
        "border",
        "Straight border",
        "Two classes on both sides of a straight line",
        targets=("above",),
        make=of.border,
        noise=0.1,
        hidden=(),
    ),
    _OF_TWO_CLASSES(
        "xor_cloud",
        "XOR cloud",
        "Two classes in opposite corners",
        targets=("same sign",),
        make=of.cloud,
    ),
    _OF_TWO_CLASSES(
        "circles",
        "Circles",
        "One class inside the other",
        targets=("inside",),
        make=of.circles,
        noise=0.08,
    ),
    _OF_TWO_CLASSES(
        "moons",
        "Moons",
        "Two half moons, one in the other",
        targets=("lower moon",),
        make=of.moons,
        noise=0.12,
    ),
    _OF_TWO_CLASSES(
        "spiral",
        "Spiral",
        "Two arms of a spiral: hard for a small network",
        targets=("second arm",),
        make=of.spiral,
        rows=300,
        noise=0.02,
        hidden=(12, 12),
        learning_rate=0.8,
    ),
    Sample(
        "blobs",
        "Blobs",
        "Three classes, told apart with softmax",
        _XY,
        ("left", "right", "top"),
        of.blobs,
        rows=150,
        noise=0.45,
        hidden=(6,),
        loss=CROSS_ENTROPY,
        learning_rate=0.5,
    ),
    _WAGES,
    replace(
        _WAGES,
        key="wages_adam",
        title="Wages with Adam",
        about="The same wages with Adam: it comes as far in 40 steps as gradient descent does"
        " in 300",
        optimizer=Adam,
    ),
    Sample(
        "digits",
        "Digits",
        "Pictures of {rows} written digits, 0 to 9, of 8 × 8 pixels; a fifth of them is set aside",
        ("",) * SHAPE.pixels,
        tuple("0123456789"),
        draw_digits,
        rows=400,
        noise=NOISE,
        hidden=(16,),
        loss=CROSS_ENTROPY,
        learning_rate=0.5,
        validation=0.2,
    ),
)
