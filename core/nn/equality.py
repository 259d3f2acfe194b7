"""Equality of values that hold arrays, to the last bit."""

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple


def equal(one: object, other: object) -> bool:
    """Whether two values of the simulator are equal in every part.

    Values are compared field by field, arrays bit by bit, and what is shared is not looked at.
    """
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, Struct) and isinstance(other, Struct):
        return all(map(equal, astuple(one), astuple(other)))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    return one == other
