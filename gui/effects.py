"""What an action did, in a sentence: before → after, better or worse."""

from dataclasses import dataclass
from enum import Enum

from core.descent import Refusal
from core.disclosure import Disclosure
from core.document import Document
from core.evaluation import Evaluation
from core.losses import Loss
from core.quantities import Kind
from gui.number_text import number
from gui.present import Present


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

    def told(self, disclosure: Disclosure) -> "Message":
        """What may be said of it."""
        open_ = disclosure.shows_kind(Kind.ERROR) and disclosure.shows_kind(Kind.LOSS)
        return self if open_ or self.discreet is None else Message(self.discreet)


NOTHING = Message("")


def change(what: str, before: float, after: float) -> str:
    """Name an edit of one number: "accounts → hidden 1: 2 → 2.01"."""
    return f"{what}: {number(before)} → {number(after)}"


def edit_effect(name: str, before: Evaluation, after: Evaluation, row: int) -> Message:
    """Say what an edit did to the error of one row and to the loss."""
    if before is after:  # names and places change no number
        return Message(name)
    parts = [name]
    comparable = before.errors.shape == after.errors.shape
    if comparable and len(after.errors) == 1 and row < after.errors.shape[1]:
        old, new = float(before.errors[0, row]), float(after.errors[0, row])
        if old != new:
            parts.append(f"error {number(old)} → {number(new)}")
    if before.loss == after.loss:
        text = " · ".join([*parts, f"loss stays {number(after.loss)}"])
        return Message(text, discreet=name)
    verdict = "better" if after.loss < before.loss else "worse"
    parts.append(f"loss {number(before.loss)} → {number(after.loss)}, {verdict}")
    return Message(" · ".join(parts), Tone(verdict), name)


def steps_effect(document: Document, updates: int, before: float, after: float) -> Message:
    """Say what one or several updates did to the loss."""
    experiment = document.experiment
    count = experiment.updates
    rows = rows_in_use(experiment.dataset.rows)
    which = f"step {count}" if updates == 1 else f"steps {count - updates + 1} to {count}"
    discreet = f"{which}: {rows}"
    text = f"{discreet}, loss {number(before)} → {number(after)}"
    if after > before:
        return Message(f"{text}, worse: the step went too far", Tone.WORSE, discreet)
    return Message(text, Tone.BETTER if after < before else Tone.PLAIN, discreet)


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
