"""The player of the walkthrough: through an update beat by beat with one key, or by itself."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from core.explanation.walking.term_walk import latest_parameter, with_next_term, without_latest_term
from core.explanation.walking.walkthrough import Phase, Walkthrough, end_of, start_of
from core.nn.network import Network
from core.nn.quantity import Quantity, QuantityKind
from gui.session.preferences import PACE
from gui.session.session import Session
from gui.session.snapshot import Present


class WalkthroughPlayer(QObject):
    """The player of one session; the focus holds its place in the walkthrough.

    Only the step changes a weight: with it one update is taken, and everything shown before is of
    the weights as they were.

    Attributes:
        is_by_terms: whether a node's sum is added up term by term before its value.
    """

    playing_changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._until = Walkthrough()
        self._lit: int | None = None
        self.is_by_terms = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_beat)
        self.set_pace(PACE.usual)
        session.changed.connect(self._on_changed)

    @property
    def phase(self) -> Phase | None:
        """The phase on show; None when nothing is being walked through."""
        walkthrough = self._session.focus.walkthrough
        return None if walkthrough is None else walkthrough.phase(self._network)

    @property
    def is_playing(self) -> bool:
        """Whether the beats follow one another by themselves."""
        return self._clock.isActive()

    @property
    def pace(self) -> float:
        """Beats a second, while it plays."""
        return self._pace

    def set_pace(self, per_second: float) -> None:
        """Choose how many beats a second are played."""
        self._pace = per_second
        self._clock.setInterval(round(1000 / per_second))

    def set_by_terms(self, by_terms: bool) -> None:
        """Choose whether a node's sum is added up term by term."""
        self.is_by_terms = by_terms

    def forward(self) -> None:
        """Take the next beat; the first one shows nothing but what is given."""
        walkthrough = self._session.focus.walkthrough
        if walkthrough is None:
            self._show(Walkthrough())
        elif walkthrough == end_of(self._network, Phase.STEP):
            self._show(self._after(Walkthrough()))  # the first of the new values
        elif walkthrough == end_of(self._network, Phase.SLOPES):
            self._step()
        else:
            self._show(self._after(walkthrough))

    def backward(self) -> None:
        """Take the latest beat back; taking back the step returns to the moment before it."""
        walkthrough = self._session.focus.walkthrough
        if walkthrough is None:
            return
        if walkthrough == end_of(self._network, Phase.STEP):
            self._session.back()
            self._show(end_of(self._network, Phase.SLOPES))
        else:
            self._show(self._before(walkthrough))

    def go_to(self, phase: Phase) -> None:
        """Show a phase as it is when it is done. Step takes the update, unless it just did."""
        if phase is Phase.STEP:
            if self.phase is not Phase.STEP:
                self._step()
        else:
            self._show(end_of(self._network, phase))

    def play(self) -> None:
        """Let the beats of the phase on show follow one another, from its beginning if it is done.

        Where nothing is walked through, Forward is played.
        """
        phase = self.phase or Phase.FORWARD
        walkthrough = self._session.focus.walkthrough
        if phase is Phase.STEP:
            phase = Phase.FORWARD
        if (
            walkthrough is None
            or walkthrough == end_of(self._network, phase)
            or self.phase is not phase
        ):
            self._show(start_of(self._network, phase))
        self._until = end_of(self._network, phase)
        self._clock.start()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stay where it is."""
        if self._clock.isActive():
            self._clock.stop()
            self.playing_changed.emit(False)

    def stop(self) -> None:
        """Leave it: everything is shown at once again."""
        self.pause()
        self._let_go_of_term()
        self._session.look(replace(self._session.focus, walkthrough=None))

    @property
    def _network(self) -> Network:
        return self._session.document.experiment.network

    def _after(self, walkthrough: Walkthrough) -> Walkthrough:
        """The place one beat on, or one term of a sum."""
        more = None
        if self.is_by_terms:
            more = with_next_term(self._network, walkthrough, self._session.focus.nodes)
        return more or Walkthrough(walkthrough.done + 1)

    def _before(self, walkthrough: Walkthrough) -> Walkthrough:
        """The place one beat back, or one term of a sum."""
        fewer = None
        if self.is_by_terms or walkthrough.adding is not None:
            fewer = without_latest_term(self._network, walkthrough, self._session.focus.nodes)
        return fewer or Walkthrough(max(walkthrough.done - 1, 0))

    def _show(self, walkthrough: Walkthrough) -> None:
        """Show a place; the weight of the term that was added last is lit."""
        self._session.look(replace(self._session.focus, walkthrough=walkthrough))
        adding = walkthrough.adding
        if adding is None:
            self._let_go_of_term()
        else:
            self._lit = latest_parameter(self._network, adding)
            self._session.point_at(Quantity(QuantityKind.WEIGHT, parameter=self._lit))

    def _let_go_of_term(self) -> None:
        if self._lit is not None:
            self._lit = None
            self._session.point_at(None)

    def _step(self) -> None:
        """Take the update; where it is refused, the slopes stay on show."""
        before = self._session.document.experiment.updates
        self._session.look(replace(self._session.focus, walkthrough=Walkthrough()))
        self._session.step()
        if self._session.document.experiment.updates == before:
            self._show(end_of(self._network, Phase.SLOPES))

    def _on_beat(self) -> None:
        walkthrough = self._session.focus.walkthrough
        if walkthrough is None or walkthrough.done >= self._until.done:
            self.pause()
            return
        after = self._after(walkthrough)
        self._show(after)
        if after.done >= self._until.done:
            self.pause()

    def _on_changed(self, present: Present) -> None:
        """An update that is taken, from wherever it is, ends at the step of the walkthrough."""
        if self._session.focus.walkthrough is None:
            return
        latest = self._session.latest
        stepped = (
            latest is not None
            and not present.is_preview
            and latest.document.experiment.updates < present.document.experiment.updates
        )
        if stepped:
            self._show(end_of(self._network, Phase.STEP))
        else:
            self.pause()
