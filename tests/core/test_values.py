"""What the simulator hands out cannot be changed behind anyone's back."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

import core
from core.history.moments import Action, Line
from core.opening.starters import BANK, open_starter
from core.training.optimizers import GradientDescent

CHANGEABLE = {Action, Line}  # what a history writes on as it grows


def values() -> Iterator[type]:
    """Every public data class of the simulator that can be made."""
    for found in pkgutil.walk_packages(core.__path__, "core."):
        for name, kind in inspect.getmembers(importlib.import_module(found.name), inspect.isclass):
            own = kind.__module__ == found.name and not name.startswith("_")
            if own and is_dataclass(kind) and not inspect.isabstract(kind):
                yield kind


@pytest.mark.parametrize("kind", list(values()), ids=lambda kind: kind.__name__)
def test_a_value_is_frozen_and_takes_no_further_attribute(kind: type) -> None:
    value: object = object.__new__(kind)
    assert not hasattr(value, "__dict__")
    if kind not in CHANGEABLE:
        with pytest.raises(FrozenInstanceError):
            setattr(value, fields(kind)[0].name, None)


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
    assert repr(GradientDescent(0.1)) == "GradientDescent(learning_rate=0.1)"
