"""The options of the drawing for the present moment: slopes, changes, a preview, a walkthrough."""

from msgspec import Struct

from core.explanation.walking.walkthrough import Phase
from core.nn.arrays import Array
from core.nn.quantity import QuantityKind
from core.training.evaluation import Evaluation, evaluate
from gui.canvas.scene.picture_builder import Options, wanted_numbers
from gui.canvas.scene.sight import Window
from gui.session.session import Session
from gui.session.visibility import visibility_of


class Display(Struct, frozen=True):
    """What of the drawing is switched on.

    Attributes:
        slopes: whether slopes of weights and nodes are shown outside of a walkthrough.
        changes: whether the latest change of each weight is shown, old → new, likewise.
        maps: whether nodes show their outputs over two inputs.
        by_slope: whether edges tell the sizes of slopes in the place of weights.
    """

    slopes: bool = False
    changes: bool = False
    maps: bool = False
    by_slope: bool = False


def options_of(session: Session, display: Display, hovered: int | None, window: Window) -> Options:
    """What is to be seen.

    Args:
        session: what there is.
        display: what is switched on.
        hovered: a weight whose number is shown in any case.
        window: what is seen of the drawing.
    """
    focus, phase = session.focus, _phase(session)
    wanted = wanted_numbers(focus.parameters, hovered)
    steady = session.is_running or session.present.is_preview or focus.walkthrough is not None
    maps = display.maps and may_have_maps(session)
    if focus.point is not None:
        return Options(wanted=wanted, steady=steady, focus=focus, maps=maps, window=window)
    alone = slopes_alone(session)
    ahead, changes = _looks_ahead(session, phase), display.changes or phase is Phase.STEP
    return Options(
        row=focus.row,
        slopes=display.slopes or phase is Phase.SLOPES,
        wanted=wanted,
        steady=steady,
        focus=focus,
        stale=_stale(session),
        change=_next(session) if ahead else _latest(session, changes),
        ahead=ahead,
        maps=maps,
        alone=alone,
        on_edges=_on_edges(session, alone) if display.by_slope else None,
        window=window,
    )


def _on_edges(session: Session, alone: Array | None) -> Array | None:
    """The slopes that edges tell; None where they may not be seen."""
    network = session.document.experiment.network
    if not visibility_of(network, session.focus).shows_kind(QuantityKind.SLOPE):
        return None
    return session.evaluation.gradient if alone is None else alone


def may_have_maps(session: Session) -> bool:
    """Whether there are two inputs, and values that may be seen whatever goes in."""
    is_plane = len(session.document.experiment.dataset.given) == 2
    return is_plane and session.focus.hiding.shows_kind(QuantityKind.ACTIVATION)


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
