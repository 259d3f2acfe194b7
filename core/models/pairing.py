"""Which arrays of a file are weights and biases of one layer, and which layer comes first.

What they are is told by a word in their names (`0.weight`, `fc1.bias`, `dense/kernel`, `w1`, `b1`);
the rest of the name is their layer's. Names without such a word, as in `arr_0`, go by their order.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.files.document_checks import DocumentError, shortened
from core.models.model import WeightRows
from core.models.tensors import Tensor
from core.nn.arrays import Array

_WEIGHTS = r"weights?|kernel|coefs?|w"
_BIASES = r"bias(?:es)?|intercepts?|b"
_WORD = re.compile(rf"(?<![a-z])(?:({_WEIGHTS})|({_BIASES}))(?![a-z])", re.IGNORECASE)
_ROWS = {"weight": WeightRows.NODES, "kernel": WeightRows.INPUTS, "coef": WeightRows.INPUTS}
_DIGITS = re.compile(r"([0-9]+)")


class Pair(NamedTuple):
    """A layer as the file has it.

    Attributes:
        name: of its weights.
        weights: a matrix, by nodes or by inputs.
        biases: of shape (nodes,), or None.
        rows: what its name says that the matrix's rows belong to; None where that is open.
    """

    name: str
    weights: Array
    biases: Array | None
    rows: WeightRows | None


def paired(tensors: Sequence[Tensor]) -> list[Pair]:
    """Return the layers, by the numbers and letters in their names; or in the file's order.

    Raises:
        DocumentError: an array is no part of a dense layer.
    """
    words = {each.name: _last_word(each.name) for each in tensors}
    if not any(words.values()):
        return _by_order(tensors)
    weights: dict[str, Tensor] = {}
    biases: dict[str, Tensor] = {}
    for each in tensors:
        word = words[each.name]
        if word is None:
            raise _no_part(each)
        layer = f"{each.name[: word.start()]}*{each.name[word.end() :]}"
        kind = weights if word[1] else biases
        if layer in kind:
            raise DocumentError("there are two of this layer", shortened(each.name))
        kind[layer] = each
    for layer in biases.keys() - weights.keys():
        raise _no_part(biases[layer])
    return [_pair(weights[layer], biases.get(layer)) for layer in sorted(weights, key=natural)]


def natural(name: str) -> list[tuple[int, str]]:
    """What to sort names by, so that layer 10 comes after layer 9."""
    parts = _DIGITS.split(name)
    return [(len(part.lstrip("0")) if at % 2 else 0, part) for at, part in enumerate(parts)]


def _by_order(tensors: Sequence[Tensor]) -> list[Pair]:
    """Matrices, each with the vector behind it, if there is one."""
    found: list[Pair] = []
    for each in tensors:
        if each.values.ndim == 1 and found and found[-1].biases is None:
            found[-1] = found[-1]._replace(biases=each.values)
        else:
            found.append(_pair(each, None))
    return found


def _pair(weights: Tensor, biases: Tensor | None) -> Pair:
    if weights.values.ndim != 2:
        raise _no_part(weights)
    vector = None if biases is None else biases.values
    if biases is not None and vector is not None:
        if vector.size != max(vector.shape, default=0):
            raise _no_part(biases)
        vector = vector.ravel()
    word = _last_word(weights.name)
    rows = _ROWS.get(word[0].lower().removesuffix("s")) if word else None
    return Pair(weights.name, weights.values, vector, rows)


def _last_word(name: str) -> re.Match[str] | None:
    return next(reversed([*_WORD.finditer(name)]), None)


def _no_part(tensor: Tensor) -> DocumentError:
    shape = " × ".join(map(str, tensor.values.shape)) or "1 number"
    return DocumentError(
        f"it ({shape}) is no part of a dense layer; only networks that are chains of dense layers"
        " can be opened",
        shortened(tensor.name),
    )
