"""A file on the command line: in the first paint, or opened in the window if that takes a while."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from core.files.document_file import (
    encode_document,
    opening_with_history,
    read_document,
    write_document,
)
from core.files.file_reading import read_file
from core.nn.equality import equal
from core.opening.starters import BANK, open_starter
from gui.app import create_window
from gui.session.settings import MemorySettings, recent_files
from gui.shell.first_file import FirstFile, Late
from gui.shell.main_window import MainWindow
from tests.command_line import ROOT, Done
from tests.core.builders import as_document, sized_experiment
from tests.gui.window_hands import WindowHands

Show = Callable[[MainWindow], MainWindow]

# The program, started by `main` again and again as lines of its input say, each with its patience
# and arguments; what each start says and shows, and a hand that closes what it asks.
PROGRAM = """
import faulthandler, json, os, sys, tempfile, traceback
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
import main
from gui import app
from gui.dialogs import progress
from gui.shell.main_window import MainWindow

progress.AT_ONCE = 0.0
app._listen = lambda window: None  # no other start looks for these windows
application = QApplication(["downhill"])
told = []

def windows():
    return [each for each in application.topLevelWidgets() if isinstance(each, MainWindow)]

def look():
    dialog = application.activeModalWidget()
    for window in windows():
        if window.isVisible():
            experiment, title = window.session.document.experiment, window.windowTitle()
            rows, steps = experiment.dataset.rows, experiment.updates
            told.append(f"{title}, {rows} rows, {steps} steps, {dialog is not None}")
    if isinstance(dialog, QMessageBox):
        told.append(f"{dialog.text()} {dialog.informativeText()}")
        dialog.accept()
    elif windows() and windows()[0].session.document.experiment.updates:
        windows()[0].session.load(windows()[0].session.document)
        windows()[0].close()

def start(patience, given):
    told.clear()
    faulthandler.dump_traceback_later(60, exit=True)
    main._AT_ONCE = patience
    try:
        return main.main(given)
    except SystemExit as end:
        return end.code
    except BaseException:
        traceback.print_exc()
        return 1

def forget():
    for window in windows():
        window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not windows()

clock = QTimer(interval=1)
clock.timeout.connect(look)
clock.start()
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
for line in sys.stdin:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        os.dup2(out.fileno(), 1), os.dup2(err.fileno(), 2)
        code = start(*json.loads(line))
        print(*dict.fromkeys(told), sep="\\n", flush=True)
        forget()
        out.seek(0), err.seek(0)
        said = out.read().decode("utf-8"), err.read().decode("utf-8")
    answers.write(json.dumps([code, *said]) + "\\n")
    answers.flush()
"""
Started = Callable[..., Done]


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    """Python with the program's modules, which starts it as often as it is told to."""
    command = [sys.executable, "-c", PROGRAM]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8"
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def started(program: subprocess.Popen[str]) -> Started:
    """Start the program with so many seconds of patience, and wait for its end."""

    def start(patience: float, *given: str | Path) -> Done:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(json.dumps([patience, [*map(str, given)]]) + "\n")
        program.stdin.flush()
        return Done(*json.loads(program.stdout.readline()))

    return start


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of rows that take a while."""
    path = tmp_path / "work.downhill"
    write_document(path, as_document(sized_experiment((1, 1), 30_000)))
    return path


def opened_late(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[MainWindow, FirstFile, list[str]]:
    """A window that has not been shown yet, and goes on to open a file."""
    monkeypatch.setattr("gui.dialogs.progress.AT_ONCE", 0.0)
    window, done = create_window(settings=MemorySettings()), list[str]()
    late = Late(path, opening_with_history(read_file(path)))
    return window, FirstFile(window, late, lambda: done.append("then")), done


def test_what_takes_a_while_is_opened_in_the_window_which_says_how_far_it_is(
    path: Path, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, first, done = opened_late(path, monkeypatch)
    hands, seen = WindowHands(qtbot, window), list[str]()

    def look(dialog: QDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        seen.append(f"in sight: {window.isVisible()}")

    hands.answer(look)
    show(window)
    assert equal(window.session.document, open_starter(BANK))
    qtbot.waitUntil(lambda: bool(done))
    assert {"Opening “work.downhill” …", "in sight: True"} <= set(seen)
    assert equal(window.session.document, read_document(path))
    assert window.windowTitle().startswith("work")
    assert not window.session.is_modified
    assert recent_files(window.preferences.settings) == [path]
    assert first.trouble is None


def test_escape_leaves_the_window_as_it_is(
    path: Path, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, first, done = opened_late(path, monkeypatch)
    gone = list[int]()

    def give_up(dialog: QDialog) -> None:
        dialog.finished.connect(gone.append)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    WindowHands(qtbot, window).answer(give_up)
    show(window)
    qtbot.waitUntil(lambda: bool(gone))
    assert window.isVisible()
    assert equal(window.session.document, open_starter(BANK))
    assert (done, first.trouble) == ([], None)


@pytest.mark.parametrize("suffix", [".downhill", ".csv"])
def test_the_same_is_opened_whether_it_takes_a_while_or_not(
    path: Path, started: Started, suffix: str
) -> None:
    if suffix == ".csv":
        path = path.with_suffix(suffix)
        path.write_text("x,y\n" + "".join(f"{n},{2 * n}\n" for n in range(30_000)), "utf-8")
    options = path, "--steps", "1", "--learning-rate", "0.25"
    early, late = (started(patience, *options) for patience in (60.0, 0.0))
    assert (early.returncode, late.returncode) == (0, 0)
    assert early.stderr == late.stderr
    first, *_ = shown = late.stdout.splitlines()
    assert first.startswith("Bank transactions[*] — Downhill, 1 rows, 0 steps")
    assert shown[-1] == "work[*] — Downhill, 30000 rows, 1 steps, False"
    assert "Bank transactions[*] — Downhill, 1 rows, 0 steps, True" in shown
    assert early.stdout.splitlines() == shown[-1:]


@pytest.mark.parametrize("patience", [60.0, 0.0])
def test_what_cannot_be_opened_ends_the_start_and_says_why(
    path: Path, started: Started, patience: float
) -> None:
    path.write_bytes(encode_document(read_document(path))[:-3])
    done = started(patience, path)
    assert done.returncode == 1
    assert done.stderr.startswith("downhill: work.downhill: ")
    assert len(done.stderr.splitlines()) == 1
    why = done.stderr.removeprefix("downhill: ").strip()
    said = f"The file could not be opened. {why}"
    assert (said in done.stdout.splitlines()) is (patience == 0)


@pytest.mark.parametrize("patience", [60.0, 0.0])
@pytest.mark.parametrize(
    ("option", "why"),
    [
        (("--momentum", "0.5"), "--momentum is for momentum, nesterov, not for"),
        (("--delimiter", ";"), "--delimiter is for tables such as DATA.csv"),
    ],
)
def test_options_that_do_not_go_with_the_file_are_refused(
    path: Path, started: Started, patience: float, option: tuple[str, str], why: str
) -> None:
    done = started(patience, path, *option)
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_needs_no_window(started: Started, tmp_path: Path) -> None:
    done = started(0.3, tmp_path / "gone.downhill")
    assert done.returncode == 1
    assert done.stderr.startswith("downhill: gone.downhill: it cannot be read: ")
    assert done.stdout.strip() == ""
