"""The columns of the table of branches."""

from enum import IntEnum


class Col(IntEnum):
    """A column, from left to right."""

    SHOWN = 0
    NAME = 1
    DIFFERS = 2
    STEPS = 3
    SECONDS = 4
    LOSS = 5
    ASIDE = 6
    FIT = 7


TITLES = {
    Col.SHOWN: ("shown", "Whether it is drawn in the loss plot beside the present path"),
    Col.NAME: ("name", "What it is called; F2 gives it another name"),
    Col.DIFFERS: ("what differs", "What was done differently than in the first branch"),
    Col.STEPS: ("steps", "How many steps led to its end"),
    Col.SECONDS: ("time", "How long its steps took to compute"),
    Col.LOSS: ("loss", "The loss at its end, of the rows learnt from"),
    Col.ASIDE: ("validation", "The loss at its end, of the rows set aside"),
    Col.FIT: (
        "fit",
        (
            "How well it fits at its end: the part that is right where classes are told apart,"
            " else R²; of the rows set aside where there are some"
        ),
    ),
}
USUAL = {
    Col.SHOWN: "shown",
    Col.NAME: "Branch 10",
    Col.DIFFERS: "rate 0.1 instead",
    Col.STEPS: "10 000",
    Col.SECONDS: "0.123 ms",
    Col.LOSS: "0.12345",
    Col.ASIDE: "0.12345",
    Col.FIT: "R² 0.987",
}
