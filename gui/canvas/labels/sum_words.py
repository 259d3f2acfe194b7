"""What is written at a node while its sum is added up."""

from core.explanation.forward import partial_sum_equations
from core.explanation.quantities import Quantities
from core.nn.network import NodePlace
from gui.session.visibility import Visibility

MOST_DETAILED = 6  # nodes of a layer that tell more about themselves than name and value


def sum_beside(numbers: Quantities, node: NodePlace, row: int, visibility: Visibility) -> str:
    """The running total beside a node: "sum so far 6"; empty where no sum is being added up."""
    total = _total(numbers, node, row, visibility)
    return f"sum so far {total}" if total else ""


def sum_inside(numbers: Quantities, node: NodePlace, row: int, visibility: Visibility) -> str:
    """The same inside a node that has no room beside it: "Σ 6"."""
    if node.layer < 0 or numbers.network.layers[node.layer].size <= MOST_DETAILED:
        return ""
    total = _total(numbers, node, row, visibility)
    return f"Σ {total}" if total else ""


def _total(numbers: Quantities, node: NodePlace, row: int, visibility: Visibility) -> str:
    walkthrough = visibility.walkthrough
    if walkthrough is None or walkthrough.adding is None or walkthrough.adding.node != node:
        return ""
    latest = partial_sum_equations(numbers, walkthrough.adding, row)[0]
    return visibility.write(latest.result.value, latest.quantity)
