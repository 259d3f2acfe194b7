"""A document: what a file holds and undo covers."""

from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from core.columns.coding import Coding
from core.data.image import ImageShape, likely_shape
from core.nn.network import NodePlace
from core.training.experiment import Experiment


class Point(NamedTuple):
    """Where a node stands, in units of the drawing: x to the right, y down."""

    x: float
    y: float


class Document(Struct, frozen=True, eq=False):
    """An experiment, the start it came from, and how it is drawn.

    Attributes:
        experiment: the present.
        start: the latest experiment without updates that led to the present.
        title: what the document is about; may be empty.
        columns: how columns of a file became the inputs and targets; none where the rows were
            typed in, or where inputs or predictions were added or taken out since; inputs that are
            made of others come of no column.
        positions: nodes that were moved by hand; the others are laid out automatically.
        image: the shape of the picture whose pixels the given inputs are; None if they are none.

    Raises:
        ValueError: the picture has another number of pixels than there are inputs for it.
    """

    experiment: Experiment
    start: Experiment
    title: str = ""
    columns: tuple[Coding, ...] = ()
    positions: MappingProxyType[NodePlace, Point] = field(
        default_factory=lambda: MappingProxyType({})
    )
    image: ImageShape | None = None

    def __post_init__(self) -> None:
        inputs = self.experiment.dataset.pixels
        if self.image is not None and self.image.pixels != inputs:
            rows, columns = self.image
            raise ValueError(f"{inputs} inputs are no picture of {rows} × {columns} pixels")

    def with_experiment(self, experiment: Experiment) -> "Document":
        """Return the document with another present; without updates it is the new start."""
        start = experiment if experiment.updates == 0 else self.start
        sizes, before = experiment.network.sizes, self.experiment.network.sizes
        fitting = sizes[-1] == before[-1] and (
            sizes[0] == before[0] or _given(experiment) == _given(self.experiment)
        )
        pixels = experiment.dataset.pixels
        is_same = pixels == self.experiment.dataset.pixels
        return replace(
            self,
            experiment=experiment,
            start=start,
            columns=self.columns if fitting else (),
            image=self.image if is_same else likely_shape(pixels),
        )

    def with_positions(self, positions: dict[NodePlace, Point]) -> "Document":
        """Return the document with these nodes placed by hand, and no others."""
        return replace(self, positions=MappingProxyType(dict(positions)))


def _given(experiment: Experiment) -> int:
    return len(experiment.dataset.given_inputs)
