import numpy as np
import pytest

from core.nn.arrays import Array
from core.training import trace as trace_module
from core.training.trace import Trace


def vectors_of(first: int, last: int) -> Array:
    """The parameters of moments: (moment, −moment)."""
    moments = np.arange(first, last + 1, dtype=np.float64)
    return np.column_stack((moments, -moments))


def wave(first: int, last: int) -> Array:
    """Losses that go up and down."""
    return np.sin(np.arange(first, last + 1, dtype=np.float64)) + 2


def grown(*portions: int) -> Trace:
    """A trace that grew by portions of these sizes."""
    trace = Trace(vectors_of(0, 0)[0], float(wave(0, 0)[0]))
    for size in portions:
        first = trace.last + 1
        trace.extend(wave(first, first + size - 1), vectors_of(first, first + size - 1))
    return trace


def test_a_trace_begins_with_its_start() -> None:
    trace = grown()
    assert trace.last == 0
    assert trace.loss(0) == wave(0, 0)[0]
    moment, parameters = trace.nearest(0)
    assert (moment, parameters.tolist()) == (0, [0, 0])


def test_every_moment_is_kept_at_first() -> None:
    trace = grown(1, 30, 7)
    assert trace.last == 38
    for moment in range(39):
        kept, parameters = trace.nearest(moment)
        assert (kept, parameters.tolist()) == (moment, [moment, -moment])
        assert trace.loss(moment) == wave(moment, moment)[0]


def test_nothing_appended_is_no_change() -> None:
    trace = grown(3)
    trace.extend(np.empty(0), np.empty((0, 2)))
    assert trace.last == 3
    assert trace.nearest(3)[0] == 3


def test_thinning_drops_every_second_one_but_never_the_latest() -> None:
    trace = grown(21)
    assert trace.thin()
    assert trace.thin()
    assert trace.stride == 4
    for moment in range(21):
        kept, parameters = trace.nearest(moment)
        assert kept == moment // 4 * 4
        assert parameters.tolist() == [kept, -kept]
    assert trace.nearest(21)[0] == 21


@pytest.mark.parametrize("portions", [(1,) * 30, (30,), (3, 4, 11, 2, 10)])
def test_what_comes_after_thinning_is_kept_with_the_same_stride(portions: tuple[int, ...]) -> None:
    trace = grown(10)
    trace.thin()
    for size in portions:
        first = trace.last + 1
        trace.extend(wave(first, first + size - 1), vectors_of(first, first + size - 1))
    assert trace.last == 40
    for moment in range(40):
        kept, parameters = trace.nearest(moment)
        assert (kept, parameters[0]) == (moment // 2 * 2, kept)
    assert trace.nearest(40)[0] == 40


def test_thinning_frees_memory_and_the_start_takes_no_more_than_its_loss() -> None:
    trace = grown(500, 500)
    losses = 1001 * 2 * 8
    before = trace.nbytes - losses
    trace.thin()
    assert trace.nbytes - losses <= 0.51 * before
    assert grown().nbytes == 2 * 8


def test_thinning_goes_on_until_nothing_is_left_and_then_says_so() -> None:
    trace = grown(9)
    vectors = 0
    while trace.thin():
        vectors += 1
    assert vectors == 5  # strides of 2, 4, 8 and 16, and at last the latest
    assert [trace.nearest(moment)[0] for moment in range(10)] == [0] * 10
    trace.extend(wave(10, 16), vectors_of(10, 16))
    assert trace.nearest(15)[0] == 0
    assert trace.nearest(16)[1].tolist() == [16, -16]


def test_losses_are_thinned_where_they_take_more() -> None:
    trace = Trace(np.empty(0), 2.0)
    trace.extend(wave(1, 4000), np.empty((4000, 0)))
    before = trace.nbytes
    assert trace.thin()
    assert trace.nbytes < before
    series = trace.losses()
    assert series.bucket == 2
    assert series.highest[1] == max(wave(2, 3))


def test_a_start_let_go_of_is_not_among_the_vectors_of() -> None:
    trace = grown(3)
    assert trace.parameters().tolist() == [[0, 0], [1, -1], [2, -2], [3, -3]]
    assert trace.parameters(1, 2).tolist() == [[1, -1], [2, -2]]
    trace.let_go_of_start()
    assert trace.parameters().tolist() == [[1, -1], [2, -2], [3, -3]]
    assert trace.nearest(0)[1].size == 0


def test_parameters_given_out_are_read_only_copies() -> None:
    trace = grown(5)
    for moment in (2, 5):
        parameters = trace.nearest(moment)[1]
        assert not parameters.flags.writeable
    given = vectors_of(6, 6)
    trace.extend(wave(6, 6), given)
    given[:] = 99
    assert trace.nearest(6)[1].tolist() == [6, -6]


def test_losses_for_drawing() -> None:
    series = grown(9).losses()
    assert series.bucket == 1
    assert series.first.tolist() == list(range(10))
    assert (series.lowest == wave(0, 9)).all()
    assert (series.highest == wave(0, 9)).all()
    part = grown(9).losses(3, 5)
    assert part.first.tolist() == [3, 4, 5]
    assert (part.lowest == wave(3, 5)).all()


@pytest.mark.parametrize("portions", [(1,) * 100, (100,), (13, 13, 50, 24), (99, 1)])
def test_beyond_a_limit_losses_are_kept_as_the_range_of_each_bucket(
    portions: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace_module, "EXACT_LOSSES", 16)
    trace = grown(*portions)
    series = trace.losses()
    assert series.bucket == 8
    assert len(series.first) <= 16
    expected = [wave(0, 100)[first : first + 8] for first in range(0, 101, 8)]
    assert series.first.tolist() == list(range(0, 101, 8))
    assert series.lowest.tolist() == [bucket.min() for bucket in expected]
    assert series.highest.tolist() == [bucket.max() for bucket in expected]


def test_the_ranges_are_right_at_every_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace_module, "EXACT_LOSSES", 4)
    trace = grown()
    for last in range(1, 70):
        trace.extend(wave(last, last), vectors_of(last, last))
        series = trace.losses()
        size = series.bucket
        expected = [wave(0, last)[first : first + size] for first in range(0, last + 1, size)]
        assert series.lowest.tolist() == [bucket.min() for bucket in expected]
        assert series.highest.tolist() == [bucket.max() for bucket in expected]


def test_in_buckets_a_single_loss_is_no_longer_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace_module, "EXACT_LOSSES", 16)
    assert grown(15).loss(3) == wave(3, 3)[0]
    assert grown(16).loss(3) is None
    part = grown(40).losses(9, 14)
    assert part.bucket == 4
    assert part.first.tolist() == [8, 12]


@pytest.mark.parametrize("limit", [4, 1000])
def test_where_there_are_no_moments_there_are_no_losses(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace_module, "EXACT_LOSSES", limit)
    trace = grown(40)
    for series in (trace.losses(200), trace.losses(48), trace.losses(30, 10)):
        assert series.first.size == series.lowest.size == series.highest.size == 0


def test_a_trace_of_many_moments_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace_module, "EXACT_LOSSES", 100)
    trace = grown()
    for _ in range(200):
        first = trace.last + 1
        trace.extend(wave(first, first + 49), vectors_of(first, first + 49))
        while trace.nbytes > 4096:
            assert trace.thin()
    assert trace.last == 10_000
    assert trace.nbytes <= 4096
    assert len(trace.losses().first) <= 101
    kept, parameters = trace.nearest(7777)
    assert parameters[0] == kept
    assert 7777 - kept < trace.stride
