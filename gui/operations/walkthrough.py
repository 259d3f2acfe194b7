"""The player of the walkthrough: through an update beat by beat with one key, or by itself."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.explanation.walkthrough import Phase, Walkthrough, end_of, start_of
from core.nn.network import Network
from gui.session.session import Session
from gui.session.snapshot import Present

USUAL_PACE = 1.0  # beats a second, while it plays
_SLOWEST, _FASTEST = 0.1, 60.0


class WalkthroughPlayer(QObject):
    """The player of one session; the focus holds its place in the walkthrough.

    Only the step changes a weight: with it one update is taken, and everything shown before is of
    the weights as they were.
    """

    playing_changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._until = Walkthrough()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_beat)
        self.set_pace(USUAL_PACE)
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
        """Choose how many beats a second are played; the usual, where this is no pace."""
        self._pace = per_second if _SLOWEST <= per_second <= _FASTEST else USUAL_PACE
        self._clock.setInterval(round(1000 / self._pace))

    def forward(self) -> None:
        """Take the next beat; the first one shows nothing but what is given."""
        walkthrough = self._session.focus.walkthrough
        if walkthrough is None:
            self._show(Walkthrough())
        elif walkthrough == end_of(self._network, Phase.STEP):
            self._show(Walkthrough(1))  # the first of the new values
        elif walkthrough == end_of(self._network, Phase.SLOPES):
            self._step()
        else:
            self._show(Walkthrough(walkthrough.done + 1))

    def backward(self) -> None:
        """Take the latest beat back; taking back the step returns to the moment before it."""
        walkthrough = self._session.focus.walkthrough
        if walkthrough is None:
            return
        if walkthrough == end_of(self._network, Phase.STEP):
            self._session.back()
            self._show(end_of(self._network, Phase.SLOPES))
        elif walkthrough.done:
            self._show(Walkthrough(walkthrough.done - 1))

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
        self._session.look(replace(self._session.focus, walkthrough=None))

    @property
    def _network(self) -> Network:
        return self._session.document.experiment.network

    def _show(self, walkthrough: Walkthrough) -> None:
        self._session.look(replace(self._session.focus, walkthrough=walkthrough))

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
        self._show(Walkthrough(walkthrough.done + 1))
        if walkthrough.done + 1 >= self._until.done:
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
