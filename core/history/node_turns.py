"""The moments at which a node fell asleep, levelled off, or woke.

Whether it is asleep is told by `training.diagnosis.sleep`. Moments are looked at as `kept_moments`
tells; where a node is otherwise at the next one, those between are looked at in halves. So a turn
is found exactly where every moment is kept; one that is taken back between two looks is not found.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from core.history.history import History
from core.history.kept_moments import MOST, KeptMoments, KnownOfLines, bucket_size, unknown
from core.history.moments import Moment, Segment
from core.nn.network import NodePlace
from core.training.diagnosis import Sleep, sleep_in
from core.training.evaluation import evaluate
from core.training.experiment import Experiment
from core.training.trace import Trace

_States = tuple[Sleep, ...]
_UNKNOWN: _States = ()  # where numbers are not finite


class Turn(NamedTuple):
    """A node that is otherwise than before.

    Attributes:
        moment: the first one that is known at which it is so.
        updates: how many updates led there.
        since: how many updates led to the moment before that is known.
        node: which one, in the network of that moment.
        name: what it was called there; another network may have no such node.
        state: how it is from there on.
    """

    moment: Moment
    updates: int
    since: int
    node: NodePlace
    name: str
    state: Sleep

    @property
    def is_exact(self) -> bool:
        """Whether it turned at this very step, or by the edit there."""
        return self.updates - self.since <= 1


def node_states(experiment: Experiment) -> _States:
    """The state of each node, layer by layer; none where numbers are not finite."""
    evaluation = evaluate(experiment)
    if not evaluation.is_finite:
        return _UNKNOWN
    network = experiment.network
    layers = range(len(network.layers))
    return tuple(state for layer in layers for state in sleep_in(network, evaluation, layer))


def _places(experiment: Experiment) -> list[NodePlace]:
    sizes = enumerate(experiment.network.sizes[1:])
    return [NodePlace(layer, node) for layer, size in sizes for node in range(size)]


class NodeTurns:
    """Finds the states of nodes moment by moment, and where they turn along paths.

    Args:
        history: whose moments they are.
        most: the number of buckets of a line.
    """

    def __init__(self, history: History, most: int = MOST) -> None:
        self.history, self._most = history, most
        self._kept = KeptMoments(history)
        self._lines = KnownOfLines(history, _Line)

    def look(self, moment: Moment) -> None:
        """Find the states at a moment; nothing where it is no longer kept."""
        experiment = self._kept.experiment(moment)
        if experiment is not None:
            line = self._lines.of(moment.line)
            line.states[moment.offset] = node_states(experiment)
            if not line.nodes:
                line.nodes = _places(experiment)
                line.names = [experiment.network.node_name(place) for place in line.nodes]

    def missing(self, segments: Iterable[Segment]) -> Iterator[Moment]:
        """The moments to look at, each before the next is asked for, until all is found."""
        for index, first, last in segments:
            line = self._lines.of(index)
            if (first, last) in line.done:
                continue
            trace, known = line.trace, line.states
            size = bucket_size(trace.last, self._most)
            buckets = {offset // size for offset in known}
            for offset in unknown(trace, first, last, size, buckets):
                yield Moment(index, offset)
            if last not in known and trace.nearest(last)[0] == last:
                yield Moment(index, last)
            found = sorted(offset for offset in known if first <= offset <= last)
            between = [pair for pair in pairwise(found) if known[pair[0]] != known[pair[1]]]
            while between:
                low, high = between.pop()
                kept = trace.kept(low + 1, high - 1)
                if kept:
                    middle = kept[len(kept) // 2]
                    yield Moment(index, middle)
                    halves = ((low, middle), (middle, high))
                    between += [(a, b) for a, b in halves if known.get(a) != known.get(b)]
            line.done.add((first, last))

    def turns(self, segments: Iterable[Segment]) -> list[Turn]:
        """All turns along segments that are known, in order."""
        found: list[Turn] = []
        before, since, nodes = _UNKNOWN, 0, list[NodePlace]()
        for index, first, last in segments:
            line = self._lines.of(index)
            if line.nodes and line.nodes != nodes:
                before, nodes = _UNKNOWN, line.nodes
            for offset in sorted(offset for offset in line.states if first <= offset <= last):
                states, moment = line.states[offset], Moment(index, offset)
                updates = self.history.updates_at(moment)
                each = zip(nodes, line.names, before, states, strict=False)
                found += [
                    Turn(moment, updates, since, node, name, new)
                    for node, name, old, new in each
                    if old is not new
                ]
                before, since = states, updates
        return found


class _Line:
    """The states on one line that are known, and the stretches of it that were looked through."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.nodes: list[NodePlace] = []
        self.names: list[str] = []
        self.states: dict[int, _States] = {}
        self.done: set[tuple[int, int]] = set()
