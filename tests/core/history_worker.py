"""Somebody at work on a document: steps, edits, and going about in the history."""

from core.document.document import Document
from core.document.edits import set_all, with_network
from core.history.history import History
from core.nn.network_edits import set_parameters
from core.training.descent import Descent
from core.training.evaluation import evaluate


class Worker:
    """A document, its history, and what the window does with them."""

    def __init__(self, document: Document) -> None:
        self.history = History(document, evaluate(document.experiment).loss)

    @property
    def document(self) -> Document:
        """The present document; what was thinned out is found by taking the updates again."""
        document, missing = self.history.nearest(self.history.present)
        descent = Descent(document.experiment)
        assert descent.run(missing) is None
        return document.with_experiment(descent.experiment)

    def run(self, steps: int, portion: int = 7) -> None:
        document = self.document
        descent = Descent(document.experiment)
        trace = self.history.begin_run(document, descent.loss)
        while steps > 0:
            self.history.make_room()
            descent.run(min(steps, portion), trace)
            self.history.extend_run()
            steps -= portion
        self.history.end_run()

    def edit(self, value: float, name: str = "Edit") -> None:
        """Set the first weight; the count of updates stays."""
        document = self.document
        network = set_parameters(document.experiment.network, [0], value)
        self.record(name, with_network(document, network))

    def restart_from(self, value: float) -> None:
        """Set all weights, which begins anew."""
        self.record("Set all", set_all(self.document, value))

    def record(self, name: str, document: Document) -> None:
        self.history.record_edit(name, document, evaluate(document.experiment).loss)

    def undo(self) -> str:
        action = self.history.undo_action
        assert action is not None
        self.history.go(action.start)
        return action.name

    def redo(self) -> str:
        action, moment = self.history.redo_action, self.history.redo_moment
        assert action is not None
        assert moment is not None
        self.history.go(moment)
        return action.name
