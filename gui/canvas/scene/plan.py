"""The plan of a drawing: what stays while only numbers change."""

from dataclasses import dataclass

from gui.canvas.labels.edge_places import Ways
from gui.canvas.scene.layout import Layout, Wiring


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Which nodes are joined, where they stand, and how the edges run."""

    wiring: Wiring
    layout: Layout
    ways: Ways
