"""Histograms of what belongs to the weights and biases of each layer, on one axis for all."""

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from core.nn.arrays import Array, Rows
from core.nn.network import Network

_NICE = (1, 2, 5, 10)


def bin_edges(low: float, high: float, most: int) -> Array:
    """The edges of at most so many bins that hold all numbers between two, shape (n + 1,).

    They are multiples of a round width, so that 0 is one of them where it lies between.
    """
    least = (high - low) / max(most - 1, 1)
    power = 10.0 ** np.floor(np.log10(least))
    width = next(nice * power for nice in _NICE if nice * power >= least * (1 - 1e-12))
    first, last = np.floor(low / width), np.floor(high / width) + 1
    return np.asarray(np.arange(first, last + 1) * width)


class LayerHistogram(Struct, frozen=True, eq=False):
    """How many of a layer's numbers lie in each bin, from an edge on to before the next.

    Attributes:
        weights: of the weights, shape (bins,).
        biases: of the biases, shape (bins,); all 0 where there are none.
        size: how many weights and biases the layer has.
        beyond: how many of them are no finite numbers or outside of all bins.
    """

    weights: Rows
    biases: Rows
    size: int
    beyond: int

    @property
    def shares(self) -> Array:
        """The share of the layer's numbers in each bin, shape (bins,)."""
        return np.asarray((self.weights + self.biases) / self.size)


def layer_histograms(
    network: Network, numbers: Array, edges: Array, place: Callable[[Array], Array] = np.asarray
) -> list[LayerHistogram]:
    """One histogram a layer.

    Args:
        network: which number belongs to which layer.
        numbers: one for each weight and bias, shape (P,).
        edges: of the bins, equally wide.
        place: puts numbers where the edges are, for an axis that is not linear.
    """
    found = []
    pairs = zip(network.weights_of(numbers), network.biases_of(numbers), strict=True)
    for weights, biases in pairs:
        own = _counted(place(weights.ravel()), edges)
        apart = _counted(place(np.empty(0) if biases is None else biases), edges)
        size = weights.size + (0 if biases is None else biases.size)
        beyond = size - int(own.sum() + apart.sum())
        found.append(LayerHistogram(own, apart, size, beyond))
    return found


def _counted(places: Array, edges: Array) -> Rows:
    bins = len(edges) - 1
    with np.errstate(all="ignore"):
        at = np.floor((places - edges[0]) / (edges[-1] - edges[0]) * bins + 1e-9)
    inside = at[(at >= 0) & (at < bins)]
    return np.bincount(inside.astype(np.intp), minlength=bins)
