"""Cutting the log of a fault down to what is needed for it."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.random_use.deeds import Deed, read_deeds

_TRIES = 2  # of what may go right by chance


def shrink(log: Path) -> None:
    """Leave out all deeds without which the last ones still go wrong, and write the rest beside."""
    deeds = read_deeds(log)
    kept = smallest(deeds, lambda some: any(_goes_wrong(some) for _ in range(_TRIES)))
    log.with_suffix(".short.txt").write_text("".join(f"{deed}\n" for deed in kept))


def smallest(deeds: Sequence[Deed], goes_wrong: Callable[[Sequence[Deed]], bool]) -> list[Deed]:
    """Leave out as many deeds as possible, larger parts first."""
    kept, size = list(deeds), max(1, len(deeds) // 2)
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


def _goes_wrong(deeds: Sequence[Deed]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deeds.txt"
        path.write_text("".join(f"{deed}\n" for deed in deeds))
        command = [sys.executable, "-m", "tests.random_use", "--replay", str(path)]
        done = subprocess.run(command, capture_output=True, check=False)
    wrong = done.returncode != 0
    sys.stderr.write(f"{len(deeds)} deeds: {'wrong' if wrong else 'right'}\n")
    return wrong
