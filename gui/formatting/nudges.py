"""Nudges: by how much a number changes at a time when it is dragged or nudged."""

import math

from PySide6.QtCore import Qt

from core.text.numbers import without_noise


def step_of(modifiers: Qt.KeyboardModifier) -> float:
    """By how much a number changes at a time: 0.1, with Shift 0.01, with Ctrl 1."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return 0.01
    return 1.0 if modifiers & Qt.KeyboardModifier.ControlModifier else 0.1


def stepped(value: float, count: int, step: float) -> float:
    """The value moved by some steps, landing on whole multiples of the step.

    `stepped(0.68, 1, 0.1)` is 0.7, and the next one 0.8. The result is the float nearest to the
    decimal number, not a sum of rounding errors.
    """
    if not count:
        return value
    position = value / step
    if not math.isfinite(position + count):
        return value  # so large that a step makes no difference
    nearest = round(position)
    if abs(position - nearest) < 1e-6:
        landed = nearest + count
    else:
        landed = int(position // 1) + count + (count < 0)
    return without_noise(landed * step)
