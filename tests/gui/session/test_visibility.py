"""Which slopes may be seen, for all parameters at once as for each."""

import pytest

from core.explanation.hiding import Hiding, Topic
from core.explanation.walking.walkthrough import Walkthrough, beats
from core.nn.quantity import Quantity, QuantityKind
from gui.session.visibility import Visibility
from tests.core.builders import sized_network

NETWORK = sized_network((2, 3, 2, 1))
SLOPES = [Quantity(QuantityKind.SLOPE, parameter=index) for index in range(NETWORK.parameters.size)]
FOUND = frozenset({SLOPES[2], SLOPES[7], Quantity(QuantityKind.WEIGHT, parameter=4)})


@pytest.mark.parametrize("hidden", [(), (Topic.LOSS,), (Topic.SLOPES,), (Topic.VALUES,)])
def test_all_slopes_are_seen_as_each_is(hidden: tuple[Topic, ...]) -> None:
    places = [None, *(Walkthrough(done) for done in range(len(beats(NETWORK)) + 1))]
    seen = set()
    for found in (frozenset[Quantity](), FOUND):
        for place in places:
            visibility = Visibility(NETWORK, Hiding(frozenset(hidden), found), place)
            all_seen = visibility.shows_slopes().tolist()
            assert all_seen == [visibility.shows(slope) for slope in SLOPES]
            seen.add(sum(all_seen))
    assert len(seen) > 1
