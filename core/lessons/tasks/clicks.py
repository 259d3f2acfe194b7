"""What is clicked: the weight that is steepest or largest, or what a task names."""

import numpy as np

from core.document.document import Document
from core.lessons.tasks.tasks import ClickTask
from core.nn.arrays import Array
from core.training.evaluation import evaluate

STEEPEST, LARGEST = "steepest weight", "largest weight"


def compared(task: ClickTask, present: Document) -> tuple[Array, Array]:
    """Of every weight what is compared, the steepness or the size, and then the other of them."""
    slopes = np.abs(evaluate(present.experiment).gradient)
    sizes = np.abs(present.experiment.network.parameters)
    return (slopes, sizes) if task.target == STEEPEST else (sizes, slopes)


def right_clicks(task: ClickTask, present: Document) -> tuple[str, ...]:
    """The names of what is to be clicked; each by itself is right."""
    if task.target not in (STEEPEST, LARGEST):
        return (task.target,)
    network, (asked, _) = present.experiment.network, compared(task, present)
    names = map(network.parameter_name, network.places())
    return tuple(name for name, size in zip(names, asked, strict=True) if size == asked.max())
