"""The words of lessons for what only the window has, or what can be changed: each one an entry."""

from enum import Enum

from core.explanation.walking.walkthrough import Phase


class Panel(Enum):
    """A panel that a page may open; all others keep as they are."""

    DATA = "data"
    WEIGHTS = "weights"
    LOSS = "loss"
    HILL = "hill"
    CODE = "code"


class HillPage(Enum):
    """A page of the hill that a page of a lesson may turn to."""

    ONE_WEIGHT = "one weight"
    TWO_WEIGHTS = "two weights"
    STEP_SIZE = "step size"
    PREDICTIONS = "predictions"
    NODE = "node"


class Part(Enum):
    """A part of an experiment that a task may leave to be changed."""

    WEIGHTS = "weights"
    DATA = "data"
    SCALING = "scaling"
    LOSS = "loss"
    ACTIVATIONS = "activations"
    STRUCTURE = "structure"
    WAY_DOWN = "way down"


class PhaseWord(Enum):
    """A part of an update whose lines are put in order."""

    FORWARD = "forward"
    ERROR = "error"
    SLOPES = "slopes"
    STEP = "step"

    @property
    def phase(self) -> Phase:
        """The part itself."""
        return Phase[self.name]


class Change(Enum):
    """Which way a number goes."""

    RISES = "rises"
    FALLS = "falls"
    STAYS = "stays"
