"""Which kept runs of the loss plot are named. No Qt in here."""

from core.nn.arrays import Array
from gui.panels.loss.plot.loss_curves import LossCurves
from gui.plotting.plot_frame import Frame
from gui.plotting.scales import LossScale

_MOST_NAMED = 4


def named_runs(
    curves: LossCurves, frame: Frame, scale: LossScale, most: int
) -> tuple[tuple[float, Array], ...]:
    """The learning rates and the pixels, shape (n, 2), of the runs kept last, the latest first.

    At the start, what lies ahead is one of them. Edits alone are no run.
    """
    here = curves.history.updates_at(curves.history.present)
    runs = [segment for segment in curves.ghosts[::-1] if segment.last > segment.first]
    if curves.future and here == curves.path_range[0]:
        runs.insert(0, curves.future[-1])
    named = []
    for run in runs[:_MOST_NAMED]:
        steps, losses = curves.curve([run], *frame.steps, most)
        if steps.size and steps.max() > steps.min():
            named.append((curves.rate_of(run.line), frame.points(steps, scale.place(losses))))
    return tuple(named)
