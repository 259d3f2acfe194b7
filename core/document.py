"""What a file holds and undo covers."""

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from core.experiment import Experiment
from core.network import NodePlace


class Point(NamedTuple):
    """Where a node stands, in units of the drawing: x to the right, y down."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """An experiment, the start it came from, and how it is drawn.

    Attributes:
        experiment: the present.
        start: the latest experiment without updates that led to the present.
        title: what the document is about; may be empty.
        positions: nodes that were moved by hand; the others are laid out automatically.
    """

    experiment: Experiment
    start: Experiment
    title: str = ""
    positions: MappingProxyType[NodePlace, Point] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def with_experiment(self, experiment: Experiment) -> "Document":
        """Return the document with another present; without updates it is the new start."""
        start = experiment if experiment.updates == 0 else self.start
        return replace(self, experiment=experiment, start=start)

    def with_positions(self, positions: dict[NodePlace, Point]) -> "Document":
        """Return the document with these nodes placed by hand, and no others."""
        return replace(self, positions=MappingProxyType(dict(positions)))
