"""What the table of branches says of each; found when it is asked for, and remembered."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from msgspec import Struct

from core.history.branches import Branch
from core.history.history import History
from core.history.outcomes import Outcome, end_of, outcome_of
from core.training.ends.fit_quality import FitQuality, Measure, fit_quality
from core.training.evaluation import evaluate
from gui.formatting.branch_words import differs_text
from gui.formatting.numbers import mark_now, percent, rounded

_DIGITS = 3
_Found = TypeVar("_Found")


class Figures(Struct, frozen=True):
    """The figures of the end of a branch.

    Attributes:
        loss: of the rows learnt from; None where it is not known.
        aside: of the rows set aside; None where there are none, or it is not known.
        quality: how well it fits there; None where that is not known.
    """

    loss: float | None
    aside: float | None
    quality: FitQuality | None

    @property
    def fit(self) -> float | None:
        """How well it fits: on the rows set aside, where there are some."""
        if self.quality is None:
            return None
        return self.quality.learnt if self.quality.aside is None else self.quality.aside

    @property
    def fit_text(self) -> str:
        """The same with its measure: "R² 0.98", "97 % right"."""
        if self.quality is None or self.fit is None:
            return ""
        if self.quality.measure is Measure.ACCURACY:
            return f"{percent(self.fit)} right"
        return f"R² {rounded(self.fit, _DIGITS)}"


class _Memory(Generic[_Found]):
    """What was found of each branch, as long as the same thing decides it."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, _Found]] = {}

    def get(self, branch: Branch, decided_by: object, find: Callable[[], _Found]) -> _Found:
        known = self._known.get(id(branch))
        if known is None or known[0] != decided_by:
            known = self._known[id(branch)] = decided_by, find()
        return known[1]


class BranchRows:
    """What is to be said of the branches of one history."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._outcomes, self._differences = _Memory[Outcome](), _Memory[str]()
        self._figures = _Memory[Figures]()

    def outcome(self, branch: Branch) -> Outcome:
        """What came of it so far."""
        end = end_of(self.history, branch)
        return self._outcomes.get(branch, end, lambda: outcome_of(self.history, branch))

    def differs(self, branch: Branch) -> str:
        """What differs, in words."""
        find = partial(differs_text, self.history, branch)
        return self._differences.get(branch, (branch.tip, mark_now()), find)

    def figures(self, branch: Branch) -> Figures:
        """The figures of its end."""
        end = end_of(self.history, branch)
        return self._figures.get(branch, end, lambda: self._find_figures(branch))

    def _find_figures(self, branch: Branch) -> Figures:
        outcome = self.outcome(branch)
        document, missing = self.history.nearest(outcome.end)
        if missing:
            return Figures(outcome.loss, outcome.validation, None)
        experiment = document.experiment
        loss, aside = outcome.loss, outcome.validation
        if loss is None:
            evaluation = evaluate(experiment)
            loss, aside = evaluation.loss, evaluation.validation_loss
        return Figures(loss, aside, fit_quality(experiment))
