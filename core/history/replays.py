"""Whether updates that a file tells of lead here where they led there.

Another machine may round a sum in another way. So before a moment that a file does not hold is
shown, the updates are taken again up to the next one that it does hold, and compared.
"""

from core.history.history import History
from core.history.moments import Line, Moment
from core.training.descent import Descent


def can_replay(history: History, moment: Moment) -> bool:
    """Whether a moment is found again by taking updates, as it was, to the last bit.

    True for all that was computed here, for what is kept, and where nothing after it is.
    """
    line = history.lines[moment.line]
    kept, _ = line.trace.nearest(moment.offset)
    following = _next_kept(line, moment.offset)
    if moment.offset > line.recorded or kept == moment.offset or following is None:
        return True
    stretch = kept, following
    if stretch not in line.replays:
        line.replays[stretch] = _leads_to(history, moment.line, *stretch)
    return line.replays[stretch]


def _next_kept(line: Line, offset: int) -> int | None:
    """The first moment after this one whose state came with the file."""
    later = line.trace.kept(offset + 1, line.recorded)
    if later:
        return later[0]
    return line.recorded if line.trace.nearest(line.recorded)[0] == line.recorded else None


def _leads_to(history: History, line: int, kept: int, following: int) -> bool:
    begun, end = (history.nearest(Moment(line, offset))[0] for offset in (kept, following))
    descent = Descent(begun.experiment)
    if descent.run(following - kept) is not None:
        return False
    return descent.experiment.state.tobytes() == end.experiment.state.tobytes()
