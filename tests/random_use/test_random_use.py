"""Thousands of random events on the real window end without exception, warning, crash or freeze."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.random_use.events import Event, random_events, read_events
from tests.random_use.shrinking import smallest

LINES = 40


def use(tmp_path: Path, platform: str, seed: int, events: int) -> None:
    """Use the window in a process of its own, which a crash ends."""
    log = tmp_path / "events.txt"
    words = ["--seed", str(seed), "--events", str(events), "--log", str(log)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.random_use", *words],
        env=os.environ | {"QT_QPA_PLATFORM": platform},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    last = "\n".join(done.stderr.splitlines()[-LINES:])
    assert done.returncode == 0, f"{last}\nreplay it: python -m tests.random_use --replay {log}"


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_nothing_goes_wrong(tmp_path: Path, seed: int) -> None:
    use(tmp_path, "offscreen", seed, 5000)


@pytest.mark.display
@pytest.mark.parametrize("seed", [5, 6])
def test_nothing_goes_wrong_where_floating_panels_are_real_windows(
    tmp_path: Path, seed: int
) -> None:
    use(tmp_path, "xcb", seed, 500)


def test_the_same_seed_does_the_same(tmp_path: Path) -> None:
    events = random_events(3, 200)
    assert events == random_events(3, 200)
    log = tmp_path / "events.txt"
    log.write_text("".join(f"{event}\n" for event in events))
    assert read_events(log) == events


def test_what_a_fault_needs_is_what_is_left_of_a_log() -> None:
    events = [Event("wait", (number / 100,)) for number in range(100)]

    def goes_wrong(some: object) -> bool:
        return isinstance(some, list) and {events[7], events[60]} <= set(some)

    assert smallest(events, goes_wrong) == [events[7], events[60]]
