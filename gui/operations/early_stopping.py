"""Early stopping: a run ends that no longer does better on the rows set aside."""

from PySide6.QtCore import QObject, Qt

from core.history.best_moment import best_moment, patience_ends
from gui.formatting.numbers import count_text, number
from gui.formatting.original_units import scaled_word
from gui.session.messages import Message
from gui.session.session import Session
from gui.session.snapshot import Present

NEVER = 0
PATIENCES = (NEVER, 5, 10, 20, 50, 100)


class EarlyStop(QObject):
    """A watch over runs; `patience` counts the epochs without a better validation loss."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._begun = 0  # the updates where the present run began
        self.patience = NEVER
        session.running_changed.connect(self._on_running_changed)
        # Queued: first every view shows how far the run came, then it may go back.
        session.changed.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)

    def _on_running_changed(self, running: bool) -> None:
        if running:
            self._begun = self._session.present.document.experiment.updates

    def _on_changed(self, present: Present) -> None:
        session = self._session
        if not (self.patience and session.is_running) or present.is_preview:
            return
        self._begun = min(self._begun, present.document.experiment.updates)
        patience = self.patience * present.document.experiment.turn.batches
        end = patience_ends(session.history, self._begun, patience)
        if end is None:
            return
        session.go(end)  # a frame may have gone further
        best = best_moment(session.history)
        if best is not None:
            scaled = " (scaled)" if scaled_word(present.document.experiment) else ""
            text = (
                f"Stopped: no better validation loss in {count_text(self.patience)} epochs."
                f" The best is {number(best.loss)}{scaled}, at step {count_text(best.updates)}"
                " (Descent ▸ Go to the best moment)"
            )
            session.tell(Message(text))
