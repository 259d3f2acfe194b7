"""The lines that make new weights of slopes, as the optimizer does."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.explanation.walking.walkthrough import Phase
from core.export.arithmetic import code_of, number_code
from core.export.line import Line, Names, Quantities, line_with
from core.nn.expressions import Expression, Term
from core.nn.quantity import (
    CLIP_FACTOR,
    LEARNING_RATE,
    SLOPE_NORM,
    STEP_COUNT,
    Quantity,
    QuantityKind,
)
from core.training.rules.optimizer import Leaves, Optimizer

RATE, COUNT = "rate", "n"
_STEPS = Term(1.0, caption="steps")


class Stepped(NamedTuple):
    """A number, or an array of numbers, that a step changes.

    Attributes:
        name: of the weights: "w1".
        slope: the name of their slopes: "dw1".
        lock: the name of the mask of what stays as it is; empty where nothing is locked.
        parameters: which they are, as indices of the flat vector.
    """

    name: str
    slope: str
    lock: str
    parameters: Sequence[int]

    def quantities(self, kind: QuantityKind, part: int = 0) -> Quantities:
        """The numbers of one kind that belong to them."""
        return tuple(Quantity(kind, parameter=at, part=part) for at in self.parameters)


def memory_names(optimizer: Optimizer, name: str) -> list[str]:
    """What is remembered of weights of this name: "m_w1", "v_w1"; "m_weights['node_0']"."""
    return [f"{symbol}_{name}" for symbol in optimizer.symbols]


def all_step_lines(
    optimizer: Optimizer, every: Sequence[Stepped], max_norm: float = 0.0
) -> list[Line]:
    """The lines of one step of all weights.

    Args:
        optimizer: the rule.
        every: what moves.
        max_norm: what the norm of the slopes is clipped to; 0 for as it is.
    """
    lines = _clipping(every, number_code(max_norm)) if max_norm else []
    kind = QuantityKind.CLIPPED_SLOPE if max_norm else QuantityKind.SLOPE
    for stepped in every:
        lines += step_lines(optimizer, stepped, kind)
    return lines


def _clipping(every: Sequence[Stepped], largest: str) -> list[Line]:
    """Lines that make the slopes smaller, all by one factor, where their norm is larger."""
    squares = []
    for each in every:
        moved = f"np.where({each.lock}, 0.0, {each.slope})" if each.lock else each.slope
        squares.append(f"np.sum({moved}**2)")
    slopes = {each.slope: each.quantities(QuantityKind.SLOPE) for each in every}
    locks = {each.lock: each.quantities(QuantityKind.LOCK) for each in every if each.lock}
    names: Names = {"norm": (SLOPE_NORM,), "clip": (CLIP_FACTOR,), **slopes, **locks}
    lines = [
        line_with(names, Phase.STEP, f"norm = np.sqrt({' + '.join(squares)})"),
        line_with(names, Phase.STEP, f"clip = {largest} / max(norm, {largest})"),
    ]
    for each in every:
        found = each.quantities(QuantityKind.CLIPPED_SLOPE)
        text = f"{each.slope} = clip * {each.slope}"
        lines.append(line_with({**names, each.slope: found}, Phase.STEP, text))
    return lines


def step_lines(optimizer: Optimizer, stepped: Stepped, slopes: QuantityKind) -> list[Line]:
    """The lines of one step, from what is remembered to the new weights.

    Args:
        optimizer: the rule.
        stepped: what moves.
        slopes: what the slopes are: clipped or not.
    """
    kept = memory_names(optimizer, stepped.name)
    workings = [*kept, *(f"{symbol}_hat_{stepped.name}" for symbol in optimizer.symbols)]
    naming = _Naming(stepped, kept, workings)
    weight, slope = (Quantity(kind) for kind in (QuantityKind.WEIGHT, QuantityKind.SLOPE))
    remembered = (Quantity(QuantityKind.REMEMBERED, part=part) for part in range(len(kept)))
    arithmetic = optimizer.arithmetic(
        Leaves(
            0,
            Term(1.0, weight),
            Term(1.0, LEARNING_RATE),
            Term(1.0, slope),
            tuple(Term(1.0, quantity) for quantity in remembered),
            _STEPS,
        )
    )
    names = {
        stepped.slope: stepped.quantities(slopes),
        stepped.lock: stepped.quantities(QuantityKind.LOCK),
        RATE: (LEARNING_RATE,),
        COUNT: (STEP_COUNT,),
        **{
            name: stepped.quantities(QuantityKind.WORKING, part)
            for part, name in enumerate(workings[: len(arithmetic.workings)])
        },
    }
    lines = [
        naming.line(name, working.made_of, names, QuantityKind.WORKING, part)
        for part, (name, working) in enumerate(zip(workings, arithmetic.workings, strict=False))
    ]
    return [
        *lines,
        naming.line(stepped.name, arithmetic.new_weight, names, QuantityKind.NEW_WEIGHT),
    ]


class _Naming(NamedTuple):
    """Which name stands for which number of a rule's arithmetic."""

    stepped: Stepped
    kept: Sequence[str]
    workings: Sequence[str]

    def line(
        self,
        name: str,
        made_of: Expression,
        names: dict[str, Quantities],
        kind: QuantityKind,
        part: int = 0,
    ) -> Line:
        """The line that gives a name what was worked out; what is locked keeps what it had."""
        code = code_of(made_of, self.of)
        if self.stepped.lock and name in (self.stepped.name, *self.kept):
            code = f"np.where({self.stepped.lock}, {name}, {code})"
        found = self.stepped.quantities(kind, part)
        return line_with({**names, name: found}, Phase.STEP, f"{name} = {code}")

    def of(self, term: Term) -> str:
        """The name of a term, or its number."""
        if term == _STEPS:
            return COUNT
        if term.quantity is None:
            return number_code(term.value)
        names: dict[QuantityKind, Callable[[int], str]] = {
            QuantityKind.WEIGHT: lambda _: self.stepped.name,
            QuantityKind.SLOPE: lambda _: self.stepped.slope,
            QuantityKind.LEARNING_RATE: lambda _: RATE,
            QuantityKind.REMEMBERED: self.kept.__getitem__,
            QuantityKind.WORKING: self.workings.__getitem__,
        }
        return names[term.quantity.kind](term.quantity.part)
