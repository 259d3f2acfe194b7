"""Snapshots of the session: what is on screen, and the focus: what of it the user looks at."""

from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from core.document.document import Document
from core.explanation.hiding import NOTHING_HIDDEN, Hiding
from core.explanation.linear_prediction import LinearPrediction, predict_linearly
from core.explanation.quantities import Quantities
from core.explanation.walking.walkthrough import Walkthrough
from core.history.moments import Moment
from core.nn.network import NodePlace
from core.nn.quantity import Quantity, still_there
from core.training.evaluation import Evaluation
from gui.formatting.numbers import DecimalMark
from gui.formatting.numerals import Numerals


class Present(Struct, frozen=True, eq=False, dict=True):
    """The present moment. Views compare its parts by identity.

    Attributes:
        document: what is on screen, to be seen in all its numbers.
        evaluation: its numbers.
        moment: where in the history this is.
        is_preview: whether a change is being tried out, in a drag for example, and not yet made.
        missing: how many updates after what is on screen the moment is; 0 for the moment itself.
    """

    document: Document
    evaluation: Evaluation
    moment: Moment
    is_preview: bool = False
    missing: int = 0

    @cached_property
    def numbers(self) -> Quantities:
        """All numbers of this moment, for all views."""
        return Quantities(self.document.experiment, self.evaluation)

    @cached_property
    def next_step(self) -> LinearPrediction:
        """The step that comes next, reckoned once for all views."""
        return predict_linearly(self.numbers)


class Focus(Struct, frozen=True):
    """The focus: what the user looks at. Never undone.

    Attributes:
        row: the row of the data whose values are shown, unless those of a point are.
        parameters: the weights and biases that are selected.
        nodes: the nodes that are selected.
        is_passing: whether keys have come there and may be on their way to something else.
        walkthrough: how far the update has been walked through; None when all is shown at once.
        hiding: what is hidden, and what of it has been found out.
        numerals: how numbers are written in the drawing and in explanations.
        mark: what stands before the tenths, everywhere.
        ahead: whether it is shown where the next step will lead.
        alone: whether slopes in the drawing are those of the row on show alone.
        point: inputs, in their own units, that are no row and whose values the drawing shows in
            the place of the row's; None for the row.
        histories: the numbers whose course over the steps is drawn; those of a row are of `row`.
    """

    row: int = 0
    parameters: tuple[int, ...] = ()
    nodes: tuple[NodePlace, ...] = ()
    is_passing: bool = False
    walkthrough: Walkthrough | None = None
    hiding: Hiding = NOTHING_HIDDEN
    numerals: Numerals = Numerals.SHORT
    mark: DecimalMark = DecimalMark.POINT
    ahead: bool = False
    alone: bool = False
    point: tuple[float, ...] | None = None
    histories: tuple[Quantity, ...] = ()

    @property
    def node(self) -> NodePlace | None:
        """The node that is selected, if it is the only one."""
        return self.nodes[0] if len(self.nodes) == 1 else None

    @property
    def shown_row(self) -> int | None:
        """The row whose values are shown; None where those of a point are, which is no row."""
        return self.row if self.point is None else None

    def fitted(self, before: Document, after: Document) -> "Focus":
        """The focus once another document is on screen.

        What is no longer there is let go, what was found out is hidden again because the numbers
        are others, and a walkthrough begins anew.
        """
        old, new = before.experiment, after.experiment
        if old is new:
            return self
        focus = replace(
            self,
            row=min(self.row, new.dataset.rows - 1),
            hiding=self.hiding.anew(),
            walkthrough=None if self.walkthrough is None else Walkthrough(),
            point=self.point if old.dataset.given == new.dataset.given else None,
        )
        if old.network.shapes != new.network.shapes:
            histories = self.histories and still_there(self.histories, old.network, new.network)
            return replace(focus, parameters=(), nodes=(), point=None, histories=histories)
        return focus


NO_FOCUS = Focus()
