"""Ringing the steepest weight."""

from core.explanation.steepest import Steepest, steepest
from core.nn.quantity import QuantityKind
from core.text.numbers import counted
from gui.formatting.numbers import number
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.visibility import visibility_of


def ring_steepest(session: Session) -> None:
    """Select the weight with the largest |slope|, or all that share it, and say which it is."""
    network = session.document.experiment.network
    if not visibility_of(network, session.focus).shows_kind(QuantityKind.SLOPE):
        session.tell(Message("Which weight is the steepest is not to be seen: slopes are hidden"))
        return
    if not session.guard.lets_be_pointed_out:
        session.tell(Message("Answer first: which weight it is, is asked here", Tone.WARNING))
        return
    found = steepest(session.present.numbers)
    if found.size > 0:
        session.select(found.parameters)
    session.tell(_said(session, found))


def _said(session: Session, found: Steepest) -> Message:
    if not found.parameters:
        locked = session.document.experiment.network.locked.all()
        why = "every weight is locked" if locked else "no slope is a finite number"
        return Message(f"No weight is the steepest: {why}", Tone.WARNING)
    if found.size == 0:
        return Message("No weight is the steepest: every slope is 0")
    network, first, *others = session.document.experiment.network, *found.parameters
    name = network.parameter_name(network.place(first))
    if others:
        more = counted(len(others), "other")
        return Message(f"steepest: {name} and {more}, each with slope ±{number(found.size)}")
    return Message(f"steepest: {name}, slope {number(session.present.numbers.slope(first))}")
