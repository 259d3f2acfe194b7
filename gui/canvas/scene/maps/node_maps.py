"""The outputs of all nodes over two inputs, found once for each moment. No Qt in here."""

from core.data.dataset import Dataset
from core.response.curve import Span
from core.response.maps import Maps, maps_over, spans_of
from core.training.experiment import Experiment

_FINEST, _COARSEST = 32, 6  # places along each input
_STILL, _MOVING = 400_000, 24_000  # outputs of all nodes together


class NodeMaps:
    """Finds maps, and keeps the latest."""

    def __init__(self) -> None:
        self._asked: tuple[Experiment, int] | None = None
        self._maps: Maps | None = None
        self._spanned: Dataset | None = None
        self._spans: tuple[Span, ...] = ()

    def of(self, experiment: Experiment, *, moving: bool) -> Maps:
        """The maps of a moment; while things move, on a grid so coarse that it costs little."""
        asked = (experiment, _size(sum(experiment.network.sizes), moving=moving))
        if self._maps is None or asked != self._asked:
            self._asked = asked
            self._maps = maps_over(experiment, self._spans_of(experiment.dataset), asked[1])
        return self._maps

    def _spans_of(self, dataset: Dataset) -> tuple[Span, ...]:
        if dataset is not self._spanned:
            self._spanned, self._spans = dataset, spans_of(dataset)
        return self._spans


def _size(nodes: int, *, moving: bool) -> int:
    """How many places along each input there are, for so many nodes."""
    cells = _MOVING if moving else _STILL
    return max(_COARSEST, min(_FINEST, int((cells / nodes) ** 0.5)))
