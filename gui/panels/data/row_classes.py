"""The classes of rows as text: the one a row is of, and the one it is given. No Qt in here."""

import numpy as np
from msgspec import Struct

from core.data.classification import classes, excludes
from core.data.dataset import Dataset
from core.document.document import Document
from core.nn.arrays import Array, Rows
from core.nn.network import Layer, NodePlace
from core.nn.quantity import Quantity, QuantityKind
from core.opening.predicting import classes_of
from core.training.evaluation import Evaluation
from gui.session.visibility import UNKNOWN, Seen, Visibility


class RowClasses(Struct, frozen=True, eq=False):
    """Writes the class of each row and the one it is given: "left → right ✗".

    Attributes:
        names: of the classes; of the questions, where each is answered with yes or no.
        exclusive: whether each row is of one class, as `excludes` tells.
        dataset: whose rows they are.
        layers: of the network that gives them.
    """

    names: tuple[str, ...]
    exclusive: bool
    dataset: Dataset
    layers: tuple[Layer, ...]

    def are_of(self, document: Document) -> bool:
        """Whether these are the classes of a document; weights change nothing about that."""
        experiment = document.experiment
        return experiment.dataset is self.dataset and experiment.network.layers is self.layers

    def written(
        self, document: Document, evaluation: Evaluation, row: int, visibility: Visibility
    ) -> str:
        """The classes of a row, so far as they may be seen."""
        targets = np.array([[column[row]] for column in document.experiment.dataset.targets])
        predictions = evaluation.predictions[:, row : row + 1]
        actual, given = self._found(targets), self._found(predictions)
        last = len(document.experiment.network.layers) - 1
        places = [NodePlace(last, at) for at in range(len(targets))]
        seen = {
            visibility.seen(Quantity(QuantityKind.ACTIVATION, node=place, row=row))
            for place in places
        }
        if Seen.NOT_YET in seen:
            return self._name(actual)
        if Seen.HIDDEN in seen:
            return f"{self._name(actual)} → {UNKNOWN}"
        known = bool(np.isfinite(predictions).all())
        text = f"{self._name(actual)} → {self._name(given) if known else 'no number'}"
        if not all(
            visibility.shows(Quantity(QuantityKind.ERROR, node=place, row=row)) for place in places
        ):
            return text
        return f"{text} {'✓' if known and (actual == given).all() else '✗'}"

    def order(self, targets: Array, predictions: Array) -> Array:
        """Numbers that rows are sorted by, shape (rows,): by class, then by the one given.

        Rows with several answers are sorted by how many of them are right.
        """
        rows = targets.shape[1]
        actual, given = (self._found(values).reshape(-1, rows) for values in (targets, predictions))
        if len(actual) > 1:
            return np.asarray((actual == given).sum(axis=0), dtype=np.float64)
        return np.asarray(actual[0] * len(self.names) + given[0], dtype=np.float64)

    def _found(self, values: Array) -> Rows:
        return classes(values, exclusive=self.exclusive)

    def _name(self, found: Rows) -> str:
        """What one row is: the class, or all that is answered with yes."""
        if len(found) == 1:
            return self.names[int(found[0])]
        return " + ".join(self.names[at] for at in np.flatnonzero(found).tolist()) or "none"


def row_classes(document: Document) -> RowClasses:
    """The classes of the rows of a document whose loss tells classes."""
    dataset, layers = document.experiment.dataset, document.experiment.network.layers
    return RowClasses(classes_of(document), excludes(np.array(dataset.targets)), dataset, layers)
