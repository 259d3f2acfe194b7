"""The next step in a sentence: what it does to the loss, and which weight it changes most."""

import numpy as np

from core.explanation.linear_prediction import LinearPrediction
from core.nn.quantity import LOSS, QuantityKind
from core.text.numbers import counted
from core.training.descent import Refusal
from gui.formatting.numbers import apart, signed
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.session.visibility import visibility_of


def next_step_line(session: Session) -> str:
    """The sentence, so far as numbers may be seen; empty during a run and where none may."""
    present, focus = session.present, session.focus
    visibility = visibility_of(present.document.experiment.network, focus)
    if session.is_running or not visibility.shows_kind(QuantityKind.NEW_WEIGHT):
        return ""
    ahead = present.next_step
    if isinstance(ahead.kept, Refusal):
        return f"The next step would not be taken: {ahead.kept.what} would be too large."
    largest = _largest_change(present, ahead)
    if not largest:
        return "The next step changes no weight."
    if not visibility.shows(LOSS):
        return f"The largest change of the next step is {largest}"
    uphill = "leads uphill and " if ahead.promised > ahead.loss else ""
    return f"The next step {uphill}{_course(present, ahead)}; the largest change is {largest}"


def _largest_change(present: Present, ahead: LinearPrediction) -> str:
    """The weight that goes furthest, and from where to where; empty if none moves."""
    network = present.document.experiment.network
    before, after = network.parameters, ahead.parameters
    index = int(np.abs(after - before).argmax())
    if before[index] == after[index]:
        return ""
    name = network.parameter_name(network.place(index))
    now, then = float(before[index]), float(after[index])
    old, _, new = apart(now, then).partition(" → ")
    way = f", by {signed(then - now)}" if old == new else f" → {new}"
    return f"{name}: {old}{way}"


def _course(present: Present, ahead: LinearPrediction) -> str:
    """What becomes of the loss of the rows that the step follows."""
    batch = present.evaluation.batch
    rows = "" if batch is None else f" of its {counted(batch.size, 'row').removeprefix('1 ')}"
    old, _, new = apart(ahead.loss, ahead.came_to).partition(" → ")
    if old == new:
        return f"leaves the loss{rows} at {old}"
    verb = "lowers" if ahead.came_to < ahead.loss else "raises"
    return f"{verb} the loss{rows} from {old} to {new}"
