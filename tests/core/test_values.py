"""What the simulator hands out cannot be changed behind anyone's back."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import get_args, get_origin, get_type_hints

import numpy as np
from msgspec import Struct

import core
from core.data.batches import ALL_ROWS
from core.data.scaling import Scale
from core.files.document_parts import Part
from core.history.history import History
from core.nn.activations import RELU
from core.opening.from_table import Learning
from core.opening.starters import BANK, open_starter
from core.slips.slip import Slip
from core.tables.dialect import Dialect
from core.training.experiment import Experiment
from core.training.rules.optimizers import GradientDescent
from tests.core.builders import bank

# What a history writes on as it grows, and what was found or read so far. Parts of files are, too.
CHANGEABLE = {"Action", "Branch", "Line", "_Tally", "_Epochs", "_Evidence", "_Draft"}
# What is imported when it is first asked for; until then, hints have only its name.
LATE = {"History": History, "Slip": Slip}


def values() -> Iterator[type[Struct]]:
    """Every kind of value of the simulator that can be made."""
    for found in pkgutil.walk_packages(core.__path__, "core."):
        for _, kind in inspect.getmembers(importlib.import_module(found.name), inspect.isclass):
            own = kind.__module__ == found.name
            if own and issubclass(kind, Struct) and not inspect.isabstract(kind):
                yield kind


def is_of_arrays(annotation: object) -> bool:
    """Whether it is the type of an array, or of something that has arrays for its items."""
    origin = get_origin(annotation)
    meant = getattr(origin, "__value__", None)
    if meant is not None:  # NumPy's name for arrays is an alias of its own from 2.5 on
        return is_of_arrays(meant)
    if origin in (np.ndarray, Callable):
        return origin is np.ndarray
    return any(map(is_of_arrays, get_args(annotation)))


def holds_arrays(kind: type[Struct]) -> bool:
    hints = get_type_hints(kind, localns=LATE)
    return any(is_of_arrays(hints[name]) for name in kind.__struct_fields__)


def test_values_are_frozen() -> None:
    changeable = {kind for kind in values() if not kind.__struct_config__.frozen}
    assert {kind.__name__ for kind in changeable if not issubclass(kind, Part)} == CHANGEABLE


def test_what_holds_arrays_is_told_apart_by_identity() -> None:
    """Else comparing would compare arrays, which have no one answer."""
    of_arrays = [kind for kind in values() if holds_arrays(kind)]
    assert len(of_arrays) > 10
    assert [kind for kind in of_arrays if kind.__struct_config__.eq] == []


def test_a_document_and_all_it_holds_can_be_a_key() -> None:
    """Values with arrays are told apart by identity, so that no array is compared."""
    one, other = open_starter(BANK), open_starter(BANK)
    pairs = [
        (one, other),
        (one.experiment, other.experiment),
        (one.experiment.network, other.experiment.network),
        (one.experiment.dataset, other.experiment.dataset),
    ]
    for first, second in pairs:
        assert len({first, second}) == 2


def test_optimizers_of_the_same_rate_are_one_value() -> None:
    assert len({GradientDescent(0.1), GradientDescent(0.1), GradientDescent(0.2)}) == 2
    assert repr(GradientDescent()) == "GradientDescent(learning_rate=0.01)"


def test_what_is_not_said_is_as_usual() -> None:
    assert Learning() == Learning(
        hidden=(8,),
        activation=RELU,
        loss=None,
        optimizer=GradientDescent,
        learning_rate=0.01,
        batch_size=ALL_ROWS,
        validation=0.0,
        input_scale=Scale.STANDARD,
        target_scale=None,
        seed=0,
    )
    assert Dialect() == Dialect("utf-8", ",", ".", '"', True)
    experiment = bank()
    usual = Experiment(
        experiment.network, experiment.dataset, experiment.loss, experiment.optimizer
    )
    assert (usual.seed, usual.updates, usual.batch_size, usual.validation) == (0, 0, 0, None)
