"""Which plane through the hill is looked at."""

from enum import Enum

from core.landscape.planes import (
    Plane,
    of_gradient_and_random,
    of_path,
    of_two_weights,
    steepest_two,
)
from core.nn.arrays import Array
from gui.session.snapshot import Focus, Present


class PlaneChoice(Enum):
    """How the two directions are chosen."""

    SELECTED = "Selected weights"
    STEEPEST = "Steepest two"
    PATH = "Path of descent"
    DOWNHILL = "Downhill and random"

    @property
    def tip(self) -> str:
        """What it means, as a sentence."""
        return _TIPS[self]


_ONE = "Selected and steepest"
_TIPS = {
    PlaneChoice.SELECTED: "Two weights or biases: click one, then another with Ctrl held",
    PlaneChoice.STEEPEST: "The two weights with the largest slopes when this is chosen",
    PlaneChoice.PATH: "All weights move: the two directions in which the path so far spreads most",
    PlaneChoice.DOWNHILL: "All weights move: straight downhill, and a random direction across it",
}


def words_for(choice: PlaneChoice, selected: int) -> str:
    """What is looked over: where fewer than two were selected, the steepest weights stand in."""
    if choice is PlaneChoice.SELECTED and selected < 2:
        return _ONE if selected else f"{PlaneChoice.STEEPEST.value}, none selected"
    return choice.value


def plane_for(choice: PlaneChoice, present: Present, focus: Focus, path: Array, seed: int) -> Plane:
    """The plane as it is chosen now.

    With one weight selected, the steepest other one is the second.

    Raises:
        ValueError: there is none; the message says why, for people.
    """
    experiment, evaluation = present.document.experiment, present.evaluation
    if experiment.network.parameters.size < 2:
        raise ValueError("The network has one weight only, and a plane needs two.")
    if choice is PlaneChoice.PATH:
        try:
            return of_path(experiment.network.parameters, path)
        except ValueError:
            raise ValueError("No path yet: take some steps.") from None
    if choice is PlaneChoice.DOWNHILL:
        return of_gradient_and_random(experiment, evaluation, seed)
    first, second = steepest_two(experiment, evaluation)
    selected = focus.parameters if choice is PlaneChoice.SELECTED else ()
    if len(selected) == 1:
        return of_two_weights(experiment, (selected[0], second if first == selected[0] else first))
    if len(selected) > 1:
        return of_two_weights(experiment, (selected[-2], selected[-1]))
    return of_two_weights(experiment, (first, second))
