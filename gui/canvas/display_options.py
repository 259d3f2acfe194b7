"""The options of the drawing for the present moment: slopes, changes, a preview, a walkthrough."""

from core.explanation.walkthrough import Phase
from core.nn.arrays import Array
from core.nn.quantity import QuantityKind
from core.training.evaluation import Evaluation, evaluate
from gui.canvas.scene.picture_builder import Options, wanted_numbers
from gui.session.session import Session
from gui.session.visibility import visibility_of


def options_of(session: Session, slopes: bool, changes: bool, hovered: int | None) -> Options:
    """What is to be seen.

    Args:
        session: what there is.
        slopes: whether slopes are shown outside of a walkthrough.
        changes: whether the latest change of each weight is shown outside of a walkthrough.
        hovered: a weight whose number is shown in any case.
    """
    focus, phase = session.focus, _phase(session)
    wanted = wanted_numbers(focus.parameters, hovered)
    steady = session.is_running or session.present.is_preview or focus.walkthrough is not None
    if focus.point is not None:
        return Options(wanted=wanted, steady=steady, focus=focus)
    ahead = _looks_ahead(session, phase)
    return Options(
        row=focus.row,
        slopes=slopes or phase is Phase.SLOPES,
        wanted=wanted,
        steady=steady,
        focus=focus,
        stale=_stale(session),
        change=_next(session) if ahead else _latest(session, changes or phase is Phase.STEP),
        ahead=ahead,
        alone=slopes_alone(session),
    )


def slopes_alone(session: Session) -> Array | None:
    """The slopes of the row on show alone, shape (P,); None unless they are wanted."""
    focus = session.focus
    if not focus.alone:
        return None
    return evaluate(session.document.experiment.on_row(focus.row)).gradient


def _phase(session: Session) -> Phase | None:
    """The phase of the update on show, while it is walked through."""
    walkthrough = session.focus.walkthrough
    return None if walkthrough is None else walkthrough.phase(session.document.experiment.network)


def _looks_ahead(session: Session, phase: Phase | None) -> bool:
    """Whether it is shown where the next step puts every weight."""
    visibility = visibility_of(
        session.document.experiment.network, session.focus, in_walkthrough=False
    )
    wanted = session.focus.ahead and not session.is_running and phase is not Phase.STEP
    return wanted and visibility.shows_kind(QuantityKind.NEW_WEIGHT)


def _next(session: Session) -> tuple[Array, Array]:
    """From where to where the next step moves the parameters."""
    before = session.document.experiment.network.parameters
    return before, session.present.next_step.parameters


def _latest(session: Session, wanted: bool) -> tuple[Array, Array] | None:
    """From where to where the latest change moved the parameters."""
    if session.latest is None or not wanted:
        return None
    before = session.latest.document.experiment.network
    after = session.document.experiment.network
    if before.shapes != after.shapes:
        return None
    return before.parameters, after.parameters


def _stale(session: Session) -> Evaluation | None:
    """The numbers before the step that was just walked through, if they are of the same rows."""
    latest = session.latest
    if session.focus.walkthrough is None or latest is None:
        return None
    before, after = latest.document.experiment, session.document.experiment
    same = before.dataset is after.dataset and before.network.shapes == after.network.shapes
    return latest.evaluation if same else None
