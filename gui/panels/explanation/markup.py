"""Equations as rich text: colours that mean something, and numbers that can be pointed at.

Each number is a link; its address is its place in the list of all numbers written.
"""

from html import escape

from core.explanation.terms import Equation, Explanation, Remark
from core.nn.expressions import Term
from core.nn.quantity import OF_WEIGHTS, Quantity, QuantityKind
from gui.formatting.equations import EquationWriter, Span, plain
from gui.session.visibility import UNKNOWN, Seen, Visibility
from gui.style.colors import Colors

_SLOPES = frozenset(
    {
        QuantityKind.SLOPE,
        QuantityKind.ROW_SLOPE,
        QuantityKind.LOSS_SLOPE,
        QuantityKind.ACTIVATION_SLOPE,
    }
)
_NOT_YET = "not computed yet"


class Markup:
    """A writer of explanations that remembers which numbers it wrote."""

    def __init__(
        self, visibility: Visibility, colors: Colors, pointed: Quantity | None = None
    ) -> None:
        self._visibility = visibility
        self._colors = colors
        self._pointed = pointed
        self._writer = EquationWriter(visibility.numerals)
        self.terms: list[Term] = []

    def lines(self, explanation: Explanation) -> list[str]:
        """Every line as rich text."""
        shown = []
        for line in explanation.lines:
            if isinstance(line, Equation):
                shown.append(self.equation(line))
            elif self._visibility.shows(line.about):
                shown.append(escape(line.text))
        return shown

    def equation(self, equation: Equation) -> str:
        """One equation; of a hidden number nothing but its name is written."""
        seen = self._visibility.seen(equation.quantity)
        if seen is not Seen.SHOWN:
            unknown = UNKNOWN if seen is Seen.HIDDEN else _NOT_YET
            return f"{escape(equation.name)} = {self._muted(unknown)}"
        return "".join(map(self._span, self._writer.write(equation)))

    def _span(self, span: Span) -> str:
        if span.is_caption:
            return self._muted(span.text)
        if span.term is None:
            return escape(span.text)
        self.terms.append(span.term)
        quantity = span.term.quantity
        hidden = quantity is not None and self._visibility.seen(quantity) is not Seen.SHOWN
        style = f"color: {self._color(span.term)}; text-decoration: none; font-weight: 600;"
        if quantity is not None and self._pointed is not None and touches(quantity, self._pointed):
            style += f" background: {self._colors.selection};"
        text = UNKNOWN if hidden else escape(span.text)
        return f'<a href="{len(self.terms) - 1}" style="{style}">{text}</a>'

    def _muted(self, text: str) -> str:
        return f'<span style="color: {self._colors.muted}; font-size: small;">{escape(text)}</span>'

    def _color(self, term: Term) -> str:
        colors, quantity = self._colors, term.quantity
        if quantity is None:
            return colors.ink
        if quantity.kind in _SLOPES:
            return colors.slope
        if quantity.kind is QuantityKind.NEW_WEIGHT:
            return colors.down
        if quantity.kind is QuantityKind.WEIGHT:
            return colors.positive_text if term.value >= 0 else colors.negative_text
        if quantity.kind in (QuantityKind.INPUT, QuantityKind.ACTIVATION):
            return colors.positive_text
        return colors.ink


def touches(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers belong to the same weight, or to the same node."""
    weights = (one.kind in OF_WEIGHTS, other.kind in OF_WEIGHTS)
    if all(weights):
        return one.parameter == other.parameter
    return not any(weights) and one.kind is other.kind and one.node == other.node


def plain_lines(explanation: Explanation, visibility: Visibility) -> list[str]:
    """The same lines as plain text, for the clipboard and for screen readers."""
    writer = EquationWriter(visibility.numerals)
    shown = []
    for line in explanation.lines:
        if isinstance(line, Remark):
            if visibility.shows(line.about):
                shown.append(line.text)
            continue
        seen = visibility.seen(line.quantity)
        if seen is Seen.SHOWN:
            spans = writer.write(line)
            shown.append(plain(_veiled(span, visibility) for span in spans))
        else:
            shown.append(f"{line.name} = {UNKNOWN if seen is Seen.HIDDEN else _NOT_YET}")
    return shown


def _veiled(span: Span, visibility: Visibility) -> Span:
    quantity = span.term.quantity if span.term is not None else None
    hidden = quantity is not None and not visibility.shows(quantity)
    return Span(UNKNOWN) if hidden else span
