"""Arrays of files, as numbers of this program."""

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from core.files.document_checks import DocumentError, check_finite, check_text, shortened
from core.nn.arrays import Array, read_only
from core.nn.limits import MAX_LAYERS, check_parameters
from core.text.numbers import grouped

_MOST = 2 * MAX_LAYERS  # weights and biases of each layer
_EXACT = 2**53  # below, every whole number is a number of 64 bits
_KINDS = {
    "O": "Python objects, which are never opened",
    "U": "texts",
    "S": "texts",
    "b": "truth values",
    "c": "complex numbers",
}


class Tensor(NamedTuple):
    """An array of a file: what the file calls it, and its numbers, read-only."""

    name: str
    values: Array


def check_shapes(shapes: Iterable[Sequence[int]]) -> None:
    """Accept as many arrays, of as many numbers, as a network has, before they are read.

    Raises:
        DocumentError: there are more, or none.
    """
    every = [*shapes]
    if not every:
        raise DocumentError("there are no weights in it")
    if len(every) > _MOST:
        raise DocumentError(
            f"there are {grouped(len(every))} arrays in it; the most is {grouped(_MOST)}, for"
            f" {grouped(MAX_LAYERS)} layers"
        )
    if any(side < 1 for shape in every for side in shape):
        raise DocumentError("there is an array without numbers in it")
    try:
        check_parameters(sum(map(math.prod, every)))
    except ValueError as problem:
        raise DocumentError(str(problem)) from problem


def check_kind(name: str, kind: np.dtype[Any]) -> None:
    """Accept numbers of up to 64 bits.

    Raises:
        DocumentError: they are something else.
    """
    if kind.kind not in "iuf" or kind.itemsize > 8:
        found = _KINDS.get(kind.kind, f"“{shortened(str(kind))}”")
        raise DocumentError(
            f"it holds {found}: save weights as float64 or float32", shortened(name)
        )


def tensor(name: str, values: npt.NDArray[Any]) -> Tensor:
    """Return an array of a file with its numbers as float64, which changes none of them.

    Raises:
        DocumentError: it holds something else than finite numbers, or some that would change.
    """
    where = shortened(name)
    check_text(name, where)
    check_kind(name, values.dtype)
    with np.errstate(invalid="ignore"):  # a signalling NaN is refused below, as any
        numbers = read_only(values.astype(np.float64))
    if values.dtype.kind != "f" and np.abs(numbers).max() >= _EXACT:
        raise DocumentError("it has whole numbers from 2⁵³ on: save weights as float64", where)
    check_finite(np.atleast_1d(numbers), where)
    return Tensor(name, numbers)
