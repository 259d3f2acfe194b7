"""Which edges are drawn: all, or the heaviest where a raster stands for the others."""

from collections.abc import Sequence

import numpy as np

from core.nn.arrays import Array
from core.nn.network import Network
from gui.canvas.scene.edge_slopes import shares_of
from gui.canvas.scene.maps.rasters import has_raster
from gui.canvas.scene.picture import Edges
from gui.canvas.scene.plan import Plan
from gui.canvas.scene.room import IntArray

_HEAVIEST = 48  # edges of a gap whose weights are shown as a raster


def drawn_edges(
    network: Network, plan: Plan, wanted: Sequence[int], slopes: Array | None = None
) -> Edges:
    """All edges; of those that a raster stands for, the heaviest and the wanted ones.

    Where slopes are given, shape (P,), edges tell these, and the steepest ones are drawn.
    """
    ways, parameters = plan.ways, plan.wiring.parameters
    weights = network.parameters[parameters]
    crowded = [layer for layer in range(len(network.layers)) if has_raster(network.sizes, layer)]
    locked = network.locked[parameters]
    shares = None if slopes is None else shares_of(network, slopes)[parameters]
    if not crowded:
        return Edges(ways.lines, parameters, weights, locked, ways.strengths, shares)
    kept = _kept(plan, weights if shares is None else shares, crowded, wanted)
    return Edges(
        ways.lines[kept],
        parameters[kept],
        weights[kept],
        locked[kept],
        ways.strengths[kept],
        None if shares is None else shares[kept],
    )


def _kept(plan: Plan, weights: Array, crowded: Sequence[int], wanted: Sequence[int]) -> IntArray:
    layers = plan.wiring.layers
    kept = ~np.isin(layers, crowded) | np.isin(plan.wiring.parameters, list(wanted))
    for layer in crowded:
        here = np.flatnonzero(layers == layer)
        order = np.argsort(-np.abs(weights[here]), kind="stable")
        kept[here[order[:_HEAVIEST]]] = True
    return np.flatnonzero(kept)
