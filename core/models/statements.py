"""What our own files say beside the weights: texts in an order that each format keeps as it can."""

from collections.abc import Mapping, Sequence

from core.files.document_checks import DocumentError, check_text, shortened
from core.models.model import Stated, WeightRows
from core.models.words import activation_called
from core.nn.activation import Activation
from core.nn.activations import OUTPUT_ACTIVATIONS

ACTIVATIONS, ROWS, INPUTS, PREDICTIONS = "activations", "weight_rows", "inputs", "predictions"


def stated(said: Mapping[str, Sequence[str]]) -> Stated:
    """Return what is said as values; what has other keys is left alone.

    Raises:
        DocumentError: an activation is not known.
    """
    rows = said.get(ROWS, ())
    return Stated(
        activations_called(said.get(ACTIVATIONS, ()), ACTIVATIONS),
        WeightRows(rows[0]) if len(rows) == 1 and rows[0] in [*WeightRows] else None,
        _names(said, INPUTS),
        _names(said, PREDICTIONS),
    )


def activations_called(names: Sequence[str], where: str) -> tuple[Activation, ...]:
    """Return the activations that are called so.

    Raises:
        DocumentError: one is not known; it begins with `where`.
    """
    found = []
    for name in names:
        activation = activation_called(name)
        if activation is None:
            known = ", ".join(OUTPUT_ACTIVATIONS)
            raise DocumentError(f"there is no activation “{shortened(name)}”, only {known}", where)
        found.append(activation)
    return tuple(found)


def _names(said: Mapping[str, Sequence[str]], key: str) -> tuple[str, ...]:
    """Names of nodes; empty, as for nodes without one, where a text cannot be one."""
    return tuple(name if _can_be_name(name) else "" for name in said.get(key, ()))


def _can_be_name(text: str) -> bool:
    try:
        check_text(text, "")
    except DocumentError:
        return False
    return True
