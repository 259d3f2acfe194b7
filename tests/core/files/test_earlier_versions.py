"""Documents that earlier programs saved still open, and go on as they did there.

The losses are what those programs came to themselves.
"""

from pathlib import Path

import pytest

from core.data.recipe import ALL_GIVEN
from core.document.document import Document
from core.files.document_file import read_document, write_document
from core.nn.network import NodePlace
from core.training.descent import Descent
from core.training.evaluation import evaluate
from core.training.rules.schedules import CONSTANT, StepDecay
from tests.core.document_samples import document_bits

EARLIER = Path(__file__).parent / "earlier"
VERSIONS = (1, 2, 3, 4, 5)


def opened(version: int) -> Document:
    return read_document(EARLIER / f"version_{version}.downhill")


@pytest.mark.parametrize(
    ("version", "loss"),
    [
        (1, 2.183332224539351),
        (2, 1.135167494953393),
        (3, 0.20606230625365227),
        (4, 0.2783600558283014),
        (5, 0.08883412621463166),
    ],
)
def test_it_opens_where_it_was_left(version: int, loss: float) -> None:
    assert evaluate(opened(version).experiment).loss == pytest.approx(loss, rel=1e-12)


@pytest.mark.parametrize(
    ("version", "loss", "aside"),
    [
        (1, 7.335522817419735e-19, []),
        (2, 0.964816714515624, [0.8428568735507039]),
        (3, 0.022409187227509036, [0.16380343752552037]),
        (4, 0.087222460321169, [0.3448327500598271]),
        (5, 0.07709375877854904, [0.049031901014180396]),
    ],
)
def test_it_goes_on_as_it_did(version: int, loss: float, aside: list[float]) -> None:
    descent = Descent(opened(version).experiment)
    assert descent.run(20) is None
    assert descent.loss == pytest.approx(loss, rel=1e-9, abs=1e-15)
    found = [] if descent.validation_loss is None else [descent.validation_loss]
    assert found == pytest.approx(aside, rel=1e-9)


@pytest.mark.parametrize("version", VERSIONS[:4])
def test_no_input_was_made_of_others(version: int) -> None:
    document = opened(version)
    for experiment in (document.experiment, document.start):
        assert experiment.dataset.recipe == ALL_GIVEN


@pytest.mark.parametrize("version", [1, 2, 3])
def test_what_was_not_there_yet_is_as_it_was(version: int) -> None:
    experiment = opened(version).experiment
    assert (experiment.optimizer.key, experiment.memory.size) == ("gradient_descent", 0)
    assert experiment.schedule == CONSTANT
    assert experiment.max_norm == experiment.l2_penalty == 0


@pytest.mark.parametrize("version", VERSIONS)
def test_saved_again_it_is_the_same_document(version: int, tmp_path: Path) -> None:
    document, path = opened(version), tmp_path / "again.downhill"
    write_document(path, document)
    assert document_bits(read_document(path)) == document_bits(document)


def test_the_way_down_is_there() -> None:
    experiment = opened(4).experiment
    assert (experiment.optimizer.key, experiment.updates) == ("adam", 6)
    assert experiment.schedule == StepDecay(every=4)
    assert (experiment.max_norm, experiment.l2_penalty) == (1.5, 0.01)
    assert experiment.memory[-1] == 6


def test_an_input_is_made_of_another() -> None:
    experiment = opened(5).experiment
    assert experiment.network.inputs == ("area", "rooms", "area²")
    assert [formula is None for formula in map(experiment.dataset.recipe.formula_of, range(3))] == [
        True,
        True,
        False,
    ]


def test_names_places_locks_and_columns_are_there() -> None:
    bank, towns = opened(1), opened(2)
    assert bank.experiment.network.node_name(NodePlace(0, 1)) == "savings"
    assert bank.experiment.network.locked.tolist() == [False, True, *[False] * 4]
    assert bank.positions[NodePlace(0, 0)] == (120.5, -40.0)
    assert bank.experiment.updates == 3
    assert [coding.name for coding in towns.columns] == ["age", "town", "class"]
    assert towns.experiment.batch_size == 2
