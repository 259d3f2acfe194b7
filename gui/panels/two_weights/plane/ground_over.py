"""The losses over a plane, by a sample of the rows where all of them would take too long."""

from msgspec.structs import replace

from core.landscape.planes import Plane, PlaneLosses
from core.text.numbers import grouped
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from gui.panels.two_weights.plane.plane_range import rows_for
from gui.session.snapshot import Present


def ground_over(present: Present, plane: Plane) -> PlaneLosses:
    """The hill of what is present."""
    experiment, evaluation = present.document.experiment, present.evaluation
    rows = _rows(experiment, plane)
    if rows < experiment.dataset.rows:
        experiment = replace(experiment, dataset=experiment.dataset.sampled(rows))
        evaluation = evaluate(experiment)
    return PlaneLosses(experiment, evaluation, plane)


def rows_note(experiment: Experiment, plane: Plane) -> str:
    """What has to be said about rows left out; empty if none are."""
    rows, of_all = _rows(experiment, plane), experiment.dataset.rows
    return f"{grouped(rows)} of {grouped(of_all)} rows" if rows < of_all else ""


def _rows(experiment: Experiment, plane: Plane) -> int:
    return min(experiment.dataset.rows, rows_for(experiment, plane))
