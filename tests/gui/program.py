"""The program in a process of its own, without a screen, told what to do line by line."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


def wait_for(what: Callable[[], bool], why: str) -> None:
    """Wait until something is so."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < PATIENCE, f"waited in vain for {why}"
        time.sleep(0.02)


class Program:
    """A running program, with a home of its own.

    Attributes:
        process: where it runs.
    """

    def __init__(self, home: Path, file: Path | None = None, rescue_after: float = 1000) -> None:
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.gui.remote_program", str(rescue_after), str(file or "")],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | dict.fromkeys(names, str(home)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._home = home

    def tell(self, *words: str) -> str:
        """Have something done, and return what comes of it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().rstrip("\n")

    def rescued(self) -> list[Path]:
        """The documents that are rescued."""
        return sorted(self._home.rglob("rescued/*.downhill"))

    def end(self, number: int) -> int:
        """Send a signal, and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End at once."""
        self.process.kill()
        self.process.communicate()
