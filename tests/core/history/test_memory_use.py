import numpy as np
from msgspec.structs import replace

from core.document.edits import with_network
from core.history.memory.memory_use import MemoryUse
from core.nn.network_edits import set_parameters
from tests.core.builders import as_document, sized_experiment


def test_what_values_share_is_counted_once() -> None:
    document = as_document(sized_experiment((2, 3, 1), 4))
    network = document.experiment.network
    numbers = 8 * (network.parameters.size + 4 * 3) + network.locked.size
    use = MemoryUse()
    use.add(document)
    renamed = replace(document, title="another")
    use.add(renamed)
    assert use.nbytes == numbers
    edited = with_network(document, set_parameters(network, [0], 7))
    use.add(edited)
    assert use.nbytes == numbers + network.parameters.nbytes
    use.remove(document)
    use.remove(renamed)
    assert use.nbytes == numbers
    use.remove(edited)
    assert use.nbytes == 0


def test_nothing_is_left_once_all_is_removed() -> None:
    values = np.zeros(10), (np.zeros(3), "text", 4, (np.zeros(2),))
    use = MemoryUse()
    for value in values * 2:
        use.add(value)
    assert use.nbytes == 8 * 15
    for value in values * 2:
        use.remove(value)
    assert use.nbytes == 0
