"""Large arrays are used again, but never while anybody holds them."""

import tracemalloc

import numpy as np

from core.training.buffers import BUFFERS, LARGE, Buffers
from core.training.descent import Descent
from core.training.evaluation import evaluate, preparing
from tests.core.builders import sized_experiment

SHAPE = (2, LARGE // 8)


def test_what_somebody_holds_is_not_given_out_again() -> None:
    buffers = Buffers()
    held, part = buffers.empty(SHAPE), buffers.empty(SHAPE)[1, 5:]
    again = buffers.empty(SHAPE)
    assert not np.shares_memory(again, held)
    assert not np.shares_memory(again, part)


def test_what_nobody_holds_is_given_out_again_in_any_shape_to_be_written_to() -> None:
    buffers = Buffers()
    array = buffers.empty(SHAPE)
    address = array.ctypes.data
    assert array.base is not None
    array.base.flags.writeable = array.flags.writeable = False
    del array
    again = buffers.empty(SHAPE[::-1])
    assert again.ctypes.data == address
    assert again.shape == SHAPE[::-1]
    again[:] = 1.0


def test_no_more_is_kept_than_was_given_out_or_once_other_work_begins_is_held() -> None:
    buffers = Buffers()
    tracemalloc.start()
    several = [buffers.empty(SHAPE) for _ in range(6)]
    most = tracemalloc.get_traced_memory()[0]
    del several[1:]
    others = [buffers.empty((LARGE // 8,)) for _ in range(4)]
    assert tracemalloc.get_traced_memory()[0] < 1.01 * most
    buffers.let_go()
    assert tracemalloc.get_traced_memory()[0] < 0.68 * most  # as much again of what is held
    again = buffers.empty(SHAPE)
    assert tracemalloc.get_traced_memory()[0] < 0.68 * most
    del again, several[:]
    buffers.let_go()
    assert tracemalloc.get_traced_memory()[0] < 0.34 * most
    tracemalloc.stop()
    assert len(others) == 4


def test_what_was_prepared_is_there_for_what_is_shown_and_for_a_step() -> None:
    experiment = sized_experiment((2, 8, 1), LARGE // 8, learning_rate=1e-4)
    BUFFERS.let_go()
    tracemalloc.start()
    fractions = list(preparing(experiment))
    prepared = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    evaluation = evaluate(experiment)
    BUFFERS.let_go()
    descent = Descent(experiment, evaluation)
    descent.run(1)
    assert tracemalloc.get_traced_memory()[1] < 1.03 * prepared
    tracemalloc.stop()
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len(fractions) > 50
    assert not list(preparing(sized_experiment((2, 8, 1), 10)))


def test_steps_of_many_rows_take_no_fresh_memory() -> None:
    experiment = sized_experiment((2, 8, 1), LARGE // 8, learning_rate=1e-4)
    BUFFERS.let_go()
    evaluation = before = evaluate(experiment)
    peaks = []
    for _ in range(4):
        tracemalloc.start()
        descent = Descent(experiment, evaluation)
        descent.run(1)
        before, evaluation = evaluation, descent.evaluate(hand_over=True)
        experiment = descent.experiment
        del descent
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert before.loss > evaluation.loss
    assert peaks[-1] < 0.03 * peaks[0]
