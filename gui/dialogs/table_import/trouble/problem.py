"""Something to be told above the table, and what can be done about it."""

from enum import Enum

from msgspec import Struct

from gui.dialogs.table_import.choices import Choices


class Weight(Enum):
    """How much a problem matters."""

    REFUSES = "refuses"
    DOUBT = "doubt"
    NOTE = "note"


class Remedy(Struct, frozen=True):
    """Something to do about a problem: in a few words, and what is chosen then."""

    words: str
    choices: Choices


class Problem(Struct, frozen=True):
    """Something to be told above the table."""

    text: str
    weight: Weight
    remedies: tuple[Remedy, ...] = ()
