"""Everything that decides the next step."""

from dataclasses import dataclass, replace

from core.dataset import Dataset
from core.losses import Loss
from core.network import Network
from core.optimizers import GradientDescent


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """A network, the rows it learns from, and the way down.

    Attributes:
        network: with the present parameters.
        dataset: as many inputs and targets as the network has inputs and predictions.
        loss: what is made smaller.
        optimizer: how slopes become updates.
        seed: where random starts come from; a whole number from 0 on.
        updates: how many updates led here.

    Raises:
        ValueError: the dataset does not fit the network, or the loss its last activation.
    """

    network: Network
    dataset: Dataset
    loss: Loss
    optimizer: GradientDescent
    seed: int = 0
    updates: int = 0

    def __post_init__(self) -> None:
        sizes = self.network.sizes
        columns = (len(self.dataset.inputs), len(self.dataset.targets))
        if columns != (sizes[0], sizes[-1]):
            raise ValueError(
                f"the network has {sizes[0]} inputs and {sizes[-1]} predictions,"
                f" the data {columns[0]} and {columns[1]} columns"
            )
        activation = self.network.layers[-1].activation
        if not self.loss.fits(activation):
            raise ValueError(f"{self.loss.name} does not go with {activation.name} predictions")

    def on_row(self, row: int) -> "Experiment":
        """Return the experiment with one row of the data only.

        Its slopes are the row's own: the slopes of all rows are their mean (or their sum, for a
        loss that is a sum).
        """
        return replace(self, dataset=self.dataset.row(row))
