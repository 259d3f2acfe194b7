import pytest

from core.explanation.hiding import Hiding, Topic
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind, node_value

HIDDEN = node_value(NodePlace(0, 0), 0)
ERROR = Quantity(QuantityKind.ERROR, node=NodePlace(1, 0))
SLOPE = Quantity(QuantityKind.SLOPE, parameter=3)


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
    hiding = Hiding().with_hidden(topic, hidden=True)
    assert {q for q in (HIDDEN, ERROR, LOSS, SLOPE) if not hiding.shows(q)} == hidden


@pytest.mark.parametrize(
    "kind",
    [
        QuantityKind.INPUT,
        QuantityKind.TARGET,
        QuantityKind.WEIGHT,
        QuantityKind.LEARNING_RATE,
        QuantityKind.STEP_COUNT,
        QuantityKind.LOCK,
    ],
)
def test_what_is_given_is_never_hidden(kind: QuantityKind) -> None:
    assert Hiding(frozenset(Topic)).shows(Quantity(kind))


def test_a_revealed_number_is_hidden_again_once_the_numbers_are_others() -> None:
    hiding = Hiding(frozenset({Topic.VALUES})).reveal(HIDDEN)
    assert hiding.shows(HIDDEN)
    assert not hiding.shows(ERROR)
    assert not hiding.anew().shows(HIDDEN)


def test_to_hide_or_show_a_topic_hides_again_what_was_found() -> None:
    hiding = Hiding(frozenset({Topic.VALUES})).reveal(HIDDEN)
    assert hiding.with_hidden(Topic.LOSS, hidden=True) == Hiding(
        frozenset({Topic.VALUES, Topic.LOSS})
    )
    both = Hiding(frozenset({Topic.VALUES, Topic.SLOPES}))
    assert both.with_hidden(Topic.VALUES, hidden=False) == Hiding(frozenset({Topic.SLOPES}))
    assert both.with_hidden(Topic.VALUES, hidden=False).shows(HIDDEN)
    assert both.anew() is both
