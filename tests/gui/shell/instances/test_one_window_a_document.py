"""A file that a window shows already is shown there, and by no second window: real processes."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cli.other_windows import FROM_DESKTOP, new_address, shown_elsewhere
from core.lessons.course import COURSE, lessons_in
from core.opening.starters import EXAMPLES
from tests.command_line import ROOT, started
from tests.gui.program import Program, wait_for

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sockets are looked for among files")


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with so short a name that sockets in it have one, too."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def file(home: Path) -> Path:
    """A document."""
    return Path(shutil.copy(EXAMPLES / "xor.downhill", home / "a b.downhill"))


def sockets(home: Path) -> list[Path]:
    return list(home.glob("downhill-*/*"))


def test_a_second_start_brings_the_window_to_the_front_and_loses_nothing(
    home: Path, file: Path
) -> None:
    program = Program(home, file)
    wait_for(lambda: bool(sockets(home)), "the window to listen")
    try:
        program.tell("press", "Space")
        done = program.tell("digest")
        assert program.tell("minimise") == "minimised"
        second = started(file, QT_QPA_PLATFORM="offscreen")
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert program.tell("state") == "in sight"
        assert program.tell("digest") == done
        (home / "link.downhill").symlink_to(file)
        assert shown_elsewhere([FROM_DESKTOP, os.path.relpath(file)])
        assert shown_elsewhere([str(home / "link.downhill")])
        # All else opens a window of its own.
        other = str(shutil.copy(file, home / "other.downhill"))
        lesson = str(lessons_in(COURSE)[0])
        for arguments in (
            [],
            [FROM_DESKTOP],
            [other],
            [lesson],
            [str(file), "--theme=dark"],
            ["--json"],
        ):
            assert not shown_elsewhere(arguments)
        program.tell("press", "Ctrl+S")
        program.tell("play", lesson)
        assert shown_elsewhere([lesson])
        assert not shown_elsewhere([str(file)])  # the lesson's page has taken its place
        program.tell("close")
        assert program.process.wait(60) == 0
        assert sockets(home) == []
    finally:
        program.kill()


def test_a_window_that_hangs_or_has_crashed_keeps_nothing_from_opening(
    home: Path, file: Path
) -> None:
    hanging = """
from multiprocessing.connection import Listener
from core.cli.other_windows import new_address

listener = Listener(new_address())
input()
"""
    process = subprocess.Popen([sys.executable, "-c", hanging], cwd=ROOT, stdin=subprocess.PIPE)
    wait_for(lambda: bool(sockets(home)), "the socket")
    begun = time.monotonic()
    assert not shown_elsewhere([str(file)])
    assert time.monotonic() - begun < 10
    process.kill()
    process.communicate()
    assert len(sockets(home)) == 1
    assert not shown_elsewhere([str(file)])
    assert sockets(home) == []


def test_a_folder_of_sockets_that_others_can_write_is_not_trusted(home: Path, file: Path) -> None:
    folder = Path(new_address()).parent
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    with pytest.raises(OSError, match="not this user's alone"):
        new_address()
    (folder / "socket").touch()
    assert not shown_elsewhere([str(file)])
    assert sockets(home) == [folder / "socket"]
