"""Answers to guesses: what is revealed then, and what is said. No Qt in here."""

from msgspec.structs import replace

from core.explanation.guessing import to_find
from core.explanation.quantities import Quantities
from core.explanation.terms import Equation, Explanation, without_captions
from core.nn.quantity import LOSS, Quantity, QuantityKind
from core.text.numbers import grouped
from gui.panels.explanation.markup import plain_lines
from gui.session.messages import Message, Tone
from gui.session.snapshot import Focus
from gui.session.visibility import visibility_of


def revealed(numbers: Quantities, quantity: Quantity, focus: Focus) -> Focus:
    """What is looked at once a number, and what comes with it, is shown."""
    hiding = focus.hiding
    for found in _given_away(numbers, quantity):
        hiding = hiding.reveal(found)
    return replace(focus, hiding=hiding)


def right_answer(numbers: Quantities, equation: Equation, focus: Focus) -> Message:
    """Call an answer right, and say how many numbers have been found.

    "Right: error = 16 − 5 = 11 · 2 of 5 found"
    """
    asked = to_find(numbers, focus.hiding, focus.row)
    found = sum(quantity in focus.hiding.found for quantity in asked)
    visibility = visibility_of(numbers.network, focus, in_walkthrough=False)
    (shown,) = plain_lines(Explanation("", (without_captions(equation),)), visibility)
    text = f"Right: {shown} · {grouped(found)} of {grouped(len(asked))} found"
    return Message(text, Tone.BETTER)


def _given_away(numbers: Quantities, quantity: Quantity) -> list[Quantity]:
    """What is found out together with a number.

    A node's value comes from its sum, and the only share of the loss is the loss.
    """
    if (
        quantity.kind is QuantityKind.SHARE
        and not numbers.is_put_together
        and numbers.network.sizes[-1] == 1
    ):
        return [quantity, LOSS]
    if quantity.kind is QuantityKind.ACTIVATION:
        before = Quantity(QuantityKind.PREACTIVATION, node=quantity.node, row=quantity.row)
        return [quantity, before]
    return [quantity]
