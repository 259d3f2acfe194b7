"""A network that no step puts to sleep, so that too large a rate leads beyond all numbers."""

from core.training.experiment import Experiment
from tests.core.builders import build_experiment


def without_corners() -> Experiment:
    """The network the program opens with, but for its ReLU."""
    return build_experiment([[[2, 1], [0, 0]], [[2, 2]]], ["identity", "identity"], [[3, 2]], [5])
