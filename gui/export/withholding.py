"""What may not be taken away: it would tell what is hidden, or what a lesson asks for."""

from gui.export.kinds import Group, Kind
from gui.session.session import Session
from gui.session.visibility import way_to_show


def why_withheld(kind: Kind, session: Session) -> str:
    """Why a kind of file may not be made now; nothing if it may."""
    guard, hiding = session.guard, session.focus.hiding
    if kind.group is Group.SCRIPT and not guard.lets_code_be_read:
        return "Put the lines in order first: this would show them"
    if not (kind.tells or kind.group is Group.ANIMATION):
        return ""
    if session.focus.walkthrough is not None:
        return "The update is walked through: leave the walkthrough first, this would tell it"
    if not (kind.tells and hiding.hidden):
        return ""
    return f"Numbers are hidden {way_to_show(hiding)}: this would tell them"
