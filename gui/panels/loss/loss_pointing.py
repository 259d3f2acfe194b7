"""Which moment the pointer is on in the loss plot, and what is read there."""

from gui.formatting.sentences import as_read
from gui.panels.loss.lines.loss_curves import FoundMoment, LossCurves
from gui.panels.loss.loss_words import found_lines, kept_text
from gui.plotting.plot_frame import Frame, Pixel


def moment_at(curves: LossCurves, frame: Frame, point: Pixel, reach: float) -> FoundMoment | None:
    """The moment nearest to a point, if one is within reach."""
    return curves.nearest(
        (frame.step(point.x), frame.height(point.y)),
        (frame.pixels_a_step, frame.pixels_a_unit),
        reach,
        frame.scale.place,
    )


def above_or_below(curves: LossCurves, frame: Frame, point: Pixel) -> FoundMoment | None:
    """The moment of the present path that is above or below a point, if there is one."""
    step, (lowest, highest) = round(frame.step(point.x)), curves.path_range
    if not (frame.box.contains(*point) and lowest <= step <= highest):
        return None
    return curves.found(curves.history.at_updates(step))


def words_at(
    curves: LossCurves, found: FoundMoment, frame: Frame, point: Pixel, reach: float
) -> list[str]:
    """What is read, with the edits at that step and those whose mark is within reach."""
    near = [
        (step, as_read(name))
        for step, name in curves.history.edits(curves.path)
        if step == found.step or abs(frame.x(step) - point.x) <= reach
    ]
    on_path = curves.is_on_path(found.moment)
    kept = "" if on_path else kept_text(curves, found.moment.line)
    return found_lines(curves.history, found, near, kept)
