"""An engine that begins with what is known makes no pass again, and the same steps."""

import tracemalloc

import numpy as np
import pytest
from msgspec.structs import astuple, replace

from core.nn.activations import RELU
from core.nn.arrays import Array
from core.training.descent import Descent, Refusal
from core.training.evaluation import Evaluation, evaluate
from core.training.experiment import Experiment
from tests.core.builders import bits, build_experiment, random_dataset, sized_experiment


def learning(batch_size: int) -> Experiment:
    begun = sized_experiment((2, 8, 1), 30, learning_rate=0.01)
    aside = random_dataset(2, 1, 7, seed=3)
    return replace(begun, batch_size=batch_size, validation=aside, l2_penalty=0.1)


def numbers(evaluation: Evaluation) -> list[Array]:
    """All that an evaluation holds, as arrays."""
    found: list[Array] = []
    for value in astuple(evaluation):
        parts = value if isinstance(value, tuple) else [value]
        found += [np.asarray(part) for part in parts if part is not None]
    return found


def assert_same(one: Evaluation, other: Evaluation) -> None:
    for mine, its in zip(numbers(one), numbers(other), strict=True):
        assert mine.tobytes() == its.tobytes()


@pytest.mark.parametrize("batch_size", [0, 4, 30])
@pytest.mark.parametrize("steps", [0, 1, 9])
def test_steps_and_numbers_are_the_same_to_the_last_bit(batch_size: int, steps: int) -> None:
    begun = learning(batch_size)
    plain, known = Descent(begun), Descent(begun, evaluate(begun))
    for descent in (plain, known):
        assert descent.run(steps) is None
    assert bits(plain.experiment) == bits(known.experiment)
    assert (plain.loss, plain.validation_loss) == (known.loss, known.validation_loss)
    assert_same(plain.evaluate(), known.evaluate(hand_over=True))


def test_a_first_step_that_is_refused_leaves_all_as_it_was() -> None:
    begun = build_experiment([[[1.0]]], ["identity"], [[1e200]], [0], learning_rate=1.0)
    descent = Descent(begun, evaluate(begun))
    assert isinstance(descent.run(1), Refusal)
    assert bits(descent.experiment) == bits(begun)
    assert_same(descent.evaluate(), evaluate(begun))


def test_a_step_from_what_is_known_passes_all_rows_once_and_gives_its_buffers_away() -> None:
    passed = []

    def apply(z: Array, out: Array) -> None:
        passed.append(z.size)
        RELU.apply(z, out)

    begun = sized_experiment((2, 8, 1), 1000, replace(RELU, apply=apply), learning_rate=0.01)
    known = evaluate(begun)
    passed.clear()
    descent = Descent(begun, known)
    descent.run(1)
    tracemalloc.start()
    found = descent.evaluate(hand_over=True)
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert sum(passed) == 8 * 1000
    assert taken < found.activations[0].nbytes
    assert not any(array.flags.writeable for array in numbers(found) if array.ndim)
