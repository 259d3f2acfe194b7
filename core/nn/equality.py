"""Equality of values that hold arrays, to the last bit."""

from dataclasses import fields, is_dataclass

import numpy as np


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
    if is_dataclass(one):
        return all(equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    return one == other
