"""The show of hands: what a class expects of a number at the next step, and what came of it."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.explanation.hiding import Hiding, Topic
from core.explanation.quantities import Quantities
from core.lessons.tasks.checking import change_between
from core.lessons.words import Change
from core.nn.network import INPUT_LAYER
from core.nn.quantity import LOSS, Quantity, QuantityKind, node_value
from gui.formatting.numbers import apart, number
from gui.operations.histories import name_of
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.snapshot import Focus, Present
from gui.session.visibility import Visibility, visibility_of

_TELLING = frozenset({Topic.LOSS, Topic.SLOPES})  # of where the next step leads
_HIDDEN = Message("What is hidden is not asked for: Learn ▸ Hide shows it again", Tone.WARNING)


class Outcome(Struct, frozen=True):
    """What a number did.

    Attributes:
        change: which way it went.
        numbers: before and after: "121 → 19.83".
        steps: after how many steps.
    """

    change: Change
    numbers: str
    steps: int


class ShowOfHands(QObject):
    """The show of hands of one session; what would tell the answer is hidden while it is open.

    A step brings the outcome, a run of steps that of the whole run. Whatever else is done ends it.
    `changed` comes when it begins, when there is an outcome, and when it is over.

    Attributes:
        quantity: the number that is asked for.
        outcome: what it did; None while the question is open.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked_at: Present | None = None
        self._hiding: Hiding | None = None  # before; while the question is open
        self.quantity = LOSS
        self.outcome: Outcome | None = None
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._on_focus_changed)

    @property
    def is_on(self) -> bool:
        """Whether there is a question, be it answered or not."""
        return self._asked_at is not None

    def name(self, quantity: Quantity) -> str:
        """What a number is called."""
        network = self._session.document.experiment.network
        return "loss" if quantity == LOSS else name_of(network, quantity)

    @property
    def choices(self) -> Sequence[Quantity]:
        """What can be asked for: the loss, what is selected, and what is asked for now."""
        asked = [self.quantity] if self.is_on else []
        return [*dict.fromkeys((LOSS, *asked, self._selected()))]

    def _selected(self) -> Quantity:
        """The one weight or computed value that is selected; else the loss."""
        focus = self._session.focus
        if len(focus.parameters) == 1:
            return Quantity(QuantityKind.WEIGHT, parameter=focus.parameters[0])
        node = focus.node
        if node is None or node.layer == INPUT_LAYER or focus.point is not None:
            return LOSS
        return node_value(node, focus.row)

    def switch(self) -> None:
        """Ask for what is selected, else for the loss; or end it."""
        if self.is_on:
            self.end()
        else:
            self.ask(self._selected())

    def ask(self, quantity: Quantity) -> None:
        """Ask which way a number will go; with anything else asked for before, ask anew."""
        self.end()
        session = self._session
        session.settle()
        refused = session.guard.of_steps()
        if refused or not self._visibility.shows(quantity):
            session.tell(Message(refused, Tone.WARNING) if refused else _HIDDEN)
            return
        self.quantity, self._asked_at = quantity, session.present
        self._hiding = session.focus.hiding
        self._hide(Hiding(self._hiding.hidden | _TELLING, is_asked=True))
        self.changed.emit()

    def end(self) -> None:
        """Leave it, with what it has hidden shown again."""
        asked_at, self._asked_at, self.outcome = self._asked_at, None, None
        if asked_at is not None:
            self._show_again(asked_at)
            self.changed.emit()

    @property
    def _visibility(self) -> Visibility:
        network = self._session.document.experiment.network
        return visibility_of(network, self._session.focus, in_walkthrough=False)

    def _hide(self, hiding: Hiding) -> None:
        self._session.look(replace(self._session.focus, hiding=hiding))

    def _show_again(self, asked_at: Present) -> None:
        """Hide no more than before, unless something else has decided on that meanwhile."""
        before, self._hiding = self._hiding, None
        if before is None or self._session.focus.hiding.hidden != before.hidden | _TELLING:
            return
        is_same = self._session.present is asked_at
        self._hide(before if is_same else before.anew())

    def _on_focus_changed(self, focus: Focus) -> None:
        """End it where something else shows what it hides; what a step brings is told first."""
        if self._hiding is None or focus.hiding.hidden >= _TELLING:
            return
        self._hiding = None
        if self._session.present is self._asked_at:
            self.end()

    def _on_changed(self, present: Present) -> None:
        asked_at = self._asked_at
        if asked_at is None or present is asked_at:
            return
        latest, before = self._session.latest, asked_at.document.experiment
        steps = present.document.experiment.updates - before.updates
        is_step = latest is not None and latest.moment == asked_at.moment and steps > 0
        if present.is_preview or not is_step:
            self.end()
            return
        self._show_again(asked_at)
        self.outcome = self._outcome(asked_at.numbers, present.numbers, steps)
        self.changed.emit()

    def _outcome(self, before: Quantities, after: Quantities, steps: int) -> Outcome | None:
        """What the number did; nothing if that may not be seen."""
        if not self._visibility.shows(self.quantity):
            return None
        old, new = (numbers.value(self.quantity) for numbers in (before, after))
        change = change_between(old, new)
        text = number(old) if change is Change.STAYS else apart(old, new)
        return Outcome(change, text, steps)
