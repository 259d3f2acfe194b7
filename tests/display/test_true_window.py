"""The program as it is started by hand, under a real X server, with a true mouse and true keys."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.document.document import Document
from core.files.document_file import read_document, write_document
from core.opening.starters import BANK, open_starter

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs xdotool"),
]
MAIN = Path(__file__).resolve().parent.parent.parent / "main.py"
PATIENCE = 60.0


def wait_for(what: Callable[[], bool], why: str) -> None:
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < PATIENCE, f"waited in vain for {why}"
        time.sleep(0.05)


def xdotool(*words: str | int) -> str:
    done = subprocess.run(
        ["xdotool", *map(str, words)], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    return done.stdout


class Program:
    """The running program and its window."""

    def __init__(self, document: Path, home: Path) -> None:
        self.document = document
        self.process = subprocess.Popen(
            [sys.executable, str(MAIN), str(document)],
            env=os.environ
            | {"QT_QPA_PLATFORM": "xcb", "HOME": str(home), "XDG_DATA_HOME": str(home / "data")},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.window = ""
        wait_for(self._found, "the window")
        xdotool("windowactivate", "--sync", self.window)

    def _found(self) -> bool:
        name = f"^{re.escape(self.document.stem)}.* Downhill$"
        self.window = xdotool("search", "--onlyvisible", "--name", name).strip()
        return bool(self.window)

    @property
    def title(self) -> str:
        return xdotool("getwindowname", self.window).strip()

    def key(self, *keys: str) -> None:
        xdotool("key", "--clearmodifiers", *keys)

    def click(self, x: int, y: int) -> None:
        xdotool("mousemove", "--sync", "--window", self.window, x, y)
        xdotool("click", 1)

    def saved(self) -> Document:
        """Save with the keys, and read what is in the file then."""
        self.key("ctrl+s")
        wait_for(lambda: "*" not in self.title, "the file to be saved")
        return read_document(self.document)

    def end(self) -> int:
        return self.process.wait(PATIENCE)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    path = tmp_path / "shown.downhill"
    write_document(path, open_starter(BANK))
    started = Program(path, tmp_path)
    yield started
    started.process.kill()
    started.process.communicate()


def test_a_click_on_step_downhill_is_one_update(program: Program) -> None:
    program.click(270, 52)
    wait_for(lambda: "*" in program.title, "the mark of a change")
    after = program.saved().experiment
    assert after.updates == 1
    assert after.network.parameters.tolist() == pytest.approx([0.68, 0.12, 0, 0, 0.24, 2])


def test_keys_step_and_go_back(program: Program) -> None:
    program.key("space", "space", "space", "shift+space")
    wait_for(lambda: "*" in program.title, "the mark of a change")
    assert program.saved().experiment.updates == 2


def test_the_keys_close_it(program: Program) -> None:
    program.key("ctrl+q")
    assert program.end() == 0


def test_an_interrupt_from_the_terminal_ends_it_and_saves_the_work_aside(
    program: Program, tmp_path: Path
) -> None:
    program.key("space")
    wait_for(lambda: "*" in program.title, "the mark of a change")
    program.process.send_signal(signal.SIGINT)
    assert program.end() == 130
    rescued = list((tmp_path / "data").rglob("*.downhill"))
    assert [read_document(path).experiment.updates for path in rescued] == [1]
