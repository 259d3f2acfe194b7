"""What an action did, in a sentence: before → after, better or worse."""

from dataclasses import dataclass, replace
from enum import Enum

from core.descent import Refusal
from core.document import Document
from core.evaluation import Evaluation
from core.experiment import Experiment
from core.losses import Loss
from core.quantities import LOSS, Kind
from gui.number_text import apart, count_text, number
from gui.present import Present
from gui.sight import Sight


class Tone(Enum):
    """How a message is meant."""

    PLAIN = "plain"
    BETTER = "better"
    WORSE = "worse"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence about what was just done.

    `discreet` says as much as may be said while errors and the loss are hidden; None where the
    sentence gives nothing away.
    """

    text: str
    tone: Tone = Tone.PLAIN
    discreet: str | None = None

    def told(self, sight: Sight) -> "Message":
        """What may be said of it."""
        open_ = sight.shows(LOSS) and sight.disclosure.shows_kind(Kind.ERROR)
        return self if open_ or self.discreet is None else Message(self.discreet)


NOTHING = Message("")
RESTARTED = Message("Restart: step 0 again, with the data and settings of now")
TOO_LARGE = Message(
    "Nothing was changed: scaled, a number would be too large to be one.", Tone.WARNING
)


def change(what: str, before: float, after: float) -> str:
    """Name an edit of one number: "accounts → hidden 1: 2 → 2.01"."""
    return f"{what}: {number(before)} → {number(after)}"


def edit_effect(name: str, before: Present, after: Present, row: int) -> Message:
    """Say what an edit did to the error of one row and to the loss.

    Another loss function is another yardstick: then less is not better.
    """
    old, new = before.evaluation, after.evaluation
    if old is new:  # names and places change no number
        return Message(name)
    parts = [name, *_error_change(old, new, row)]
    if before.document.experiment.updates and not after.document.experiment.updates:
        name += " · a new start: step 0"
        parts[0] = name
    if old.loss == new.loss:
        text = " · ".join([*parts, f"loss stays {number(new.loss)}"])
        return Message(text, discreet=name)
    change_ = f"loss {apart(old.loss, new.loss)}"
    if before.document.experiment.loss is not after.document.experiment.loss:
        return Message(" · ".join([*parts, change_]), discreet=name)
    verdict = "better" if new.loss < old.loss else "worse"
    return Message(" · ".join([*parts, f"{change_}, {verdict}"]), Tone(verdict), name)


def _error_change(old: Evaluation, new: Evaluation, row: int) -> list[str]:
    """The error of a row before and after, if there is one and it changed."""
    if old.errors.shape != new.errors.shape or len(new.errors) > 1:
        return []
    before, after = float(old.errors[0, row]), float(new.errors[0, row])
    return [] if before == after else [f"error {number(before)} → {number(after)}"]


def steps_effect(document: Document, updates: int, before: float, after: float) -> Message:
    """Say what one or several updates did to the loss."""
    experiment = document.experiment
    count = experiment.updates
    rows = rows_of_steps(experiment, updates)
    first = count_text(count - updates + 1)
    which = f"step {first}" if updates == 1 else f"steps {first} to {count_text(count)}"
    discreet = f"{which}: {rows}"
    text = f"{discreet}, loss {apart(before, after)}"
    if after > before:
        return Message(f"{text}, worse: the step went too far", Tone.WORSE, discreet)
    return Message(text, Tone.BETTER if after < before else Tone.PLAIN, discreet)


def rows_of_steps(experiment: Experiment, updates: int) -> str:
    """Name the rows that the latest updates used, and the end of an epoch."""
    rows, turn = experiment.dataset.rows, experiment.turn
    if turn.batches == 1:
        return rows_in_use(rows)
    if updates > 1:
        return f"batches of {experiment.batch_size}, epoch {count_text(turn.epoch + 1)}"
    before = replace(experiment, updates=experiment.updates - 1)
    batch, last = before.batch, before.turn
    used = rows if batch is None else batch.size
    epoch = f"epoch {count_text(last.epoch + 1)}"
    ends = f", which ends {epoch}" if last.is_last else f" of {epoch}"
    each = "1 row" if used == 1 else f"{used} rows"
    return f"{each} of {count_text(rows)}, batch {last.batch + 1}/{last.batches}{ends}"


def rows_in_use(rows: int) -> str:
    """Name the rows that the slopes come from."""
    return "the only row" if rows == 1 else f"all {rows} rows"


def loss_arithmetic(loss: Loss, rows: int, outputs: int) -> str:
    """How a table's last column becomes the loss: "mean of error²"."""
    how, _, over = loss.reduction(rows, outputs).partition(" ")
    return f"{how} of {loss.share_name}{f' {over}' if outputs > 1 else ''}"


def run_effect(
    before: Present, after: Present, refusal: Refusal | None, still: str | None
) -> Message:
    """Say what a run did, or why it ended.

    Args:
        before: where it began.
        after: where it stands.
        refusal: why a step was not taken, if one was not.
        still: why further steps change nothing, if that is so.
    """
    loss = after.evaluation.loss
    if refusal is not None:
        return Message(refusal.message, Tone.WARNING)
    if still is not None:
        tone = Tone.WARNING if loss else Tone.PLAIN  # at loss 0 there is nothing to mend
        return Message(f"loss {number(loss)}: {still}", tone, "further steps change nothing")
    updates = after.document.experiment.updates - before.document.experiment.updates
    return steps_effect(after.document, updates, before.evaluation.loss, loss)
