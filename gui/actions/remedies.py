"""What helps after a refused step, or with another optimizer, offered above the work."""

import math
from collections.abc import Callable, Mapping

from msgspec.structs import replace
from PySide6.QtCore import QObject

from core.diagnosis.remedies import finding_smaller_rate, with_scaled_targets
from core.document.document import Document
from core.document.edits import restart
from core.landscape.rate_advice import advise_rate
from core.nn.quantity import LOSS, QuantityKind
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from gui.formatting.numbers import number
from gui.formatting.way_down_words import advice_words, steps_words
from gui.operations import structure
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import visibility_of
from gui.widgets.notices import Notice, Notices
from gui.widgets.slices import Slices

_TOLD = "The steps went too far. Begin again at step 0:"
_TOO_LARGE = "The loss is too large to be a number. Begin again at step 0:"


class Remedies(QObject):
    """Shows a notice when a step was refused, or when another optimizer wants another rate.

    Whatever changes next takes it away.
    """

    def __init__(self, session: Session, notices: Notices) -> None:
        super().__init__(notices)
        self._session, self._notices = session, notices
        self._notice: Notice | None = None
        self._tells_losses = False
        self._search = Slices(self)
        self._search.done.connect(self._offer_slower_start)
        session.refused.connect(self._offer_another_start)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)

    def _on_changed(self, present: Present) -> None:
        self._withdraw()
        latest = self._session.latest
        if latest is None or present.is_preview:
            return
        if _is_another_rule(latest.document.experiment, present.document.experiment):
            self._offer_another_rate(present)

    def _on_focus_changed(self, focus: Focus) -> None:
        if self._tells_losses and not self._may_tell_losses(focus):
            self._withdraw()

    def _may_tell_losses(self, focus: Focus) -> bool:
        """Whether it may be told what steps lead to."""
        visibility = visibility_of(self._session.document.experiment.network, focus)
        return visibility.shows(LOSS) and visibility.shows_kind(QuantityKind.NEW_WEIGHT)

    def _offer_another_start(self) -> None:
        is_typed = not math.isfinite(self._session.evaluation.loss)  # as it is, before a step
        start = restart(self._session.document).experiment
        if is_typed and math.isfinite(evaluate(start).loss):
            self._offer(_TOO_LARGE, {"&Restart": self._session.restart})
            return
        self._search.begin(finding_smaller_rate(self._session.document))

    def _offer_slower_start(self, slower: Document | None) -> None:
        choices: dict[str, Callable[[], object]] = {}
        scaled = with_scaled_targets(self._session.document)
        if scaled is not None:
            choices["Scale the &targets"] = lambda: self._apply("Scale the targets", scaled)
        if slower is not None:
            rate = number(slower.experiment.optimizer.learning_rate)
            name = f"Try a rate of {rate}"
            choices[name.replace("rate", "&rate")] = lambda: self._apply(name, slower)
        if choices:
            is_typed = not math.isfinite(self._session.evaluation.loss)
            self._offer(_TOO_LARGE if is_typed else _TOLD, choices)

    def _offer_another_rate(self, present: Present) -> None:
        """Say what the steps of the optimizer are like, and which rate goes with them."""
        experiment = present.document.experiment
        advice = advise_rate(experiment) if self._may_tell_losses(self._session.focus) else None
        if advice is None:
            return
        rate = advice.better.learning_rate
        parts = (steps_words(experiment, present.evaluation.gradient),)
        said = "; ".join([*filter(None, parts), advice_words(advice, experiment.network)])
        self._offer(
            f"{experiment.optimizer.name}: {said}.",
            {f"Try a &rate of {number(rate)}": lambda: self._set_rate(rate)},
        )
        self._tells_losses = True

    def _offer(self, text: str, choices: Mapping[str, Callable[[], object]]) -> None:
        self._withdraw()
        self._notice = self._notices.add(text, {**choices, "&Not now": self._forget})

    def _set_rate(self, rate: float) -> None:
        self._forget()
        structure.set_learning_rate(self._session, rate)

    def _apply(self, name: str, document: Document) -> None:
        self._forget()
        self._session.apply(name, document)

    def _forget(self) -> None:
        self._notice, self._tells_losses = None, False  # an answer takes it away

    def _withdraw(self) -> None:
        self._search.cancel()
        if self._notice is not None:
            self._notice.withdraw()
        self._forget()


def _is_another_rule(before: Experiment, after: Experiment) -> bool:
    """Whether the optimizer is another one, apart from its learning rate."""
    same_rate = replace(before.optimizer, learning_rate=after.optimizer.learning_rate)
    return same_rate != after.optimizer
