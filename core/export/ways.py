"""The ways in which an update of a network can be written as lines."""

from enum import Enum

from core.export.line import Line
from core.export.plain import is_plain_enough, plain
from core.export.vectorised import vectorised
from core.nn.network import Network
from core.training.experiment import Experiment


class Way(Enum):
    """How the update is written."""

    NODE_BY_NODE = "one row, node by node"
    ALL_ROWS = "all rows at once"


def ways(network: Network) -> tuple[Way, ...]:
    """The ways in which an update of a network can be read; the first is the usual one."""
    return tuple(Way) if is_plain_enough(network) else (Way.ALL_ROWS,)


def update_lines(experiment: Experiment, way: Way, row: int = 0) -> tuple[Line, ...]:
    """The lines of one update.

    Args:
        experiment: whose update it is.
        way: how it is written.
        row: the row that is written of or, of all rows, the one on show.
    """
    write = plain if way is Way.NODE_BY_NODE else vectorised
    return write(experiment, row)
