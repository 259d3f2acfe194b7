from dataclasses import replace

import numpy as np

from core.editing import with_network
from core.ledger import Ledger
from core.network_edits import set_parameters
from tests.core.builders import as_document, sized_experiment


def test_what_values_share_is_counted_once() -> None:
    document = as_document(sized_experiment((2, 3, 1), 4))
    network = document.experiment.network
    rows, rate = 4 * 3, 1
    numbers = 8 * (network.parameters.size + rows + rate) + network.locked.size
    ledger = Ledger()
    ledger.enter(document)
    renamed = replace(document, title="another")
    ledger.enter(renamed)
    assert ledger.nbytes == numbers
    edited = with_network(document, set_parameters(network, [0], 7))
    ledger.enter(edited)
    assert ledger.nbytes == numbers + network.parameters.nbytes
    ledger.cross_out(document)
    ledger.cross_out(renamed)
    assert ledger.nbytes == numbers
    ledger.cross_out(edited)
    assert ledger.nbytes == 0


def test_nothing_is_left_once_all_is_crossed_out() -> None:
    values = np.zeros(10), (np.zeros(3), "text", 4, (np.zeros(2),))
    ledger = Ledger()
    for value in values * 2:
        ledger.enter(value)
    assert ledger.nbytes == 8 * 15
    for value in values * 2:
        ledger.cross_out(value)
    assert ledger.nbytes == 0
