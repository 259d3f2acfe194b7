"""How many frames a second a race of six shows, and how evenly they come.

A frame is a paint of the plot of the losses in the real window. The intervals between frames are
told as `run` tells them, with the processor time of a frame at rest, all names placed, beside that
of a step of the document.
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from msgspec.structs import replace

from core.nn.arrays import Array
from core.racing.racer import Racer, race_optimizers, racer_of
from core.training.rules.optimizers import Adagrad, Nesterov
from gui.operations.race.racing import LineUp, Racing
from gui.panels.race.race_page import RacePage
from gui.session.run_clock import AS_FAST_AS_POSSIBLE
from gui.shell.main_window import MainWindow
from tests.benchmarks.run import SECONDS, Frames, intervals_of_timer, lateness, wait
from tests.benchmarks.windows import Documents, settle, sized, window_of

CLICKS = 40
DOCUMENTS: Documents = {
    "2-8-8-1, 500 rows": lambda: sized(2, 8, 8, 1, rows=500),
    "9-50-32-1, 534 rows": lambda: sized(9, 50, 32, 1, rows=534),
}


def six(window: MainWindow) -> tuple[Racer, ...]:
    """Six optimizers, none of which leaves the numbers."""
    present = racer_of(window.session.document.experiment)
    others = (replace(present, optimizer=rule) for rule in (Nesterov(1e-5), Adagrad(1e-3)))
    return (*race_optimizers(window.session.document.experiment), *others)


def set_up(window: MainWindow) -> Racing:
    """A race of six in the place of the drawing."""
    racing = window.findChild(Racing)
    assert racing is not None
    racing.set_up(LineUp(six(window)))
    window.commands["race"].trigger()
    settle()
    return racing


def intervals_of_race(window: MainWindow, racing: Racing) -> tuple[Array, float]:
    """Seconds between frames once a race is under way, and steps of all racers a second."""
    page = window.findChild(RacePage)
    assert page is not None
    assert racing.race is not None
    frames = Frames(page.plot)
    window.session.set_speed(AS_FAST_AS_POSSIBLE)
    racing.run()
    wait(SECONDS / 4)
    frames.moments.clear()
    before = racing.race.rounds
    wait(SECONDS)
    steps = (racing.race.rounds - before) / SECONDS
    return np.diff(frames.moments, axis=0)[:, 0], steps


def busy(do: Callable[[], object]) -> float:
    """Milliseconds of processor time until something is done and painted."""
    times = []
    for _ in range(CLICKS):
        begun = time.process_time()
        do()
        settle(2)
        times.append(time.process_time() - begun)
    return statistics.median(times) * 1e3


def main() -> None:
    """Print two lines for each document."""
    for name, document in DOCUMENTS.items():
        with window_of(document()) as window:
            step = busy(window.session.step)
            racing = set_up(window)
            _, bare = lateness(intervals_of_timer())
            intervals, steps = intervals_of_race(window, racing)
            late, frames = lateness(intervals)
            racing.pause()
            settle()
            frame = busy(partial(racing.advanced.emit, None))
            sys.stdout.write(
                f"  {name:20} {1 / intervals.mean():5.1f} frames a second,"
                f" 99 % within {late * 1e3:5.1f} ms: {frames:.2f} frames"
                f" (bare timer {bare:.2f}) · {steps:,.0f} steps of all a second\n"
                f"    shown in {frame:.1f} ms, a step of the document and its frame in"
                f" {step:.1f} ms: {frame / step:.2f} ×\n"
            )
