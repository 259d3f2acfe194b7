"""Explanations for less room: what can be done without most easily is left out first."""

from collections.abc import Iterator

from msgspec.structs import replace

from core.explanation.terms import Equation, Explanation, Remark, without_captions
from core.nn.quantity import QuantityKind

_ON_THE_WAY = frozenset({QuantityKind.CLIPPED_SLOPE, QuantityKind.WORKING})


def shorter(explanation: Explanation) -> Iterator[Explanation]:
    """The explanation as it is, then ever shorter ones, as long as there is a shorter one.

    The numbers on the way to a new weight first lose their captions; then they are left out.
    """
    yield explanation
    lines = explanation.lines
    if any(map(_is_on_the_way, lines)):
        yield replace(explanation, lines=tuple(map(_without_caption, lines)))
        rest = tuple(line for line in lines if not _is_on_the_way(line))
        yield replace(explanation, lines=rest)


def _without_caption(line: Equation | Remark) -> Equation | Remark:
    if isinstance(line, Equation) and _is_on_the_way(line):
        return without_captions(line)
    return line


def _is_on_the_way(line: Equation | Remark) -> bool:
    return isinstance(line, Equation) and line.quantity.kind in _ON_THE_WAY
