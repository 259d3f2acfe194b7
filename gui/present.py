"""What is on screen, and what of it the user looks at."""

from dataclasses import dataclass, replace

from core.document import Document
from core.evaluation import Evaluation
from core.moments import Moment
from core.network import NodePlace


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """The present moment. Views compare its parts by identity.

    `is_preview` says that a change is being tried out, in a drag for example, and not yet made.
    """

    document: Document
    evaluation: Evaluation
    moment: Moment
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Focus:
    """What the user looks at: a row of the data, and weights or a node. Never undone."""

    row: int = 0
    parameters: tuple[int, ...] = ()
    node: NodePlace | None = None

    def fitted(self, before: Document, after: Document) -> "Focus":
        """The focus once another document is on screen, without what is no longer there."""
        old, new = before.experiment, after.experiment
        focus = replace(self, row=min(self.row, new.dataset.rows - 1))
        if old.network.shapes != new.network.shapes:
            return replace(focus, parameters=(), node=None)
        return focus
