"""The pen: what a point drawn on the predictions is as a row. No Qt in here."""

import numpy as np
from msgspec import Struct

from core.data.classification import tells_classes
from core.document.data_edits import Row
from core.document.document import Document
from core.nn.arrays import Array
from gui.panels.predictions.fit_view import FitKind

DRAWN_ON = (FitKind.MAP, FitKind.CURVE)


class Pen(Struct, frozen=True):
    """What a new point on a map is to be: of a class, or with a value; a curve's says it itself.

    Attributes:
        which: the class, counted from 0.
        value: the target where numbers are predicted.
    """

    which: int = 0
    value: float = 1.0


class Sheet(Struct, frozen=True):
    """What is drawn on: how predictions are shown, and of which output."""

    document: Document
    kind: FitKind
    output: int

    def new(self, x: float, y: float, pen: Pen) -> Row:
        """The row of a new point."""
        if self.kind is FitKind.CURVE:
            return Row([x], self._on_curve(np.zeros(self._outputs), y))
        if not tells_classes(self.document.experiment.loss):
            return Row([x, y], [pen.value, *[0.0] * (self._outputs - 1)])
        if self._outputs == 1:
            return Row([x, y], [float(pen.which)])
        return Row([x, y], [float(at == pen.which) for at in range(self._outputs)])

    def at(self, row: int) -> tuple[float, float]:
        """Where the point of a row is, in the units of the axes."""
        rows = self.document.experiment.dataset
        given = rows.given_inputs
        up = given[1] if self.kind is FitKind.MAP else rows.own_targets[self.output]
        return float(given[0][row]), float(up[row])

    def moved(self, row: int, x: float, y: float) -> Row:
        """A row whose point was moved there."""
        targets = np.array([c[row] for c in self.document.experiment.dataset.own_targets])
        if self.kind is FitKind.CURVE:
            return Row([x], self._on_curve(targets, y))
        return Row([x, y], targets.tolist())

    @property
    def _outputs(self) -> int:
        return len(self.document.experiment.dataset.own_targets)

    def _on_curve(self, targets: Array, y: float) -> list[float]:
        """Targets with that of the output on show at a height; a class is the nearer one."""
        is_class = tells_classes(self.document.experiment.loss)
        targets[self.output] = float(y >= 0.5) if is_class else y
        return list(map(float, targets))
