"""The plan of a drawing: what stays while only numbers change."""

from msgspec import Struct

from gui.canvas.labels.edge_places import Ways
from gui.canvas.scene.layout import Layout, Wiring


class Plan(Struct, frozen=True, eq=False):
    """Which nodes are joined, where they stand, and how the edges run."""

    wiring: Wiring
    layout: Layout
    ways: Ways
