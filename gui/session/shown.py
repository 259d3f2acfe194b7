"""What the drawing shows the values of: a row, or a point that is none."""

from msgspec import Struct

from core.document.data_edits import at_point
from core.document.document import Document
from core.training.evaluation import Evaluation, evaluate
from gui.session.snapshot import Focus, Present


class Shown(Struct, frozen=True, eq=False):
    """One row of a document, with its numbers.

    Attributes:
        document: whose row it is.
        evaluation: the numbers of the document.
        row: which row.
        is_point: whether it is a point, which has no target and so neither error nor slopes.
    """

    document: Document
    evaluation: Evaluation
    row: int
    is_point: bool = False


def shown_of(present: Present, focus: Focus) -> Shown:
    """The row on show, or what the network makes of the point that is looked at."""
    if focus.point is None:
        return Shown(present.document, present.evaluation, focus.row)
    document = at_point(present.document, focus.point)
    return Shown(document, evaluate(document.experiment), 0, is_point=True)
