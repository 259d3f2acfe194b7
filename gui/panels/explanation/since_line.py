"""How far the selected weight has come since the start, in a line."""

from gui.formatting.numbers import apart, signed
from gui.session.session import Session


def since_line(session: Session) -> str:
    """Say "2 → 0.68, −1.32 since the start"; nothing unless one weight is selected that moved."""
    document, focus = session.document, session.focus
    before, now = document.start.network, document.experiment.network
    if len(focus.parameters) != 1 or focus.nodes or before.shapes != now.shapes:
        return ""
    at = focus.parameters[0]
    start, value = float(before.parameters[at]), float(now.parameters[at])
    if start == value:
        return ""
    return f"{apart(start, value)}, {signed(value - start)} since the start"
