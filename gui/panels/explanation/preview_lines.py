"""Before a step: what the slopes promise of it, and what it will really do."""

from core.explanation.linear_prediction import Promise
from core.nn.quantity import LOSS, Kind
from core.training.descent import Refusal
from gui.formatting.equations import show
from gui.formatting.numbers import counted
from gui.session.session import Session
from gui.session.snapshot import Present
from gui.session.visibility import Sight, sight_of


def preview_lines(session: Session) -> list[str]:
    """What the next step promises, and what came of the one just taken; empty unless wanted."""
    focus = session.focus
    sight = sight_of(session.document.experiment.network, focus, walking=False)
    if not focus.ahead or session.is_running:
        return []
    if not (sight.shows(LOSS) and sight.shows_kind(Kind.NEW_WEIGHT)):
        return ["The next step is hidden, as slopes or the loss are."]
    ahead = session.present.next_step
    lines = [f"next step: {_promised(ahead, session.present, sight)}; {_kept(ahead, sight)}"]
    latest = session.latest
    if latest is not None and _is_one_step(latest, session.present):
        behind = latest.next_step
        came_to = show(behind.came_to, sight.numerals).text
        promised = _promised(behind, latest, sight)
        lines.insert(0, f"this step: {promised}; it came to {came_to}")
    return lines


def _is_one_step(before: Present, after: Present) -> bool:
    return after.document.experiment.updates == before.document.experiment.updates + 1


def _promised(ahead: Promise, present: Present, sight: Sight) -> str:
    batch = present.evaluation.batch
    whose = "" if batch is None else f"for its {counted(batch.size, 'row').removeprefix('1 ')} "
    text = f"{whose}the slopes promise a loss of {show(ahead.promised, sight.numerals).text}"
    if ahead.is_impossible:
        text += " (impossible: a loss is never below 0; the line does not hold that far)"
    return text


def _kept(ahead: Promise, sight: Sight) -> str:
    if isinstance(ahead.kept, Refusal):
        return "the step would be refused"
    text = f"it will really be {show(ahead.came_to, sight.numerals).text}"
    if ahead.came_to == ahead.kept:
        return text
    return f"{text} · that of all rows will be {show(ahead.kept, sight.numerals).text}"
