"""The race of a window: set up, stepped, run, begun again, and a racer adopted."""

import time
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from core.document.document import Document
from core.racing.by_hand import ByHand, by_hand
from core.racing.race import Pace, Race, Run
from core.racing.racer import Racer
from core.racing.verdict import Verdict, verdict
from core.text.numbers import counted
from core.training.descent import Refusal
from core.training.evaluation import evaluate
from gui.formatting.numbers import number
from gui.formatting.racer_words import YOU, racer_names
from gui.session.run_clock import AS_FAST_AS_POSSIBLE, WITHOUT_END, Pacer
from gui.session.session import Session
from gui.session.snapshot import Present


class LineUp(NamedTuple):
    """What a race is about: the racers, from how many starts each, and what keeps them in step."""

    racers: tuple[Racer, ...]
    starts: int = 1
    pace: Pace = Pace.STEPS


class Racing(Pacer):
    """The race of one session; it changes nothing of the document until a racer is adopted.

    `begun` comes when there is another race, or none; `advanced` when it stands elsewhere;
    `running_changed` when it begins or ends to run.

    Attributes:
        line_up: what the latest race is about.
        race: the race, if there is one.
        names: what each racer does that not all do.
        start: the moment that the race begins at.
        hand: the edits by hand that race, too, if any do.
    """

    begun = Signal()
    running_changed = Signal(bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._history = session.history
        self.start = session.present
        self.hand: ByHand | None = None
        self.line_up: LineUp | None = None
        self.race: Race | None = None
        self._verdict: Verdict | None = None  # until the race goes on
        self.names: list[str] = []
        self.advanced.connect(self._on_advanced)
        session.changed.connect(self._on_session_changed)

    def set_up(self, line_up: LineUp, *, against_hand: bool = False) -> None:
        """Begin a race at the present moment; against edits by hand, where these began."""
        self._session.settle()
        self._history, self.start = self._session.history, self._session.present
        self.hand = by_hand(self._history) if against_hand else None
        if self.hand is not None:
            document, _ = self._history.nearest(self.hand.begun)
            evaluation = evaluate(document.experiment)
            self.start = Present(document, evaluation, self.hand.begun)
        self._begin(line_up)

    @override
    def work(self, count: int) -> Refusal | None:
        if self.race is not None:
            self.race.run(count)
            self._verdict = None
        return None

    @property
    @override
    def is_over(self) -> bool:
        return self.race is None or self.race.is_over

    @property
    def is_running(self) -> bool:
        """Whether steps are being taken."""
        return self.is_ticking

    def step(self, count: int = 1) -> None:
        """Take a step, or an epoch, of all racers, or several."""
        if self.race is not None:
            self.pause()
            self.per_second = AS_FAST_AS_POSSIBLE
            self.set_out(count * self.race.rounds_of_a_unit)
            self.take_slice()
            if self.left and not self.is_over:
                self._start_clock()

    def run(self) -> None:
        """Take steps until paused, as fast as Run takes them, or until no racer goes further."""
        if not (self.is_running or self.is_over):
            self.per_second = self._session.speed
            self.set_out(WITHOUT_END)
            self._start_clock()

    def pause(self) -> None:
        """Stop running."""
        if self.is_running:
            self.end()
            self.running_changed.emit(False)

    def restart(self) -> None:
        """Begin the same race once more, at the same moment."""
        if self.line_up is not None:
            self._begin(self.line_up)

    def adopt(self, racer: int) -> bool:
        """Take over the way down of a racer, and go where it is; one undo takes it back."""
        if self.race is None:
            return False
        self.pause()
        run = self.shown(racer)
        begun = self.document.with_experiment(run.begun)
        which = f", seed {run.begun.seed}" if self.race.starts > 1 else ""
        name = f"Adopt {self.names[racer]}{which}"
        if not self._session.adopt(name, self.start, begun, run):
            return False
        self.close()  # its trace belongs to the history now, and grows there
        return True

    def close(self) -> None:
        """Have no race any more."""
        self.pause()
        self.race = self._verdict = None
        self.begun.emit()

    # What there is to see

    @property
    def document(self) -> Document:
        """The document at the moment that the race begins at."""
        return self.start.document

    @property
    def verdict(self) -> Verdict | None:
        """Who is ahead; None without a race."""
        if self._verdict is None and self.race is not None:
            self._verdict = verdict(self.race, self.hand)
        return self._verdict

    def shown(self, racer: int) -> Run:
        """The descent that stands for a racer: of several starts, the one with the median loss."""
        found = self.verdict
        assert self.race is not None
        assert found is not None
        return self.race.runs[racer][found.standings[racer].middle]

    @property
    def shown_runs(self) -> list[Run]:
        """The descents that stand for the racers."""
        return [self.shown(racer) for racer in range(len(self.names))]

    @property
    def entrants(self) -> list[str]:
        """The names of all racers, and of who edits by hand."""
        return [*self.names, *([] if self.hand is None else [YOU])]

    @property
    def has_begun(self) -> bool:
        """Whether any step was taken."""
        return self.race is not None and self.race.rounds > 0

    @property
    def how_far(self) -> str:
        """How far the race has come: "20 steps", "2.5 epochs"."""
        if self.race is None:
            return ""
        units = self.race.rounds / self.race.rounds_of_a_unit
        noun = "step" if self.race.pace is Pace.STEPS else "epoch"
        return (
            counted(int(units), noun)
            if units == int(units)
            else f"{number(round(units, 2))} {noun}s"
        )

    # Going on

    def _begin(self, line_up: LineUp) -> None:
        self.pause()
        race = Race(self.document.experiment, *line_up, clock=time.perf_counter)
        self.line_up, self.race, self.names = line_up, race, racer_names(line_up.racers)
        self._verdict = None
        self.begun.emit()

    def _start_clock(self) -> None:
        self.start_clock()
        self.running_changed.emit(True)

    def _on_advanced(self) -> None:
        if self.is_running and (self.is_over or not self.left):
            self.pause()

    def _on_session_changed(self) -> None:
        """Another document has no part in the race of this one, nor its racers there."""
        if self._session.history is not self._history:
            self._history, self.line_up = self._session.history, None
            if self.race is not None:
                self.close()
