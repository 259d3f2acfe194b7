"""The part of the session that changes the document, and goes about in its history."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from typing_extensions import override

from core.document.document import Document
from core.document.edits import restart
from core.files.file_reading import Stamp
from core.history.history import History
from core.history.moments import Moment
from core.nn.equality import equal
from core.training.descent import Descent
from core.training.ends.until import NO_END
from core.training.evaluation import evaluate
from gui.formatting.sentences import as_kept, as_read
from gui.session.messages import (
    COMPUTED_ELSEWHERE,
    NOTHING,
    RESTARTED,
    Message,
    Tone,
    edit_effect,
    with_memory,
)
from gui.session.run_clock import Runner
from gui.session.snapshot import Focus, Present
from gui.session.stepping import Stepping
from gui.widgets.fields.typing_owner import typed_first

if TYPE_CHECKING:
    from core.racing.race import Run


class Changing(Stepping):
    """Changes a document, by hand or by going to another moment; each change is one undo."""

    def __init__(
        self, document: Document, file: Stamp | None = None, history: History | None = None
    ) -> None:
        super().__init__(document, file, history)
        self._replayer = Runner(self)
        self._replayer.advanced.connect(self._on_replay_advanced)

    # Changing by hand

    def apply(self, name: str, document: Document, back: str = "") -> bool:
        """Make a change: one moment and one undo.

        False if it was refused, or if what was being typed was in the way.

        Args:
            name: what the change is called in the menus: "Lock accounts → hidden 1".
            document: the document after it.
            back: what taking it back is called, if it has words of its own.
        """
        if not self._may_change(name, self.settled.document, document):
            return False
        self._settle()
        self._record(name, document, back)
        return True

    def adopt(self, name: str, start: Present, begun: Document, run: "Run") -> bool:
        """Take over a run that was made elsewhere, as one moment after another and one undo.

        False if it was refused, or if what was being typed was in the way.

        Args:
            name: what the change is called in the menus: "Adopt Adam, rate 0.01".
            start: the moment that it begins at.
            begun: the document that the run begins with.
            run: all its updates.
        """
        if self._refuses(self.guard.of_steps()):
            return False
        if not self._may_change(name, start.document, begun):
            return False
        self.pause()
        self._settle()
        if self._history.present != start.moment:
            self.go(start.moment)
            self._settle()
        before = self._latest = self._present
        self._history.record_branch(as_kept(name), begun, run.trace, run.seconds)
        document = begun.with_experiment(run.experiment)
        self._show(Present(document, evaluate(run.experiment), self._history.present))
        self._say_edit(name, before, self._focus)
        return True

    def _may_change(self, name: str, before: Document, after: Document) -> bool:
        """Whether a change may be made now; if it may not, that is said."""
        refused = self._refuses(self.guard.of_change(before, after))
        return not refused and self._settle_typing(name) and self._settle_moment(name)

    def _settle_typing(self, name: str) -> bool:
        """Commit what is being typed; False if the document of a change may not know of it.

        Presses and keys have it committed before they get here, but not every screen reader.
        """
        before = self._present
        if not self.typing.settle():
            return False
        if before.is_preview or self._present is before:
            return True
        self.tell(Message(f"What was typed is kept. Choose “{name}” again", Tone.WARNING))
        return False

    def _settle_moment(self, name: str) -> bool:
        """Arrive at the present moment; False if a change was made to an earlier one."""
        if not self._present.missing:
            return True
        self._settle()
        self.tell(Message(f"The moment is exact now. Choose “{name}” again", Tone.WARNING))
        return False

    def preview(self, name: str, document: Document) -> None:
        """Show a change that is being tried out, and what it does. Nothing is recorded."""
        refused = self._refuses(self.guard.of_change(self.settled.document, document))
        if refused or not self._settle_moment(name):
            return
        if not self._present.is_preview:
            self._settle()
            self._runner.stop_clock()  # a run waits until the change is made or put back
            self._focus_before_preview = self._focus
        self._preview_name = name
        evaluation = self._evaluate(document)
        self._show(Present(document, evaluation, self._history.present, is_preview=True))
        self._say_edit(name, self._before_preview, self._focus_before_preview)

    def commit(self, name: str, back: str = "") -> None:
        """Make the change that was previewed."""
        if self._present.is_preview:
            self._record(name, self._present.document, back)

    def cancel(self) -> None:
        """Put back what was there before the preview."""
        if self._present.is_preview:
            self._show(self._before_preview)
            before = self._focus_before_preview
            self.look(replace(self._focus, hiding=before.hiding, walkthrough=before.walkthrough))
            self._say(NOTHING)
            if self.is_running:
                self._runner.start_clock()

    def _record(self, name: str, document: Document, back: str) -> None:
        before = self._latest = self.settled
        focus = self._focus_before_preview if self._present.is_preview else self._focus
        self._announce(document)
        evaluation = self._evaluate(document)
        left, until = self._runner.left, NO_END if self.watch is None else self.watch.until
        if left:
            self._history.end_run()
        validation = evaluation.validation_loss
        self._history.record_edit(
            as_kept(name), document, evaluation.loss, as_kept(back), validation
        )
        self._show(Present(document, evaluation, self._history.present))
        self._say_edit(name, before, focus)
        if left:  # a run goes on with what was changed
            self._begin_run(left, until)
            self._runner.start_clock()

    def _say_edit(self, name: str, before: Present, focus: Focus) -> None:
        """Say what an edit did, and that it hides again what was found of the numbers before."""
        effect = edit_effect(name, before, self._present, self._focus.row)
        if not all(map(self._focus.hiding.shows, focus.hiding.found)):
            effect = effect.and_that("what was found is hidden again")
        self._say(self._with_gone(effect, focus))

    @typed_first
    def settle(self) -> None:
        """Finish what is under way, so that the present is exactly what it claims to be."""
        self.pause()
        self._settle()

    # Moving in time

    @typed_first
    def back(self) -> None:
        """Return one moment: one update or one edit."""
        if previous := self._history.previous(self._history.present):
            self.go(previous)

    @typed_first
    def undo(self) -> None:
        """Return one action."""
        action = self._history.undo_action
        if action is not None:
            whole = self._history.present == action.end
            done = "Undid" if whole else "Back to before"
            self._go_and_say(action.start, f"{done} {as_read(action.name)}")

    @typed_first
    def redo(self) -> None:
        """Take the next action again."""
        action, moment = self._history.redo_action, self._history.redo_moment
        if action is not None and moment is not None:
            whole = (self._history.present, moment) == (action.start, action.end)
            done = "Redid" if whole else "Went on in"
            self._go_and_say(moment, f"{done} {as_read(action.name)}")

    def _go_and_say(self, moment: Moment, text: str) -> None:
        focus = self._focus
        self.go(moment)
        self._say(self._with_gone(Message(text), focus))

    @typed_first
    def restart(self) -> None:
        """Put weights and the count of updates back to the start; all else stays as it is now.

        Where that is the latest moment without updates, go there. Where anything else was changed
        since, it is an edit of its own, which can be undone. A run is paused.
        """
        self.commit(self._preview_name)
        self.pause()
        document = restart(self.document)
        beginning = self._history.beginning()
        if beginning is not None and equal(document, self._history.nearest(beginning)[0]):
            self.go(beginning)
        else:
            before = self.document.experiment
            if self.apply("Restart", document):
                self._say(with_memory(RESTARTED, before, document.experiment))

    def go(self, moment: Moment) -> None:
        """Return to a moment, exactly.

        Where its parameters were thinned out, the nearest kept ones are shown at once and the
        missing updates taken again.
        """
        self.scrub(moment)
        self.arrive()

    @typed_first
    def scrub(self, moment: Moment) -> None:
        """Pass a moment on the way to another one: show the nearest kept one, until `arrive`."""
        self.cancel()
        self.pause()
        self._replayer.end()
        self._history.go(moment)
        document, missing = self._history.nearest(moment)
        self._say(NOTHING)
        self._latest = None
        self._announce(document)
        evaluation = evaluate(document.experiment)
        self._show(Present(document, evaluation, moment, missing=missing))

    @property
    def is_scrubbing(self) -> bool:
        """Whether a moment near the present one is shown, and not yet the moment itself."""
        return self._present.missing > 0 and self._replayer.descent is None

    def arrive(self) -> None:
        """Take the updates again that are missing to the moment that was scrubbed to."""
        if self.is_scrubbing:
            missing = self._present.missing
            line, offset = self._history.present
            from core.history.replays import can_replay  # nothing is replayed at a start

            if not can_replay(self._history, self._history.present):
                self.scrub(Moment(line, offset - missing))
                self._say(COMPUTED_ELSEWHERE)
                return
            self._replayer.begin(Descent(self.document.experiment), missing)
            self._replayer.take_slice()
            if self._replayer.left:
                self._replayer.start_clock()

    def _on_replay_advanced(self) -> None:
        left = self._replayer.left
        reached = replace(self._reached(self._replayer, is_last=not left), missing=left)
        if not reached.missing:
            self._replayer.end()
        self._show(reached)

    @override
    def _settle(self) -> None:
        self.commit(self._preview_name)
        self.arrive()
        while self._replayer.descent is not None:
            self._replayer.take_slice()
