"""The histories that are drawn: which there are, what they are called, and switching them."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.nn.network import Network, NodePlace
from core.nn.quantity import OF_WEIGHTS, SHARED, Quantity, QuantityKind, node_value
from core.text.numbers import grouped
from core.training.experiment import Experiment
from gui.formatting.names import short_node_name, short_parameter_name
from gui.session.messages import Message, Tone
from gui.session.session import Session
from gui.session.snapshot import Focus

MOST = 8  # lines that can be told apart by their colours


def of_weight(parameter: int) -> Quantity:
    """The course of a weight or bias."""
    return Quantity(QuantityKind.WEIGHT, parameter=parameter)


def of_slope(parameter: int) -> Quantity:
    """The course of the slope along a weight or bias."""
    return Quantity(QuantityKind.SLOPE, parameter=parameter)


def of_value(node: NodePlace) -> Quantity:
    """The course of what a node passes on, for the row on show."""
    return node_value(node, 0)


def of_loss_slope(node: NodePlace) -> Quantity:
    """The course of the loss slope at a node, for the row on show."""
    return Quantity(QuantityKind.LOSS_SLOPE, node=node)


def drawn(focus: Focus) -> tuple[Quantity, ...]:
    """The numbers whose histories are drawn; those of a row are of the one on show."""
    return tuple(
        each if each.kind in SHARED else each._replace(row=focus.row) for each in focus.histories
    )


def are_drawn(session: Session, quantities: Sequence[Quantity]) -> bool:
    """Whether all of these histories are drawn, and there are any."""
    return bool(quantities) and set(quantities) <= set(session.focus.histories)


def switch(session: Session, quantities: Sequence[Quantity]) -> None:
    """Draw these histories too; if all of them are drawn, none of them any more."""
    before = session.focus.histories
    if are_drawn(session, quantities):
        after = tuple(each for each in before if each not in quantities)
    else:
        after = tuple(dict.fromkeys((*before, *quantities)))
        if len(after) > MOST:
            after = after[:MOST]
            reason = f"{MOST} histories are drawn at the most; remove one to add another"
            session.tell(Message(reason, Tone.WARNING))
    session.look(replace(session.focus, histories=after))


def remove_all(session: Session) -> None:
    """Draw no history any more."""
    session.look(replace(session.focus, histories=()))


def subject(quantity: Quantity) -> tuple[bool, int | NodePlace]:
    """The weight or node that a number belongs to."""
    is_weight = quantity.kind in OF_WEIGHTS
    return is_weight, quantity.parameter if is_weight else quantity.node


def subject_name(network: Network, quantity: Quantity) -> str:
    """What the weight or node is called where there is little room."""
    if quantity.kind in OF_WEIGHTS:
        return short_parameter_name(network, network.place(quantity.parameter))
    return short_node_name(network, quantity.node)


def short_name(network: Network, quantity: Quantity) -> str:
    """What a number is called where there is little room: "slope accounts→h1"."""
    name = subject_name(network, quantity)
    slopes = (QuantityKind.SLOPE, QuantityKind.LOSS_SLOPE)
    return f"{quantity.kind.value} {name}" if quantity.kind in slopes else name


def name_of(network: Network, quantity: Quantity) -> str:
    """What a number is called: "accounts → hidden 1", "slope of accounts → hidden 1"."""
    if quantity.kind in OF_WEIGHTS:
        name = network.parameter_name(network.place(quantity.parameter))
        return name if quantity.kind is QuantityKind.WEIGHT else f"slope of {name}"
    name = network.node_name(quantity.node)
    return f"loss slope at {name}" if quantity.kind is QuantityKind.LOSS_SLOPE else name


def axis_name(experiment: Experiment, kind: QuantityKind, row: int) -> str:
    """What an axis of such numbers is called."""
    of_row = f", row {grouped(row + 1)}" if experiment.dataset.rows > 1 else ""
    batch = " (of each step's batch)" if experiment.batch is not None else ""
    return {
        QuantityKind.WEIGHT: "weight",
        QuantityKind.SLOPE: f"slope{batch}",
        QuantityKind.LOSS_SLOPE: f"loss slope{of_row}",
    }.get(kind, f"value{of_row}")
