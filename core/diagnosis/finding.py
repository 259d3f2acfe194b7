"""A finding: something that stands in the way of learning, its evidence and its remedies."""

from collections.abc import Callable

from msgspec import Struct
from typing_extensions import override

from core.diagnosis.course import Course
from core.document.document import Document
from core.history.moments import Moment
from core.nn.network import NodePlace
from core.nn.quantity import QuantityKind
from core.training.evaluation import Evaluation

_MOST_NAMED = 3
_WELL_DOWN = 0.5  # of the first loss


class Part(float):
    """A part of a whole, to be written in percent."""


class Sentence(Struct, frozen=True):
    """Words with a {} for each value; how values are written is up to whoever shows them."""

    words: str
    values: tuple[str | int | float, ...] = ()


class Remedy(Struct, frozen=True, eq=False):
    """Something that helps; two of one name are the same.

    Attributes:
        name: what it is called, as the name of an action.
        does: the change of the document, which gives None where it would not help after all; or
            the moment to go back to.
    """

    name: Sentence
    does: Callable[[Document], Document | None] | Moment

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remedy) and self.name == other.name

    @override
    def __hash__(self) -> int:
        return hash(self.name)


class Finding(Struct, frozen=True):
    """Something worth knowing about how descent goes.

    Attributes:
        title: what it is, in a few words.
        evidence: how it is known, with its numbers.
        tells: the kinds of numbers that title and evidence give away.
        is_trouble: whether it is in the way; otherwise it is good to know and no more.
        nodes: the nodes that it is about.
        parameters: the weights that it is about.
        stretch: the first and the last count of updates that it is about.
        remedies: what helps, the best first.
    """

    title: Sentence
    evidence: tuple[Sentence, ...]
    tells: frozenset[QuantityKind]
    is_trouble: bool = False
    nodes: tuple[NodePlace, ...] = ()
    parameters: tuple[int, ...] = ()
    stretch: tuple[int, int] | None = None
    remedies: tuple[Remedy, ...] = ()


class Case(Struct, frozen=True, eq=False):
    """What is looked at: a moment, all its numbers, and how it came there."""

    document: Document
    evaluation: Evaluation
    course: Course

    @property
    def is_well_down(self) -> bool:
        """Whether the loss is far below what it was after the latest edit.

        There a rate at the edge of what the hill bears may lift the loss for a while, until the
        weights have come to where the hill is less curved; and the end of a run is slow.
        """
        return self.evaluation.loss < _WELL_DOWN * self.course.first


def several(places: tuple[NodePlace, ...], case: Case, verbs: tuple[str, str]) -> Sentence:
    """Say what nodes of one layer are: "hidden 1 is asleep", "5 of 8 predictions are asleep".

    Args:
        places: the nodes, all of one layer.
        case: whose nodes they are.
        verbs: what is said of one, and of several.
    """
    network = case.document.experiment.network
    one, more = verbs
    names = tuple(map(network.node_name, places))
    if len(places) == 1:
        return Sentence(f"{{}} {one}", names)
    if len(places) <= _MOST_NAMED:
        words = ", ".join(["{}"] * (len(names) - 1))
        return Sentence(f"{words} and {{}} {more}", names)
    layer = places[0].layer
    counts, hidden = (len(places), network.sizes[layer + 1]), len(network.layers) - 1
    if layer == hidden:
        return Sentence(f"{{}} of {{}} predictions {more}", counts)
    which = f"hidden layer {layer + 1}" if hidden > 1 else "the hidden layer"
    return Sentence(f"{{}} of {{}} nodes of {which} {more}", counts)
