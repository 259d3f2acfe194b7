"""Which part of a plane is shown, and how finely."""

from itertools import pairwise

import numpy as np

from core.landscape.planes import Plane
from core.nn.arrays import Array
from core.training.experiment import Experiment
from gui.panels.one_weight.slice_range import usual_range

Span = tuple[float, float]
_MARGIN = 0.15
COARSE, MIDDLE, FINE = 26, 51, 101
_FEWEST = 11
_NUMBERS_MOVING = 20_000_000  # that may be computed for one picture
_NUMBERS_AT_REST = 150_000_000


def usual_spans(here: Array, after: Array, path: Array) -> tuple[Span, Span]:
    """The coordinates to show: where the ball is, where the step leads, and the path.

    Args:
        here: the ball's coordinates, shape (2,).
        after: those after the next step, shape (2,).
        path: those of the path, shape (n, 2).
    """
    spans = []
    for axis in (0, 1):
        low, high = usual_range(float(here[axis]), float(after[axis]))
        walked = path[np.isfinite(path[:, axis]), axis]
        if walked.size:
            margin = _MARGIN * float(np.ptp(walked))
            low = min(low, float(walked.min()) - margin)
            high = max(high, float(walked.max()) + margin)
        spans.append((low, high))
    return spans[0], spans[1]


def cost_of_a_point(experiment: Experiment, plane: Plane) -> int:
    """About how many numbers are computed for each point of a plane and each row."""
    sizes = experiment.network.sizes[1:]
    if plane.pair is not None:
        sizes = sizes[experiment.network.place(plane.pair[0]).layer + 1 :]
    products = sum(one * following for one, following in pairwise(sizes))
    return 1 + sum(sizes) + products // 8  # products are quicker than activations


def rows_for(experiment: Experiment, plane: Plane) -> int:
    """How many rows a picture of 26 × 26 points can go by; fewer than all are a sample."""
    return max(16, _NUMBERS_AT_REST // (COARSE**2 * cost_of_a_point(experiment, plane)))


def points_while_moving(experiment: Experiment, plane: Plane, most: int = _NUMBERS_MOVING) -> int:
    """How many points a side to compute for one of many pictures, of at most so many numbers."""
    numbers = cost_of_a_point(experiment, plane) * experiment.dataset.rows
    return int(np.clip((most / numbers) ** 0.5, _FEWEST, COARSE))
