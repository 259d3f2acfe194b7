"""The topic of the explanation: the selected number, a walkthrough's beat, or the next step."""

from core.explanation.quantities import Quantities
from core.explanation.terms import Explanation
from core.explanation.walking.walkthrough import Phase, Walkthrough
from core.explanation.whole_explanations import (
    about_beat,
    about_nodes,
    about_partial_sum,
    about_walkthrough,
    about_weight,
    about_weights,
)
from gui.session.session import Session


def explanation_of(session: Session) -> Explanation | None:
    """The explanation of what is selected or of the beat of the walkthrough, if there is one."""
    present, focus = session.present, session.focus
    numbers = present.numbers
    if focus.walkthrough is not None and focus.walkthrough.adding is not None:
        return about_partial_sum(numbers, focus.walkthrough.adding, focus.row)
    if focus.nodes:
        return about_nodes(numbers, focus.nodes, focus.row)
    if len(focus.parameters) == 1:
        return about_weight(numbers, focus.parameters[0], focus.row)
    if focus.parameters:
        return about_weights(numbers, focus.parameters)
    if focus.walkthrough is not None:
        return _about_walkthrough(session, numbers, focus.walkthrough)
    return None


def _about_walkthrough(
    session: Session, numbers: Quantities, walkthrough: Walkthrough
) -> Explanation | None:
    beat = walkthrough.latest(numbers.network)
    if beat is None:
        return about_walkthrough()
    latest = session.latest
    if beat.phase is Phase.STEP:
        if latest is None:
            return None
        numbers = latest.numbers
    return about_beat(numbers, beat, session.focus.row)


def is_of_latest(session: Session) -> bool:
    """Whether the explanation is of the moment before the step that was just walked through."""
    focus = session.focus
    network = session.document.experiment.network
    free = not focus.nodes and not focus.parameters
    return free and focus.walkthrough is not None and focus.walkthrough.phase(network) is Phase.STEP
