"""Messages: what an action did, in a sentence: before → after, better or worse."""

import math
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from core.explanation.linear_prediction import effect_of_step
from core.history.best_moment import BestMoment
from core.nn.quantity import LOSS, QuantityKind
from core.text.numbers import counted, grouped
from core.training.descent import Refusal
from core.training.diagnosis import Standstill
from core.training.evaluation import Evaluation
from core.training.experiment import Experiment
from gui.formatting.numbers import apart, number
from gui.formatting.original_units import scaled_word
from gui.formatting.sentences import as_read
from gui.formatting.way_down_words import remembered_words
from gui.session.snapshot import Present
from gui.session.visibility import Visibility


class Tone(Enum):
    """How a message is meant."""

    PLAIN = "plain"
    BETTER = "better"
    WORSE = "worse"
    WARNING = "warning"


class Message(Struct, frozen=True):
    """A sentence about what was just done.

    `discreet` says as much as may be said while errors and the loss are hidden; None where the
    sentence gives nothing away.
    """

    text: str
    tone: Tone = Tone.PLAIN
    discreet: str | None = None

    def and_that(self, more: str) -> "Message":
        """The sentence with something said besides."""
        discreet = None if self.discreet is None else f"{self.discreet} · {more}"
        return replace(self, text=f"{self.text} · {more}", discreet=discreet)

    def within(self, visibility: Visibility) -> "Message":
        """What may be said of it."""
        open_ = visibility.shows(LOSS) and visibility.hiding.shows_kind(QuantityKind.ERROR)
        return self if open_ or self.discreet is None else Message(self.discreet)


NOTHING = Message("")
RESTARTED = Message("Restart: step 0 again, with the data and settings of now")
NOTHING_ASKED = Message(
    "Nothing is asked here. While numbers are hidden, typing answers;"
    " Enter or a double-click changes a weight, an input or a target"
)


def change(what: str, before: float, after: float) -> str:
    """Name an edit of one number: "accounts → hidden 1: 2 → 2.01"."""
    return f"{what}: {number(before)} → {number(after)}"


def edit_effect(name: str, before: Present, after: Present, row: int) -> Message:
    """Say what an edit did to the error of one row and to the loss.

    Another loss function, other rows or another scaling of the targets are another yardstick:
    then less is not better.
    """
    old, new = before.evaluation, after.evaluation
    if old is new:  # names and places change no number
        return Message(name)
    scaled = scaled_word(after.document.experiment)
    parts = [name, *(f"{scaled}{change}" for change in _error_change(old, new, row))]
    if before.document.experiment.updates and not after.document.experiment.updates:
        name += " · a new start: step 0"
        parts[0] = name
    course, tone = _course(old.loss, new.loss)
    begun, reached = before.document.experiment, after.document.experiment
    if not _are_alike(begun, reached):
        course, tone = course.partition(",")[0], Tone.PLAIN
    message = Message(" · ".join([*parts, f"loss {course}"]), tone, name)
    return with_memory(message, begun, reached)


def with_memory(message: Message, before: Experiment, after: Experiment) -> Message:
    """Say besides what becomes of what the optimizer remembers: "Momentum keeps its velocity"."""
    old, new = before.optimizer, after.optimizer
    if not before.memory.any():
        return message
    if type(old) is not type(new):
        return message.and_that(f"what {old.name} remembered is forgotten")
    does = "keeps" if after.memory.any() else "forgets"
    return message.and_that(f"{new.name} {does} its {remembered_words(new)}")


def _are_alike(one: Experiment, other: Experiment) -> bool:
    """Whether their losses can be compared."""
    rows, scaling = one.dataset.rows, one.dataset.target_scaling
    same = rows == other.dataset.rows and scaling == other.dataset.target_scaling
    same = same and one.l2_penalty == other.l2_penalty
    return same and one.loss is other.loss


def _error_change(old: Evaluation, new: Evaluation, row: int) -> list[str]:
    """The error of a row before and after, if there is one and it changed."""
    if old.errors.shape != new.errors.shape or len(new.errors) > 1:
        return []
    before, after = float(old.errors[0, row]), float(new.errors[0, row])
    whose = f" of row {grouped(row + 1)}:" if old.errors.shape[1] > 1 else ""
    return [] if before == after else [f"error{whose} {number(before)} → {number(after)}"]


