"""Something to be told above the table, and what can be done about it."""

from dataclasses import dataclass
from enum import Enum

from gui.dialogs.table_import.choices import Choices


class Weight(Enum):
    """How much a problem matters."""

    REFUSES = "refuses"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something to do about a problem: in a few words, and what is chosen then."""

    words: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to be told above the table."""

    text: str
    weight: Weight
    remedies: tuple[Remedy, ...] = ()
