"""What is written beside a node while its sum is added up."""

from core.explanation.forward import partial_sum_equations
from core.explanation.quantities import Quantities
from core.nn.network import NodePlace
from gui.session.visibility import Visibility


def sum_so_far(numbers: Quantities, node: NodePlace, row: int, visibility: Visibility) -> str:
    """The running total of a node: "sum so far 6"; empty where no sum of it is being added up."""
    walkthrough = visibility.walkthrough
    if walkthrough is None or walkthrough.adding is None or walkthrough.adding.node != node:
        return ""
    latest = partial_sum_equations(numbers, walkthrough.adding, row)[0]
    return f"sum so far {visibility.write(latest.result.value, latest.quantity)}"
