"""The clock of Run: updates and painting share a frame, and a chosen speed is kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from core.opening.starters import BANK, open_starter
from core.training.descent import Descent
from core.training.trace import Trace
from gui.session import frame_clock, run_clock
from gui.session.frame_clock import FrameClock
from gui.session.run_clock import WITHOUT_END, Runner

FRAME = 1 / 60


class Time:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        return self.now


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
    """Let so many frames pass, each shown in so many seconds; how long each took with its wait."""
    tick, idle = clock.findChildren(QTimer)
    lengths = []
    for _ in range(count):
        begun = time.now
        tick.timeout.emit()
        time.now += showing
        idle.timeout.emit()
        time.now += tick.interval() / 1000
        lengths.append(time.now - begun)
    return lengths


@pytest.mark.parametrize(("per_second", "seconds"), [(60.0, 5), (25.0, 4), (1.0, 10), (1000.0, 2)])
def test_as_many_updates_are_taken_as_are_due(
    owner: QObject, time: Time, per_second: float, seconds: int
) -> None:
    runner = Runner(owner)
    runner.per_second = per_second
    descent = Descent(open_starter(BANK).experiment)
    runner.begin(descent, WITHOUT_END)
    runner.start_clock()
    clock = runner.findChild(FrameClock)
    assert clock is not None
    frames(clock, time, 10, showing=0.004)  # until it is known what an update takes
    begun = descent.experiment.updates
    frames(clock, time, round(seconds / FRAME), showing=0.004)
    taken = descent.experiment.updates - begun
    assert taken == pytest.approx(per_second * seconds, rel=0.02, abs=1.5)


class Laborious(Descent):
    """A descent whose updates take so many seconds each."""

    def __init__(self, time: Time) -> None:
        super().__init__(open_starter(BANK).experiment)
        self._time = time
        self.taken, self.seconds = 0, 1e-5

    @override
    def run(self, limit: int, trace: Trace | None = None) -> None:
        self.taken += limit
        self._time.now += limit * self.seconds


def test_updates_that_come_to_take_longer_do_not_make_a_frame_late(
    owner: QObject, time: Time
) -> None:
    runner, descent = Runner(owner), Laborious(time)
    runner.begin(descent, WITHOUT_END)
    runner.start_clock()
    clock = runner.findChild(FrameClock)
    assert clock is not None
    assert frames(clock, time, 30, showing=0.004)[-1] == pytest.approx(FRAME, abs=0.0011)
    before = descent.taken
    frames(clock, time, 1, showing=0.004)
    assert (descent.taken - before) * descent.seconds == pytest.approx(clock.spare, rel=0.3)
    descent.seconds *= 5
    lengths = frames(clock, time, 20, showing=0.004)
    assert max(lengths) <= 1.1 * FRAME


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


def test_work_gets_what_showing_leaves(owner: QObject, time: Time) -> None:
    clock = FrameClock(owner)
    clock.start()
    frames(clock, time, 3, showing=0.005)
    assert clock.spare == pytest.approx(FRAME - 0.005 - 0.005)
    frames(clock, time, 3, showing=0.100)
    assert clock.spare == pytest.approx(0.025), "a quarter of showing, however slow that is"


def test_who_stops_the_clock_gets_no_more_ticks(owner: QObject, time: Time) -> None:
    clock = FrameClock(owner)
    clock.start()
    frames(clock, time, 1, showing=0.005)
    assert clock.is_ticking
    clock.stop()
    assert not clock.is_ticking


def test_the_time_of_a_pause_is_not_made_up_for(owner: QObject, time: Time) -> None:
    runner = Runner(owner)
    runner.per_second = 60.0
    descent = Descent(open_starter(BANK).experiment)
    runner.begin(descent, WITHOUT_END)
    clock = runner.findChild(FrameClock)
    assert clock is not None
    runner.start_clock()
    frames(clock, time, 20, showing=0.004)
    taken = descent.experiment.updates
    runner.stop_clock()
    time.now += 5.0
    runner.start_clock()
    frames(clock, time, 3, showing=0.004)
    assert descent.experiment.updates - taken <= 4
