import pytest

from core.explanation.hiding import Disclosure, Topic
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Kind, Quantity, node_value

HIDDEN = node_value(NodePlace(0, 0), 0)
ERROR = Quantity(Kind.ERROR, node=NodePlace(1, 0))
SLOPE = Quantity(Kind.SLOPE, parameter=3)


@pytest.mark.parametrize(
    ("topic", "hidden"),
    [
        (Topic.VALUES, {HIDDEN, ERROR, LOSS, SLOPE}),
        (Topic.ERRORS, {ERROR, LOSS, SLOPE}),
        (Topic.LOSS, {LOSS}),
        (Topic.SLOPES, {SLOPE}),
    ],
)
def test_a_topic_takes_with_it_all_that_gives_it_away(topic: Topic, hidden: set[Quantity]) -> None:
    disclosure = Disclosure().with_hidden(topic, hidden=True)
    assert {q for q in (HIDDEN, ERROR, LOSS, SLOPE) if not disclosure.shows(q)} == hidden


@pytest.mark.parametrize("kind", [Kind.INPUT, Kind.TARGET, Kind.WEIGHT, Kind.LEARNING_RATE])
def test_what_is_given_is_never_hidden(kind: Kind) -> None:
    assert Disclosure(frozenset(Topic)).shows(Quantity(kind))


def test_a_revealed_number_is_hidden_again_once_the_numbers_are_others() -> None:
    disclosure = Disclosure(frozenset({Topic.VALUES})).reveal(HIDDEN)
    assert disclosure.shows(HIDDEN)
    assert not disclosure.shows(ERROR)
    assert not disclosure.anew().shows(HIDDEN)
