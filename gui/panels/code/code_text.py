"""What stands in the panel of code, line by line, and what it has to do with the network.

No Qt in here.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct

from core.explanation.quantities import Quantities
from core.explanation.walking.walkthrough import PHASES, Phase, Walkthrough, beats
from core.export.functions import definitions
from core.export.line import Line
from core.export.ways import Way, update_lines
from core.nn.network import Network, NodePlace
from core.nn.quantity import OF_WEIGHTS, SHARED, Quantity, QuantityKind
from core.text.numbers import counted
from core.training.experiment import Experiment
from gui.session.visibility import Seen, Visibility

_MOST_NAMED = 12  # numbers that a tip lists


class CodeText(Struct, frozen=True, dict=True):
    """The lines of an update with a heading for each phase, and the functions they call.

    Attributes:
        experiment: whose update it is.
        row: the row on show.
        way: how it is written.
    """

    experiment: Experiment
    row: int
    way: Way

    @cached_property
    def lines(self) -> tuple[Line | str, ...]:
        """Each line of the text; a text stands for what is no part of the update."""
        every = self._update
        found: list[Line | str] = []
        for number, phase in enumerate(PHASES, 1):
            lines = [line for line in every if line.phase is phase]
            if lines:
                found += ["", f"# {number} {phase.value}", *lines]
        if not any(line.phase is Phase.STEP for line in every):
            found += ["", "# The step follows the slopes of all rows: see “all rows at once”"]
        functions = definitions(layer.activation for layer in self.experiment.network.layers)
        if functions:
            found += ["", *_without_ends(functions)]
        return tuple(found[1:])

    def holds_for(self, experiment: Experiment, row: int, way: Way) -> bool:
        """Whether its lines are those of another experiment, too: all but the numbers is alike."""
        one, other = self.experiment, experiment
        return (
            (self.row, self.way) == (row, way)
            and one.network.layers == other.network.layers
            and one.network.inputs == other.network.inputs
            and np.array_equal(one.network.locked, other.network.locked)
            and (one.loss, one.optimizer) == (other.loss, other.optimizer)
            and (one.max_norm, one.l2_penalty) == (other.max_norm, other.l2_penalty)
            and (one.dataset.rows == 1) == (other.dataset.rows == 1)
        )

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(line if isinstance(line, str) else line.text for line in self.lines)

    def walked(self, walkthrough: Walkthrough | None) -> list[int]:
        """The places of the lines that compute what came last in the walkthrough."""
        if walkthrough is None or not walkthrough.done:
            return []
        network, latest = self.experiment.network, walkthrough.done - 1
        phase = beats(network)[latest].phase
        return [
            at
            for at, line in enumerate(self.lines)
            if isinstance(line, Line)
            and line.phase is phase
            and (latest in line.beats(network) or phase is Phase.STEP)
        ]

    def about(self, parameters: Sequence[int], nodes: Sequence[NodePlace]) -> list[int]:
        """The places of the lines that find a number of what is selected."""
        chosen, places = set(parameters), set(nodes)
        return [
            at
            for at, line in enumerate(self.lines)
            if isinstance(line, Line)
            and any(_belongs(quantity, chosen, places) for quantity in line.finds)
        ]

    def name_at(self, at: int, column: int) -> tuple[str, tuple[Quantity, ...]] | None:
        """The name at a place of the text, and what it stands for; None where none stands.

        Where a line has no name, it is the name that the line finds.
        """
        line = self.lines[at] if 0 <= at < len(self.lines) else ""
        if isinstance(line, str):
            return None
        name = line.name_at(column)
        return (name, line.names[name]) if name in line.names else None

    @cached_property
    def _update(self) -> tuple[Line, ...]:
        return update_lines(self.experiment, self.way, self.row)


def meaning(
    name: str, quantities: Sequence[Quantity], numbers: Quantities, visibility: Visibility
) -> str:
    """What a name stands for, with its numbers, as far as they may be seen, one a line."""
    network, kind = numbers.network, quantities[0].kind
    row = f" of row {quantities[0].row + 1}" if kind not in SHARED and numbers.rows > 1 else ""
    head = f"{name}: {kind.value}{row}"
    told = [
        f"{_owner(network, quantity)}{_value(quantity, numbers, visibility)}"
        for quantity in quantities[:_MOST_NAMED]
    ]
    if len(quantities) > _MOST_NAMED:
        told.append(f"and {counted(len(quantities) - _MOST_NAMED, 'more number')}")
    return "\n".join([head, *told])


def _value(quantity: Quantity, numbers: Quantities, visibility: Visibility) -> str:
    seen = visibility.seen(quantity)
    if seen is Seen.NOT_YET:
        return Seen.NOT_YET.value
    if seen is Seen.HIDDEN:
        return visibility.unknown(quantity)
    if quantity.kind is QuantityKind.LOCK:
        return "locked" if numbers.value(quantity) else "free"
    return visibility.text(numbers.value(quantity))


def _owner(network: Network, quantity: Quantity) -> str:
    """Whose number it is, before the number; nothing for the loss and the like."""
    if quantity.kind in OF_WEIGHTS:
        return f"{network.parameter_name(network.place(quantity.parameter))}: "
    if quantity.kind in SHARED:
        return ""
    return f"{network.node_name(quantity.node)}: "


def _belongs(quantity: Quantity, parameters: set[int], nodes: set[NodePlace]) -> bool:
    if quantity.kind in OF_WEIGHTS:
        return quantity.parameter in parameters
    return quantity.kind not in SHARED and quantity.node in nodes


def _without_ends(lines: list[str]) -> list[str]:
    """The lines without empty ones at the end, and one empty line where there were more."""
    found = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return found[:-1] if found and not found[-1] else found
