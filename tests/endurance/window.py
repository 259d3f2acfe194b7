"""The window used for long: by random events, by Run, and started and quit again and again."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDockWidget

from gui.session.run_clock import AS_FAST_AS_POSSIBLE
from tests.benchmarks.windows import bank, window_of
from tests.endurance.memory import Reading, Watch
from tests.endurance.summary import Outcome

SEEDS = 20
EVENTS = 10_000
RUN_SECONDS = 3_600
STARTS = 100
_BETWEEN_READINGS = 1.0  # seconds
_PAGE_MB = 4096 / 2**20
_LAST_LINES = 12
_START = """
from PySide6.QtCore import QTimer
from gui.app import create_window
from PySide6.QtWidgets import QApplication
window = create_window()
window.completed.connect(lambda: QTimer.singleShot(0, window.close))
window.show()
raise SystemExit(QApplication.exec())
"""


def events(scale: float) -> Outcome:
    """Send random events of each seed, each in a process of its own."""
    count = max(1, round(EVENTS * scale))
    faults: list[str] = []
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, SEEDS + 1):
            words = ["--seed", str(seed), "--events", str(count)]
            log = ["--log", str(Path(folder) / "events.txt")]
            fault = _fault("-m", "tests.random_use", *words, *log)
            faults += [f"{' '.join(words)}\n{fault}"] if fault else []
    return Outcome("events", SEEDS * count, "events", time.perf_counter() - begun, tuple(faults))


def starts(scale: float) -> Outcome:
    """Start the window and quit it when all of it is there, each in a process of its own."""
    count = max(1, round(STARTS * scale))
    begun = time.perf_counter()
    faults = [fault for _ in range(count) if (fault := _fault("-X", "faulthandler", "-c", _START))]
    return Outcome("starts", count, "starts", time.perf_counter() - begun, tuple(faults))


def run(scale: float) -> Outcome:
    """Run as fast as possible with all panels open, and watch memory once the history is full."""
    seconds = RUN_SECONDS * scale
    begun, watch = time.perf_counter(), Watch()
    with window_of(bank()) as window:
        for dock in window.findChildren(QDockWidget):
            dock.show()
        session = window.session
        session.set_speed(AS_FAST_AS_POSSIBLE)
        session.run()
        while (taken := time.perf_counter() - begun) < seconds:
            _wait(min(_BETWEEN_READINGS, seconds - taken))
            updates = session.document.experiment.updates
            taken = time.perf_counter() - begun
            watch.take(Reading(taken, updates, session.history.nbytes, _memory()))
        session.pause()
        updates = session.document.experiment.updates
    return Outcome("run", updates, "updates", taken, watch.faults, watch.flat)


def _fault(*words: str) -> str:
    """The end of what a process said that went wrong; nothing if it went right."""
    done = subprocess.run(
        [sys.executable, *words], stderr=subprocess.PIPE, text=True, errors="replace", check=False
    )
    last = "\n".join(done.stderr.splitlines()[-_LAST_LINES:])
    return f"ended with {done.returncode}\n{last}" if done.returncode else ""


def _wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _memory() -> float:
    """Megabytes that this process holds, as Linux counts them."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_MB
