"""A task that is over, in words: what was answered, and how it is solved."""

from msgspec import Struct

from core.document.document import Document
from core.explanation.terms import without_captions
from core.lessons.ordering import texts_in_order
from core.lessons.progress import Record
from core.lessons.tasks.outcomes import Outcome
from core.lessons.tasks.tasks import AnyTask, ChoiceTask, LinesTask, OrderTask
from core.lessons.words import Change
from gui.formatting.equations import EquationWriter, plain
from gui.formatting.numerals import Numerals
from gui.operations.lessons.attempt import Attempt


class OverTask(Struct, frozen=True):
    """A task that was solved, skipped, or predicted wrongly.

    Attributes:
        task: what was asked.
        record: what came of it.
        attempt: the latest try; None where none is remembered.
        outcome: how its number came about, or which way it went.
    """

    task: AnyTask
    record: Record
    attempt: Attempt | None
    outcome: Outcome | None

    def words(self, document: Document, numerals: Numerals) -> str:
        """What was asked, a prediction that was not right, the answer, how it comes about, and why.

        Args:
            document: the page's.
            numerals: how numbers are written.
        """
        lines = [
            f"{'✓' if self.record.solved else '→'} {self.task.ask}",
            "" if self.attempt is None else self.attempt.words,
            self._answer(numerals) or ("" if self.record.solved else self._way(document)),
            self.task.because,
        ]
        return "\n".join(filter(None, lines))

    def _answer(self, numerals: Numerals) -> str:
        task, outcome = self.task, self.outcome
        if isinstance(outcome, Change):
            return f"it {outcome.value}"
        if outcome is not None:
            return plain(EquationWriter(numerals).write(without_captions(outcome)))
        if isinstance(task, ChoiceTask):
            return task.choices[task.right - 1]
        return ""

    def _way(self, document: Document) -> str:
        """What was to be put in order, in its order; else what was to be done."""
        if isinstance(self.task, OrderTask | LinesTask):
            return "\n".join(texts_in_order(self.task, document))
        return "; ".join(self.task.solution)
