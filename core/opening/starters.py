"""Starters: the example documents that a new piece of work can begin with."""

from pathlib import Path

from msgspec import Struct

from core.document.document import Document
from core.files.document_file import SUFFIX, read_document

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
BANK = "bank"


class Starter(Struct, frozen=True):
    """A document to begin with.

    Attributes:
        key: what it is called in the code, and its file's name without the suffix.
        title: what it is called on screen.
        description: what there is to see, as one sentence.
    """

    key: str
    title: str
    description: str

    @property
    def path(self) -> Path:
        """The file."""
        return EXAMPLES / f"{self.key}{SUFFIX}"


FIRST_STEPS = (
    Starter(
        BANK,
        "Bank transactions",
        "Two inputs, two hidden ReLU nodes and one prediction that is 11 too high.",
    ),
    Starter(
        "single_weight",
        "Single weight",
        "One input and one weight: the smallest hill there is.",
    ),
    Starter(
        "no_hidden_layer",
        "No hidden layer",
        "Three inputs that go straight into the prediction.",
    ),
    Starter(
        "two_hidden_layers",
        "Two hidden layers",
        "Two hidden ReLU layers with one node of each asleep.",
    ),
    Starter(
        "xor",
        "XOR",
        "Four rows that no straight line can separate, and a network that learns to.",
    ),
)
WAYS_DOWN = (
    Starter(
        "ravine",
        "Ravine",
        "Steep across and almost flat along: momentum comes down to a tenth of the loss in 30"
        " steps, gradient descent in 230.",
    ),
    Starter(
        "saddle",
        "Saddle",
        "The first 50 steps lead to a place that is almost flat and no bottom; only then the way"
        " leads on down.",
    ),
    Starter(
        "flat",
        "Flat, but not the bottom",
        "Every slope is 0, and no step changes anything; give one weight a little push, to a tenth,"
        " and the loss falls to 0.",
    ),
    Starter(
        "plateau",
        "Plateau",
        "XOR from small weights: for 100 steps the loss hardly falls, and within 300 more it is"
        " halved.",
    ),
)
GOING_WRONG = (
    Starter(
        "bouncing",
        "Bouncing",
        "The rate is almost too large: every step leaps over the bottom and lands only a tenth"
        " nearer to it.",
    ),
    Starter(
        "asleep",
        "Asleep",
        "The first step goes so far that both hidden nodes fall asleep, and then no step changes"
        " anything.",
    ),
    Starter(
        "equal_starts",
        "Equal starts",
        "Hidden nodes that begin alike get the same slopes and stay alike for ever, so that XOR is"
        " not learnt.",
    ),
    Starter(
        "vanishing_slopes",
        "Vanishing slopes",
        "On the way back through six tanh layers the slopes shrink to less than a ten-thousandth,"
        " and nothing but the mean is learnt.",
    ),
    Starter(
        "steady_slopes",
        "Steady slopes",
        "The same wave and as many layers with ReLU and He weights: slopes reach the first layer,"
        " and the wave is learnt.",
    ),
    Starter(
        "sure_and_wrong",
        "Sure and wrong",
        "A sigmoid with the squared error has hardly a slope where it is wrong for sure; log loss"
        " has, and learns it in 100 steps.",
    ),
)
STARTERS = (*FIRST_STEPS, *WAYS_DOWN, *GOING_WRONG)


def open_starter(key: str) -> Document:
    """Return the document of the starter with this key.

    Raises:
        KeyError: there is no such starter.
        DocumentError: its file is missing or damaged.
    """
    return read_document({starter.key: starter for starter in STARTERS}[key].path)
