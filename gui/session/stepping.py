"""Stepping: updates taken by hand or by the clock, each step or run as one action."""

import math

from msgspec.structs import replace
from PySide6.QtCore import Signal

from core.document.document import Document
from core.files.file_reading import Stamp
from core.history.best_moment import best_moment
from core.history.history import History
from core.training.descent import Descent, Refusal
from core.training.diagnosis import Standstill, standstill
from core.training.ends.until import NO_END, End, Until
from core.training.ends.watch import Watch
from core.training.experiment import Experiment
from gui.formatting.sentences import as_read
from gui.session.messages import Message, Tone, end_effect, run_effect
from gui.session.run_clock import AS_FAST_AS_POSSIBLE, WITHOUT_END, Runner
from gui.session.snapshot import Present
from gui.session.work import Work
from gui.widgets.fields.typing_owner import Typing, typed_first

_MOST_KEPT = 500_000  # values at nodes whose buffers, some 20 MB, are kept for the next step


class Stepping(Work):
    """The part of the session that takes updates.

    `running_changed` comes when a run begins or ends that takes longer than a moment, `refused`
    when a step was not taken, after all else about it is said, `guarded` with the reason why the
    guard did not let something be done.

    Attributes:
        typing: the owner of what is being typed; it is committed before anything else is done.
    """

    running_changed = Signal(bool)
    refused = Signal()
    guarded = Signal(str)

    def __init__(
        self, document: Document, file: Stamp | None = None, history: History | None = None
    ) -> None:
        super().__init__(document, file, history)
        self.typing = Typing()
        self._runner = Runner(self)
        self._runner.slice_begun.connect(self._make_room)
        self._runner.advanced.connect(self._on_run_advanced)
        self._speed = AS_FAST_AS_POSSIBLE
        self._engine: Descent | None = None
        self._engine_stands_at = document.experiment

    @property
    def is_running(self) -> bool:
        """Whether updates are being taken."""
        return self._runner.descent is not None

    @property
    def is_asking(self) -> bool:
        """Whether what is typed on a number is an answer, and changes nothing."""
        return self.guard.takes_answers and bool(self._focus.hiding.hidden)

    @property
    def speed(self) -> float:
        """Updates a second while running; `AS_FAST_AS_POSSIBLE` for no limit."""
        return self._speed

    @typed_first
    def step(self, count: int = 1) -> None:
        """Take one update, or several as one action, as fast as possible."""
        if not count or self._refuses(self.guard.of_steps()):
            return
        self.pause()
        self._settle()
        self._runner.per_second = AS_FAST_AS_POSSIBLE
        self._announce(self.document)
        self._begin_run(count)
        self._runner.take_slice()
        if self.is_running:
            self._start_clock()

    @typed_first
    def run(self, until: Until = NO_END) -> None:
        """Take updates until paused, refused, or a condition is met, or they change nothing."""
        if not self.is_running and not self._refuses(self.guard.of_steps()):
            self._settle()
            self._runner.per_second = self._speed
            last = until.last(self.document.experiment.turn.batches)
            self._begin_run(WITHOUT_END if last is None else last, until)
            self._start_clock()

    def _refuses(self, why: str) -> bool:
        """Say why something is not to be done, if it is not."""
        if why:
            self.tell(Message(why, Tone.WARNING))
            self.guarded.emit(why)
        return bool(why)

    def pause(self) -> None:
        """Stop running; the run so far is one action."""
        if self._end_run():
            self.running_changed.emit(False)

    def _end_run(self) -> bool:
        """Make one action of the run so far, if there is one; whether its end is to be told."""
        if not self.is_running:
            return False
        was_ticking = self._runner.is_ticking
        self._runner.end()
        self._history.end_run()
        return was_ticking

    def finish_run(self) -> None:
        """Take the updates that are left of a run with an end, without waiting for the clock."""
        while self.is_running:
            self._runner.take_slice()

    def set_speed(self, per_second: float) -> None:
        """Choose how many updates a second Run takes; `AS_FAST_AS_POSSIBLE` for no limit."""
        self._speed = per_second
        if self.is_running:
            self._runner.per_second = per_second
            self._runner.start_clock()

    def _begin_run(self, limit: int, until: Until = NO_END) -> None:
        # From here on nothing shows what was there before, whose large buffers the engine takes.
        present = self._latest = self._present
        losses = present.evaluation.loss, present.evaluation.validation_loss
        trace = self._history.begin_run(present.document, *losses)
        engine = self._engine_at(present)
        engine.watch = None if until.is_open else self._watch(limit, until)
        self._runner.begin(engine, limit, trace)

    def _watch(self, limit: int, until: Until) -> Watch:
        """A watch that ends a run of so many updates at the most."""
        experiment, best = self.document.experiment, best_moment(self._history)
        if until.last(1) is not None:
            until = replace(until, steps=limit, epochs=None)
        return Watch(until, experiment, math.inf if best is None else best.loss)

    @property
    def watch(self) -> Watch | None:
        """What is to end the run under way, if anything is."""
        return None if self._runner.descent is None else self._runner.descent.watch

    def _engine_at(self, present: Present) -> Descent:
        """An engine for the present: the one before, with its buffers, if it stands there."""
        engine, self._engine = self._engine, None
        if engine is not None and self._engine_stands_at is present.document.experiment:
            return engine
        return Descent(present.document.experiment, present.evaluation)

    def _start_clock(self) -> None:
        self._runner.start_clock()
        self.running_changed.emit(True)

    def _make_room(self) -> None:
        self._history.make_room()

    def _on_run_advanced(self, refusal: Refusal | None) -> None:
        """Show where the run stands; one that is over is ended first, so that views see it so."""
        self._history.extend_run(self._runner.took)
        is_last = refusal is not None or self._runner.left == 0
        reached = self._reached(self._runner, is_last=is_last)
        following = reached.numbers.next_update
        still = standstill(reached.document.experiment, reached.evaluation, following)
        watch = self.watch if self.watch is not None and self.watch.ended else None
        has_ended = False
        if is_last or watch is not None or still is not None:
            if refusal is None:
                self._keep_engine(reached.document.experiment)
            has_ended = self._end_run()
        moment = self._history.present
        self._show(reached if moment == reached.moment else replace(reached, moment=moment))
        if has_ended:
            self.running_changed.emit(False)
        self._say(self._effect(refusal, still, watch))
        if refusal is not None:
            self.refused.emit()

    def _effect(
        self, refusal: Refusal | None, still: Standstill | None, watch: Watch | None
    ) -> Message:
        """Say what a run did, or why it ended."""
        if watch is None or refusal is not None:
            return run_effect(self._latest or self._present, self._present, refusal, still)
        best = best_moment(self._history) if watch.ended is End.PATIENCE else None
        return end_effect(self._present, as_read(watch.reason), best)

    def _reached(self, runner: Runner, *, is_last: bool) -> Present:
        """Where a run or a replay stands; the last time, large buffers become what is shown."""
        if runner.descent is None:
            return self._present
        experiment = runner.descent.experiment
        evaluation = runner.descent.evaluate(hand_over=is_last and not _may_be_kept(experiment))
        document = self._present.document.with_experiment(experiment)
        return Present(document, evaluation, self._history.present)

    def _keep_engine(self, experiment: Experiment) -> None:
        """Let the next step begin where this one ended, unless the buffers are large."""
        self._engine = self._runner.descent if _may_be_kept(experiment) else None
        self._engine_stands_at = experiment

    def _settle(self) -> None:
        """Finish what is under way, so that the present is the moment it claims to be."""
        raise NotImplementedError


def _may_be_kept(experiment: Experiment) -> bool:
    """Whether an engine's buffers are so small that they may be kept for the next step."""
    return experiment.dataset.rows * sum(experiment.network.sizes) <= _MOST_KEPT
