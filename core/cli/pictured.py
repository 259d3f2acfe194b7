"""What the command line can make pictures of."""

from enum import StrEnum


class Pictured(StrEnum):
    """What a picture shows; the value is how the command line names it."""

    DRAWING = "drawing"
    LOSS = "loss"
    HISTORIES = "histories"
    LAYERS = "layers"
    ONE_WEIGHT = "one-weight"
    TWO_WEIGHTS = "two-weights"
    SURFACE = "surface"
    STEP_SIZE = "step-size"
    PREDICTIONS = "predictions"
    NODE = "node"
    RACE = "race"
    WINDOW = "window"
