import pytest

from core.explanation.walking.walkthrough import PHASES, Phase, Walkthrough, beats, end_of, start_of
from core.nn.network import NodePlace
from core.nn.quantity import LOSS, Quantity, QuantityKind, node_value
from tests.core.builders import bank, sized_network

NETWORK = bank().network
HIDDEN, PREDICTION = NodePlace(0, 0), NodePlace(1, 0)


def first_known(quantity: Quantity) -> int:
    return next(
        done
        for done in range(len(beats(NETWORK)) + 1)
        if Walkthrough(done).knows(NETWORK, quantity)
    )


def test_everything_comes_after_what_it_is_made_of() -> None:
    order = [
        node_value(NodePlace(-1, 0), 0),
        node_value(HIDDEN, 0),
        node_value(PREDICTION, 0),
        Quantity(QuantityKind.ERROR, node=PREDICTION),
        Quantity(QuantityKind.SHARE, node=PREDICTION),
        LOSS,
        Quantity(QuantityKind.LOSS_SLOPE, node=PREDICTION),
        Quantity(QuantityKind.SLOPE, parameter=4),
        Quantity(QuantityKind.LOSS_SLOPE, node=HIDDEN),
        Quantity(QuantityKind.SLOPE, parameter=0),
    ]
    times = [first_known(quantity) for quantity in order]
    assert times[0] == 0
    assert times == sorted(set(times))


def test_what_is_given_is_always_known() -> None:
    for quantity in (Quantity(QuantityKind.WEIGHT), Quantity(QuantityKind.TARGET, node=PREDICTION)):
        assert first_known(quantity) == 0


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_begins_where_the_one_before_ends(phase: Phase) -> None:
    before = PHASES[: PHASES.index(phase)]
    assert start_of(NETWORK, phase) == (end_of(NETWORK, before[-1]) if before else Walkthrough(0))
    assert end_of(NETWORK, phase).phase(NETWORK) is phase


def test_a_wide_layer_comes_at_once() -> None:
    wide = sized_network((2, 30, 1))
    forward = [beat for beat in beats(wide) if beat.phase is Phase.FORWARD]
    assert [len(beat.nodes) for beat in forward] == [30, 1]


def test_where_the_step_leads_is_known_with_the_last_slope() -> None:
    new = Quantity(QuantityKind.NEW_WEIGHT, parameter=0)
    assert first_known(new) == end_of(NETWORK, Phase.SLOPES).done


def test_after_the_step_the_new_weights_values_are_still_to_be_computed() -> None:
    stepped = end_of(NETWORK, Phase.STEP)
    assert not stepped.knows(NETWORK, node_value(HIDDEN, 0))
    assert not stepped.knows(NETWORK, LOSS)
    assert stepped.knows(NETWORK, Quantity(QuantityKind.WEIGHT))


@pytest.mark.parametrize(("size", "beats_of_layer"), [(8, 8), (9, 1)])
def test_the_nodes_of_a_layer_come_one_by_one_up_to_eight(size: int, beats_of_layer: int) -> None:
    network = sized_network((2, size, 1))
    forward = [beat for beat in beats(network) if beat.phase is Phase.FORWARD]
    assert len(forward) == beats_of_layer + 1
    assert sum(len(beat.nodes) for beat in forward) == size + 1


def test_the_latest_beat_is_the_last_one_done() -> None:
    assert Walkthrough().latest(NETWORK) is None
    assert Walkthrough().phase(NETWORK) is Phase.FORWARD
    for done, beat in enumerate(beats(NETWORK), 1):
        assert Walkthrough(done).latest(NETWORK) is beat
        assert Walkthrough(done).phase(NETWORK) is beat.phase
