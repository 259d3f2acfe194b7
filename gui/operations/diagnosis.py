"""The diagnosis of the present: what is found, kept up to date at leisure, and what is done."""

from PySide6.QtCore import QObject, QTimer, Signal

from core.diagnosis.course import UNKNOWN, course_of
from core.diagnosis.finding import Case, Finding, Remedy
from core.diagnosis.findings import findings
from core.diagnosis.layer_slopes import mean_slopes
from core.history.moments import Moment
from core.nn.quantity import QuantityKind
from gui.formatting.sentences import as_read, written
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.snapshot import Focus
from gui.session.visibility import visibility_of

_SOON, _WHILE_MOVING = 120, 350  # milliseconds after a change


class Diagnosis(QObject):
    """Looks at the present a few times a second at the most, and not at all while it is off.

    Steps are tried at rest only. `changed` comes when there is something else to be shown.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: tuple[Finding, ...] = ()
        self._shown: tuple[Finding, ...] = ()
        self._withheld = 0
        self._is_on = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        session.changed.connect(self._look_soon)
        session.running_changed.connect(self._look_soon)
        session.focus_changed.connect(self._on_focus_changed)

    @property
    def is_on(self) -> bool:
        """Whether anything is looked at."""
        return self._is_on

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found and may be seen, troubles first."""
        return self._shown

    @property
    def withheld(self) -> int:
        """How many findings would give hidden numbers away."""
        return self._withheld

    @property
    def slopes(self) -> tuple[float, ...]:
        """The mean |slope| along the sums of each layer; empty where it may not be seen."""
        session = self._session
        network = session.document.experiment.network
        if not visibility_of(network, session.focus).shows_kind(QuantityKind.SLOPE):
            return ()
        return tuple(mean_slopes(session.evaluation).tolist())

    def switch(self, on: bool) -> None:
        """Look at the present from now on, or no more."""
        self._is_on = on
        self._timer.stop()
        self._found = ()
        if on:
            self._look()
        else:
            self._show()
        self.changed.emit()

    def refresh(self) -> None:
        """Look at once, if a look is due."""
        if self._timer.isActive():
            self._timer.stop()
            self._look()

    def _look_soon(self) -> None:
        if self._is_on and not self._timer.isActive():
            self._timer.start(_WHILE_MOVING if self._moves else _SOON)

    @property
    def _moves(self) -> bool:
        return self._session.is_running or self._session.present.is_preview

    def _look(self) -> None:
        session, present = self._session, self._session.present
        course = UNKNOWN if present.is_preview else course_of(session.history)
        case = Case(present.document, present.evaluation, course)
        self._found = findings(case, ahead=not self._moves)
        self._show()

    def _on_focus_changed(self, focus: Focus) -> None:
        self._show()

    def _show(self) -> None:
        """Show of what was found what may be seen."""
        session = self._session
        visibility = visibility_of(session.document.experiment.network, session.focus)
        found = self._found if session.guard.lets_diagnosis_speak else ()
        shown = tuple(
            each for each in found if all(visibility.shows_kind(kind) for kind in each.tells)
        )
        withheld = len(found) - len(shown)
        if (shown, withheld) != (self._shown, self._withheld):
            self._shown, self._withheld = shown, withheld
            self.changed.emit()


def apply_remedy(session: Session, remedy: Remedy) -> None:
    """Do what helps, as one action; or go back to a moment."""
    name = written(remedy.name)
    if isinstance(remedy.does, Moment):
        session.go(remedy.does)
        return
    try:
        document = remedy.does(session.document)
    except ValueError as problem:
        session.tell(Message(as_read(f"Nothing was changed: {problem}."), Tone.WARNING))
        return
    if document is None:
        text = "Nothing was changed: the first steps would not lower the loss so, either."
        session.tell(Message(text, Tone.WARNING))
    else:
        session.apply(name, document)


def point_to(session: Session, finding: Finding) -> None:
    """Select what a finding is about: its nodes, or its weights."""
    if finding.nodes or finding.parameters:
        session.select(finding.parameters, finding.nodes)