def steps_effect(before: Present, after: Present) -> Message:
    """Say what one or several updates did to the loss.

    A step of a batch is judged by the rows of that batch; several steps by all rows. That all rows
    do better is what one expects, so only the opposite is said of them.
    """
    begun, reached = before.document.experiment, after.document.experiment
    old, new = before.evaluation, after.evaluation
    updates, in_batches = reached.updates - begun.updates, begun.turn.batches > 1
    first, last = grouped(begun.updates + 1), grouped(reached.updates)
    which = f"step {first}" if updates == 1 else f"steps {first} to {last}"
    discreet = f"{which}: {_rows_of_steps(begun, reached)}"
    if updates > 1:
        whose = "loss of all rows" if in_batches else "loss"
        remembers = begun.optimizer.remembers  # it may have gone uphill, too
        went = "" if in_batches or remembers else ": the steps went too far"
        text, tone = _course(old.loss, new.loss, went)
        return Message(f"{discreet}, {whose} {_unless_better(text)}", tone, discreet)
    found = effect_of_step(begun, old, reached, new)
    went = ": it went uphill" if found.uphill else ""
    went = ": the step went too far" if found.too_far else went
    text, tone = _course(found.before, found.after, went)
    if not in_batches:
        return Message(f"{discreet}, loss {_unless_better(text)}", tone, discreet)
    whose = "its" if old.batch is not None and old.batch.size == 1 else "their"
    all_rows = _course(old.loss, new.loss)[0].partition(",")[0]
    return Message(f"{discreet}: {whose} loss {text} · all rows {all_rows}", tone, discreet)


def _course(before: float, after: float, went: str = "") -> tuple[str, Tone]:
    """From where to where a loss goes, as a verdict; `went` says why it is worse."""
    text = apart(before, after)
    old, _, new = text.partition(" → ")
    if old == new:
        return f"stays {old}", Tone.PLAIN
    if after < before or not math.isfinite(before):
        return f"{text}, better", Tone.BETTER
    return f"{text}, worse{went}", Tone.WORSE


def _unless_better(course: str) -> str:
    return course.removesuffix(f", {Tone.BETTER.value}")


def _rows_of_steps(begun: Experiment, reached: Experiment) -> str:
    """Name the rows that updates used, and the end of an epoch."""
    first, batch = begun.turn, begun.batch
    if batch is None:
        return all_rows(begun)
    if reached.updates > begun.updates + 1:
        last = replace(reached, updates=reached.updates - 1).turn.epoch
        one, other = grouped(first.epoch + 1), grouped(last + 1)
        epochs = f"epoch {one}" if one == other else f"epochs {one} to {other}"
        return f"batches of {grouped(begun.batch_size)}, {epochs}"
    epoch = f"epoch {grouped(first.epoch + 1)}"
    ends = f", which ends {epoch}" if first.is_last else f" of {epoch}"
    rows = grouped(begun.dataset.rows)
    each = f"row {grouped(int(batch[0]) + 1)}" if batch.size == 1 else counted(batch.size, "row")
    return f"{each} of {rows}, batch {grouped(first.batch + 1)}/{grouped(first.batches)}{ends}"


def all_rows(experiment: Experiment) -> str:
    """Name the rows of a step that uses all: "all 16 rows learnt from", "the only row"."""
    rows = experiment.dataset.rows
    learnt = "" if experiment.validation is None else " learnt from"
    return f"the only row{learnt}" if rows == 1 else f"all {grouped(rows)} rows{learnt}"


def loss_arithmetic(experiment: Experiment, rows: int, outputs: int) -> str:
    """How a table's last column becomes the loss: "mean of error²"."""
    loss = experiment.loss
    how, _, over = loss.reduction(rows, outputs).partition(" ")
    share = f"{scaled_word(experiment)}{loss.share_name}"
    return f"{how} of {share}{f' {over}' if outputs > 1 else ''}"


def run_effect(
    before: Present, after: Present, refusal: Refusal | None, still: Standstill | None
) -> Message:
    """Say what a run did, or why it ended.

    Args:
        before: where it began.
        after: where it stands.
        refusal: why a step was not taken, if one was not.
        still: why further steps change nothing, if that is so.
    """
    if refusal is not None:
        return Message(as_read(refusal.message), Tone.WARNING)
    if still is not None:
        tone = Tone.WARNING if still.is_trouble else Tone.PLAIN
        text = f"loss {number(after.evaluation.loss)}: {still.text}"
        return Message(text, tone, "further steps change nothing")
    return steps_effect(before, after)


def end_effect(after: Present, reason: str, best: BestMoment | None) -> Message:
    """Say where and why a run ended that had a condition for it.

    Args:
        after: where it stands.
        reason: which condition is met, as half a sentence.
        best: the moment with the lowest validation loss, where that is worth a way back.
    """
    stopped = f"Stopped at step {grouped(after.document.experiment.updates)}"
    text = f"{stopped}: {reason}"
    if best is not None:
        scaled = " (scaled)" if scaled_word(after.document.experiment) else ""
        text += (
            f". The best is {number(best.loss)}{scaled}, at step {grouped(best.updates)}"
            " (Descent ▸ Go to the best moment)"
        )
    return Message(text, discreet=stopped)


COMPUTED_ELSEWHERE = Message(
    "This moment was computed on another machine and does not come out the same here: the last one"
    " before it that the file holds is shown",
    Tone.WARNING,
)
