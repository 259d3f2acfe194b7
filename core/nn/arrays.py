"""The array types of the simulator, and how an array becomes part of a value."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


def read_only(values: npt.ArrayLike) -> Array:
    """Return the values, of any shape, as a contiguous float64 array that nobody can write to.

    An array that is so already is returned as it is; anything else is copied.
    """
    array = np.asarray(values, dtype=np.float64)
    if not (_is_frozen(array) and array.flags.c_contiguous):
        array = array.copy()
        array.flags.writeable = False
    return array


def read_only_mask(values: npt.ArrayLike) -> BoolArray:
    """Return the truth values as an array that nobody can write to."""
    array = np.asarray(values, dtype=np.bool_)
    if not _is_frozen(array):
        array = array.copy()
        array.flags.writeable = False
    return array


def _is_frozen(array: npt.NDArray[Any]) -> bool:
    """Whether nobody can write to the numbers, neither here nor through what this is a view of."""
    owner: npt.NDArray[Any] | None = array
    while isinstance(owner, np.ndarray):
        if owner.flags.writeable:
            return False
        owner = owner.base
    return owner is None


EMPTY = read_only(np.empty(0))
