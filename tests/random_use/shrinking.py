"""Cutting the log of a fault down to what is needed for it."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.random_use.events import Event, read_events

_TRIES = 2  # of what may go right by chance


def shrink(log: Path) -> None:
    """Leave out events without which the last ones still go wrong, and write the rest beside."""
    events = read_events(log)
    kept = smallest(events, lambda some: any(_goes_wrong(some) for _ in range(_TRIES)))
    log.with_suffix(".short.txt").write_text("".join(f"{event}\n" for event in kept))


def smallest(events: Sequence[Event], goes_wrong: Callable[[Sequence[Event]], bool]) -> list[Event]:
    """Leave out as many events as possible, larger parts first."""
    kept, size = list(events), max(1, len(events) // 2)
    while True:
        at = 0
        while at < len(kept):
            without = kept[:at] + kept[at + size :]
            if without and goes_wrong(without):
                kept = without
            else:
                at += size
        if size == 1:
            return kept
        size = max(1, size // 2)


def _goes_wrong(events: Sequence[Event]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.txt"
        path.write_text("".join(f"{event}\n" for event in events))
        command = [sys.executable, "-m", "tests.random_use", "--replay", str(path)]
        done = subprocess.run(command, capture_output=True, check=False)
    wrong = done.returncode != 0
    sys.stderr.write(f"{len(events)} events: {'wrong' if wrong else 'right'}\n")
    return wrong
