"""The columns of the table of weights."""

from enum import IntEnum

from core.training.rules.optimizer import Optimizer


class Col(IntEnum):
    """The columns from left to right; what an optimizer remembers comes after the slope."""

    NAME = 0
    LAYER = 1
    WEIGHT = 2
    SLOPE = 3
    NEXT = 4
    LOCKED = 5
    KEPT = 6
    KEPT_TOO = 7


MEMORY = (Col.KEPT, Col.KEPT_TOO)

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

USUAL = dict.fromkeys(MEMORY, "−0.0001") | {  # texts as long as those of a column are as a rule
    Col.NAME: "accounts→h1",
    Col.WEIGHT: "−0.0001",
    Col.SLOPE: "−0.0001",
    Col.NEXT: "▼ −0.0001",
}
NUMBERS = (Col.WEIGHT, Col.SLOPE, *MEMORY, Col.NEXT)


def columns_of(optimizer: Optimizer) -> tuple[Col, ...]:
    """The columns there are, with one for each number that the optimizer remembers."""
    memory = MEMORY[: len(optimizer.remembers)]
    return (Col.NAME, Col.LAYER, Col.WEIGHT, Col.SLOPE, *memory, Col.NEXT, Col.LOCKED)


def title_of(column: Col, optimizer: Optimizer) -> str:
    """What stands above a column."""
    is_kept = column in MEMORY
    return optimizer.remembers[MEMORY.index(column)] if is_kept else TITLES[column][0]


def about(column: Col, optimizer: Optimizer) -> str:
    """What is said of a column."""
    if column not in MEMORY:
        return TITLES[column][1]
    name = title_of(column, optimizer)
    return f"{name}: what {optimizer.name} remembers of the weight's slopes so far"
