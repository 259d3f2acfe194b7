"""Documents set aside: out of memory, and the same when they come back."""

import weakref

import pytest

from core.document.edits import with_network
from core.history.memory.memory_use import MemoryUse
from core.history.memory.spill import SMALLEST, Spill
from core.nn.equality import equal
from core.nn.network_edits import set_parameters
from tests.core.builders import as_document, sized_experiment


def held(value: object) -> int:
    """The bytes of the arrays that are in memory."""
    use = MemoryUse()
    use.add(value)
    return use.nbytes


def test_numbers_set_aside_are_in_memory_no_longer_and_come_back() -> None:
    document = as_document(sized_experiment((2, 3, 1), SMALLEST // 8))
    again = as_document(sized_experiment((2, 3, 1), SMALLEST // 8))
    column = weakref.ref(document.experiment.dataset.own_inputs[1])
    spill = Spill()
    packed = spill.pack(document)
    del document
    assert column() is None
    found = spill.unpack(packed)
    assert equal(found, again)
    assert found.start is found.experiment


def test_small_numbers_stay_where_they_are() -> None:
    document = as_document(sized_experiment((2, 3, 1), SMALLEST // 8 - 1))
    assert Spill().pack(document) is document


@pytest.mark.parametrize(("changed", "kept"), [(1, 1), (32, 32), (33, 0)])
def test_few_other_numbers_are_kept_alone_with_their_places(changed: int, kept: int) -> None:
    """8 bytes a number and 4 a place, as long as the square of their count is at most 1,024."""
    document = as_document(sized_experiment((31, 32), 2))
    network = document.experiment.network
    assert network.parameters.size == 1024
    edited = with_network(document, set_parameters(network, range(changed), 0.5))
    spill = Spill()
    before, after = (held(spill.pack(each)) for each in (document, edited))
    assert after - before == 12 * kept
    assert equal(spill.unpack(spill.pack(edited)), edited)
