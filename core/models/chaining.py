"""What rows of weight matrices belong to, and how layers follow one another, by their shapes."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations

from core.files.document_checks import DocumentError, shortened
from core.models.model import Dense, Layers, WeightRows
from core.models.pairing import Pair
from core.nn.arrays import read_only

_MOST_TRIED = 7  # layers whose order is looked for: 5,040 orders

Readings = dict[WeightRows, Layers]


def chained(pairs: Sequence[Pair], stated: WeightRows | None = None) -> Readings:
    """Return every way to read these layers as a chain; the likelier first.

    They follow one another as they stand; where they cannot, in the only order in which they can.
    Where shapes leave open what a row belongs to, what is stated decides, else the layers' names.

    Args:
        pairs: the layers, in the order of their names.
        stated: what the file says that a row belongs to.

    Raises:
        DocumentError: they are no chain, or there are several orders in which they are one.
    """
    found = _readings([pairs])
    if not found and len(pairs) <= _MOST_TRIED:
        found = _readings(permutations(pairs))
    if not found:
        raise _no_chain(pairs)
    said = stated or _said_by_names(pairs)
    return found if said is None or said not in found else {said: found[said]}


def _readings(orders: Iterable[Sequence[Pair]]) -> Readings:
    found: Readings = {}
    for order in orders:
        for rows in WeightRows:
            layers = tuple(_layer(pair, rows) for pair in order)
            if not _is_chain(layers):
                continue
            if rows in found:
                raise DocumentError(
                    "the order of its layers cannot be told: name them so that they sort by it,"
                    " such as 1.weight, 2.weight"
                )
            found[rows] = layers
    return found


def _layer(pair: Pair, rows: WeightRows) -> Dense:
    weights = pair.weights if rows is WeightRows.NODES else pair.weights.T
    return Dense(pair.name, read_only(weights), pair.biases)


def check_chain(layers: Sequence[Dense]) -> None:
    """Accept layers each of which has as many inputs as the one before has nodes.

    Raises:
        DocumentError: they are no chain.
    """
    if not _is_chain(layers):
        raise _no_chain(layers)


def _is_chain(layers: Sequence[Dense]) -> bool:
    fit = (layer.biases is None or layer.biases.size == len(layer.weights) for layer in layers)
    return all(fit) and all(
        len(before.weights) == after.weights.shape[1] for before, after in pairwise(layers)
    )


def _said_by_names(pairs: Sequence[Pair]) -> WeightRows | None:
    said = {pair.rows for pair in pairs}
    return said.pop() if len(said) == 1 else None


def _no_chain(pairs: Sequence[Pair | Dense]) -> DocumentError:
    shapes = ", ".join(
        f"“{shortened(pair.name)}” {' × '.join(map(str, pair.weights.shape))}" for pair in pairs[:4]
    )
    more = ", …" if len(pairs) > 4 else ""
    return DocumentError(
        "its layers are no chain, in which each has as many inputs as the one before has nodes,"
        f" and a bias for each node: {shapes}{more}"
    )
