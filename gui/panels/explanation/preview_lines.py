"""The preview of a step as text: what the slopes promise of it, and what it will really do."""

from core.explanation.linear_prediction import LinearPrediction
from core.nn.quantity import LOSS, QuantityKind
from core.text.numbers import counted
from core.training.descent import Refusal
from gui.formatting.numerals import show
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.session.visibility import Visibility, visibility_of


def preview_lines(session: Session) -> list[str]:
    """What the next step promises, and what came of the one just taken; empty unless wanted."""
    focus = session.focus
    visibility = visibility_of(session.document.experiment.network, focus, in_walkthrough=False)
    if not focus.ahead or session.is_running:
        return []
    if not (visibility.shows(LOSS) and visibility.shows_kind(QuantityKind.NEW_WEIGHT)):
        return ["The next step is hidden, as slopes or the loss are."]
    ahead = session.present.next_step
    lines = [
        f"next step: {_promised(ahead, session.present, visibility)}; {_kept(ahead, visibility)}"
    ]
    latest = session.latest
    if latest is not None and _is_one_step(latest, session.present):
        behind = latest.next_step
        came_to = show(behind.came_to, visibility.numerals).text
        promised = _promised(behind, latest, visibility)
        lines.insert(0, f"this step: {promised}; it came to {came_to}")
    return lines


def _is_one_step(before: Present, after: Present) -> bool:
    return after.document.experiment.updates == before.document.experiment.updates + 1


def _promised(ahead: LinearPrediction, present: Present, visibility: Visibility) -> str:
    batch = present.evaluation.batch
    whose = "" if batch is None else f"for its {counted(batch.size, 'row').removeprefix('1 ')} "
    text = f"{whose}the slopes promise a loss of {show(ahead.promised, visibility.numerals).text}"
    if ahead.is_impossible:
        text += " (impossible: a loss is never below 0; the line does not hold that far)"
    return text


def _kept(ahead: LinearPrediction, visibility: Visibility) -> str:
    if isinstance(ahead.kept, Refusal):
        return "the step would be refused"
    text = f"it will really be {show(ahead.came_to, visibility.numerals).text}"
    if ahead.came_to == ahead.kept:
        return text
    return f"{text} · that of all rows will be {show(ahead.kept, visibility.numerals).text}"
