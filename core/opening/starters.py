"""Starters: the example documents that a new piece of work can begin with."""

from dataclasses import dataclass
from pathlib import Path

from core.document.document import Document
from core.files.document_file import SUFFIX, read_document

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
BANK = "bank"


@dataclass(frozen=True, slots=True)
class Starter:
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


STARTERS = (
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


def open_starter(key: str) -> Document:
    """Return the document of the starter with this key.

    Raises:
        KeyError: there is no such starter.
        DocumentError: its file is missing or damaged.
    """
    return read_document({starter.key: starter for starter in STARTERS}[key].path)
