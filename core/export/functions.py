"""The functions that the lines of an update call: the activations and their slopes."""

from collections.abc import Iterable

from core.nn.activation import Activation
from core.nn.activations import IDENTITY


def slope_name(activation: Activation) -> str:
    """What the function for the slope is called: "relu_slope"."""
    return f"{activation.key}_slope"


def definitions(activations: Iterable[Activation]) -> list[str]:
    """The lines that define each activation once, and its slope where it has one of its own.

    The identity needs none, and what looks at all nodes at once has its slope in the loss's.
    """
    lines: list[str] = []
    for activation in dict.fromkeys(activations):
        if activation is IDENTITY:
            continue
        lines += _definition(activation.key, activation.code)
        if not activation.is_joint:
            lines += _definition(slope_name(activation), activation.slope_code)
    return lines


def _definition(name: str, code: str) -> list[str]:
    *before, result = code.split("\n")
    return [f"def {name}(z):", *(f"    {line}" for line in (*before, f"return {result}")), "", ""]
