"""Which edges are drawn: all, or the heaviest where a raster stands for the others."""

from collections.abc import Sequence

import numpy as np

from core.nn.arrays import Array
from core.nn.network import Network
from gui.canvas.scene.picture import Edges
from gui.canvas.scene.plan import Plan
from gui.canvas.scene.rasters import has_raster
from gui.canvas.scene.room import IntArray

_HEAVIEST = 48  # edges of a gap whose weights are shown as a raster


def drawn_edges(network: Network, plan: Plan, wanted: Sequence[int]) -> Edges:
    """All edges; of those that a raster stands for, the heaviest and the wanted ones."""
    ways, parameters = plan.ways, plan.wiring.parameters
    weights = network.parameters[parameters]
    crowded = [layer for layer in range(len(network.layers)) if has_raster(network.sizes, layer)]
    locked = network.locked[parameters]
    if not crowded:
        return Edges(ways.lines, parameters, weights, locked, ways.strengths)
    kept = _kept(plan, weights, crowded, wanted)
    return Edges(
        ways.lines[kept], parameters[kept], weights[kept], locked[kept], ways.strengths[kept]
    )


def _kept(plan: Plan, weights: Array, crowded: Sequence[int], wanted: Sequence[int]) -> IntArray:
    layers = plan.wiring.layers
    kept = ~np.isin(layers, crowded) | np.isin(plan.wiring.parameters, list(wanted))
    for layer in crowded:
        here = np.flatnonzero(layers == layer)
        order = np.argsort(-np.abs(weights[here]), kind="stable")
        kept[here[order[:_HEAVIEST]]] = True
    return np.flatnonzero(kept)
