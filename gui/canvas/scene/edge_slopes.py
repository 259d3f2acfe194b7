"""The sizes of slopes, as edges and rasters tell them."""

import numpy as np

from core.nn.arrays import Array
from core.nn.network import Network


def shares_of(network: Network, slopes: Array) -> Array:
    """The size of each slope as a share of the largest of a weight, shape (P,), from 0 to 1."""
    sizes = np.nan_to_num(np.abs(slopes), nan=np.inf, posinf=np.inf)
    largest = largest_slope(network, slopes)
    return np.fmin(sizes / largest, 1.0) if largest else np.where(sizes > 0, 1.0, 0.0)


def largest_slope(network: Network, slopes: Array) -> float:
    """The largest |slope| of a weight that is a finite number; 0 where there is none."""
    sizes = np.abs(slopes[network.is_weight])
    return float(sizes[np.isfinite(sizes)].max(initial=0.0))
