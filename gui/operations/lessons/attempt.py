"""An attempt at a task: what was answered, what came of it, and how that is said."""

import math

from msgspec import Struct
from msgspec.structs import replace

from core.lessons.progress import Answer, Record
from core.lessons.tasks.checking import Judgement
from core.lessons.tasks.tasks import AnyTask, moves_after
from core.tables.problems import quoted
from gui.formatting.numbers import editable, number
from gui.formatting.typed_numbers import number_in

_TIMES = " × "
SEEN_NOW = (
    "The lesson is closed, and what its page still asks is to be seen here. You can go on with it;"
    " what you have not tried yet no longer counts as right at first try."
)
SEEN_BEFORE = "Its answer was to be seen outside the lesson: this is no first try."


def answer_of_factors(factors: list[float]) -> str:
    """A number that was typed, or the factors of one, as an answer: "11", "3 × 0.5"."""
    return _TIMES.join(repr(factor).removesuffix(".0") for factor in factors)


def tried(record: Record, task: AnyTask, judgement: Judgement, answer: Answer) -> Record:
    """The record of a task once it was tried: a prediction is made once."""
    slip = "" if judgement.slip is None else judgement.slip.name()
    record = record.tried(judgement.right, slip, answer)
    is_over = bool(moves_after(task)) and not judgement.right
    return replace(record, skipped=True) if is_over else record


class Attempt(Struct, frozen=True):
    """One try.

    Attributes:
        answer: what was typed or chosen; empty where something was done.
        judgement: what came of it.
    """

    answer: str
    judgement: Judgement

    @property
    def words(self) -> str:
        """What does not fit: "✗ −11 is right for actual − predicted"; nothing if all does."""
        judgement = self.judgement
        if judgement.right:
            return ""
        is_short = self.answer and "\n" not in self.answer
        if judgement.slip is not None and is_short:
            return f"✗ {self._shown} is right {judgement.hint}"
        wrong = judgement.hint or "that is not it"
        return f"✗ {self._shown}: {wrong}" if is_short else f"✗ {wrong}"

    @property
    def _shown(self) -> str:
        """The answer as it was typed, or with all its digits; a text in quotes."""
        try:
            factors = [number_in(factor) for factor in self.answer.split(_TIMES)]
        except ValueError:
            return quoted(self.answer)
        return editable(factors[0]) if len(factors) == 1 else number(math.prod(factors))
