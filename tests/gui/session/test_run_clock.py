"""The clock of Run: updates and painting share a frame, and a chosen speed is kept."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from core.opening.starters import BANK, open_starter
from core.training.descent import Descent
from core.training.trace import Trace
from gui.session import frame_clock, run_clock
from gui.session.frame_clock import FrameClock
from gui.session.run_clock import AS_FAST_AS_POSSIBLE, WITHOUT_END, Runner

FRAME = 1 / 60


class Time:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(run_clock, "time", time)
    monkeypatch.setattr(frame_clock, "time", time)
    return time


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def frames(clock: FrameClock, time: Time, count: int, showing: float) -> list[float]:
    """Let so many frames pass, each shown in so many seconds; how long after one the next came."""
    tick, idle = clock.findChildren(QTimer)
    begun = []
    for _ in range(count + 1):
        tick.timeout.emit()
        begun.append(time.now)
        time.now += showing
        idle.timeout.emit()
        time.now += tick.interval() / 1000
    return [after - before for before, after in pairwise(begun)]


def running(runner: Runner, descent: Descent, per_second: float) -> FrameClock:
    """The clock of a run that has just begun."""
    runner.per_second = per_second
    runner.begin(descent, WITHOUT_END)
    runner.start_clock()
    clock = runner.findChild(FrameClock)
    assert clock is not None
    return clock


@pytest.mark.parametrize(("per_second", "seconds"), [(60.0, 5), (25.0, 4), (1.0, 10), (1000.0, 2)])
def test_as_many_updates_are_taken_as_are_due(
    owner: QObject, time: Time, per_second: float, seconds: int
) -> None:
    descent = Descent(open_starter(BANK).experiment)
    clock = running(Runner(owner), descent, per_second)
    frames(clock, time, 10, showing=0.004)  # until it is known what an update takes
    begun = descent.experiment.updates
    frames(clock, time, round(seconds / FRAME), showing=0.004)
    taken = descent.experiment.updates - begun
    assert taken == pytest.approx(per_second * seconds, rel=0.02, abs=1.5)


class Laborious(Descent):
    """A descent whose updates take so many seconds each."""

    def __init__(self, time: Time, seconds: float) -> None:
        super().__init__(open_starter(BANK).experiment)
        self._time = time
        self.taken, self.seconds = 0, seconds

    @override
    def run(self, limit: int, trace: Trace | None = None) -> None:
        self.taken += limit
        self._time.now += limit * self.seconds


def test_updates_take_what_showing_leaves_and_each_frame_comes_when_it_is_due(
    owner: QObject, time: Time
) -> None:
    descent = Laborious(time, 1e-5)
    clock = running(Runner(owner), descent, AS_FAST_AS_POSSIBLE)
    frames(clock, time, 10, showing=0.004)
    for showing in (0.004, 0.010, 0.006, 0.013):
        assert frames(clock, time, 2, showing) == pytest.approx([FRAME] * 2, abs=1e-4)
        before = descent.taken
        assert frames(clock, time, 8, showing) == pytest.approx([FRAME] * 8, abs=1e-4)
        worked = (descent.taken - before) / 9 * descent.seconds
        assert worked == pytest.approx(FRAME - showing, rel=0.1), showing


def test_updates_that_come_to_take_longer_do_not_make_a_frame_late(
    owner: QObject, time: Time
) -> None:
    descent = Laborious(time, 1e-5)
    clock = running(Runner(owner), descent, AS_FAST_AS_POSSIBLE)
    frames(clock, time, 10, showing=0.004)
    descent.seconds *= 5
    assert max(frames(clock, time, 20, showing=0.004)) <= 1.1 * FRAME


@pytest.mark.parametrize("per_second", [60.0, 120.0, 150.0])
@pytest.mark.parametrize("seconds", [0.0004, 0.0031])
def test_at_a_speed_that_is_chosen_each_frame_comes_when_it_is_due(
    owner: QObject, time: Time, seconds: float, per_second: float
) -> None:
    clock = running(Runner(owner), Laborious(time, seconds), per_second)
    frames(clock, time, 10, showing=0.004)
    assert frames(clock, time, 60, showing=0.004) == pytest.approx([FRAME] * 60, abs=5e-4)
    assert frames(clock, time, 9, showing=0.006) == pytest.approx([FRAME] * 9, abs=5e-4)


def test_what_is_done_at_the_beginning_of_a_slice_does_not_make_its_frame_late(
    owner: QObject, time: Time
) -> None:
    runner = Runner(owner)
    clock = running(runner, Laborious(time, 1e-5), AS_FAST_AS_POSSIBLE)
    frames(clock, time, 10, showing=0.004)
    runner.slice_begun.connect(lambda: time.sleep(0.006))
    assert frames(clock, time, 9, showing=0.004) == pytest.approx([FRAME] * 9, abs=1e-4)


def test_updates_get_a_share_of_the_time_however_slow_showing_is(
    owner: QObject, time: Time
) -> None:
    descent = Laborious(time, 1e-4)
    clock = running(Runner(owner), descent, AS_FAST_AS_POSSIBLE)
    frames(clock, time, 10, showing=0.100)
    before = descent.taken
    assert frames(clock, time, 1, showing=0.100) == pytest.approx([0.125], abs=0.0011)
    assert (descent.taken - before) / 2 * descent.seconds == pytest.approx(0.025, rel=0.1)


def test_a_speed_of_an_update_now_and_then_keeps_the_machine_idle(
    owner: QObject, time: Time
) -> None:
    clock = running(Runner(owner), Laborious(time, 0.050), 1.0)
    frames(clock, time, 70, showing=0.004)  # until it is known what an update takes
    begun = time.now
    frames(clock, time, 119, showing=0.0)
    assert time.now - begun >= 119 * FRAME, "no ticks in a row in which nothing is to be done"


def test_frames_come_evenly_and_are_twice_as_long_where_showing_takes_long(
    owner: QObject, time: Time
) -> None:
    clock = FrameClock(owner)
    clock.start()
    assert frames(clock, time, 9, showing=0.005)[1:] == pytest.approx([FRAME] * 8, abs=0.0011)
    assert frames(clock, time, 9, showing=0.020)[3:] == pytest.approx([2 * FRAME] * 6, abs=0.0011)
    assert frames(clock, time, 200, showing=0.005)[-9:] == pytest.approx([FRAME] * 9, abs=0.0011)


def test_one_long_showing_now_and_then_is_one_late_frame(owner: QObject, time: Time) -> None:
    clock = FrameClock(owner)
    clock.start()
    for _ in range(8):
        frames(clock, time, 1, showing=0.030)
        assert frames(clock, time, 100, showing=0.005) == pytest.approx([FRAME] * 100, abs=0.0011)


def test_where_the_shorter_frame_fits_only_at_times_the_longer_one_stays(
    owner: QObject, time: Time
) -> None:
    clock = FrameClock(owner)
    clock.start()
    frames(clock, time, 5, showing=0.015)
    for _ in range(8):
        frames(clock, time, 1, showing=0.015)
        lengths = frames(clock, time, 100, showing=0.005)
        assert lengths == pytest.approx([2 * FRAME] * 100, abs=0.0011)


def test_who_stops_the_clock_gets_no_more_ticks(owner: QObject, time: Time) -> None:
    clock = FrameClock(owner)
    clock.start()
    frames(clock, time, 1, showing=0.005)
    assert clock.is_ticking
    clock.stop()
    assert not clock.is_ticking


def test_the_time_of_a_pause_is_not_made_up_for(owner: QObject, time: Time) -> None:
    runner, descent = Runner(owner), Descent(open_starter(BANK).experiment)
    clock = running(runner, descent, 60.0)
    frames(clock, time, 20, showing=0.004)
    taken = descent.experiment.updates
    runner.stop_clock()
    time.now += 5.0
    runner.start_clock()
    frames(clock, time, 3, showing=0.004)
    assert descent.experiment.updates - taken <= 4
