"""Recording an animation on a stage, as it was chosen in the dialog."""

from core.export.scripts.replay import ExportError
from core.slices.work import Work
from gui.export.options import Options
from gui.figures.animation import Animation, Stage, animated, usual_stretch
from gui.figures.figure import Figure, Subject, subjects


def recorded(stage: Stage, ending: str, options: Options) -> Work[bytes]:
    """The file of an animation.

    Args:
        stage: where what is chosen is to be seen, too.
        ending: of the file's name.
        options: what is chosen.

    Raises:
        ExportError: what is chosen does not change from moment to moment, or is too much.
    """
    figure = Figure(_on_stage(stage, options.subject), ending, None, options.scale, options.theme)
    stretch = options.stretch or usual_stretch(stage.session.history)
    animation = Animation(figure, stretch, options.per_second)
    return (yield from animated(stage.session, stage.theme, animation))


def _on_stage(stage: Stage, chosen: Subject | None) -> Subject:
    """The same subject there."""
    shown = {subject.title: subject for subject in subjects(stage.window)}
    found = None if chosen is None else shown.get(chosen.title)
    if found is None:
        raise ExportError("this is not on the timeline, and cannot be animated")
    if stage.session.guard.is_lesson and not found.has_size:
        raise ExportError("a lesson is not on the timeline: its window cannot be animated")
    return found
