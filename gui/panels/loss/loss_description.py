"""How the loss has gone on the present path, in sentences for a screen reader. No Qt in here."""

from core.history.best_moment import BestMoment, best_moment, least_moment
from core.history.history import History
from core.history.moments import Moment
from core.text.numbers import grouped
from core.training.evaluation import Evaluation
from gui.formatting.numbers import number


def describe_loss(history: History, evaluation: Evaluation) -> str:
    """The present loss and its trend, the first and the least one, and the rows set aside."""
    here, loss = history.updates_at(history.present), evaluation.loss
    line, first, _ = history.past()[0]
    begun = Moment(line, first)
    parts = [f"step {grouped(here)}: loss {number(loss)}{_trend(history, loss)}."]
    began = history.loss_at(begun)
    if began is not None and begun != history.present:
        parts.append(f"It began with {number(began)} at step {_step(history, begun)};")
        parts.append(f"the least is {_least(least_moment(history))}.")
    if evaluation.validation_loss is not None:
        aside = number(evaluation.validation_loss)
        parts.append(f"Of the rows set aside: loss {aside}, least {_least(best_moment(history))}.")
    _, last = history.path_range()
    if last > here:
        parts.append(f"The path goes on to step {grouped(last)}.")
    return " ".join(parts)


def _step(history: History, moment: Moment) -> str:
    return grouped(history.updates_at(moment))


def _least(found: BestMoment | None) -> str:
    return f"{number(found.loss)}, at step {grouped(found.updates)}" if found else "unknown"


def _trend(history: History, loss: float) -> str:
    """How the loss compares with the one a step before, if there was a step."""
    line, offset = history.present
    before = history.loss_at(Moment(line, offset - 1)) if offset else None
    if before is None:
        return ""
    return ", falling" if loss < before else ", rising" if loss > before else ", as before"
