"""The columns of the table of weights."""

from enum import IntEnum


class Col(IntEnum):
    """The columns from left to right."""

    NAME = 0
    LAYER = 1
    WEIGHT = 2
    SLOPE = 3
    NEXT = 4
    LOCKED = 5


TITLES = {  # and what is said of them
    Col.NAME: ("from → to", "Where the weight leads from and to"),
    Col.LAYER: ("layer", "The layer the weight leads to"),
    Col.WEIGHT: ("weight", "Double-click a weight to change it"),
    Col.SLOPE: ("slope", "How the loss leans as the weight grows"),
    Col.NEXT: (
        "will be",
        (
            "After the next step, by the rule below the table. “by” is how far it moves, where"
            " both numbers look the same"
        ),
    ),
    Col.LOCKED: ("lock", "Descent leaves a locked weight alone"),
}

USUAL = {  # texts as long as those of a column are as a rule
    Col.NAME: "accounts→h1",
    Col.WEIGHT: "−0.0001",
    Col.SLOPE: "−0.0001",
    Col.NEXT: "▼ −0.0001",
}
NUMBERS = (Col.WEIGHT, Col.SLOPE, Col.NEXT)
