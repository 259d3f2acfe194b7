"""What is not saved survives every end of the program: it is really started, and really ended."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.files.document_file import read_document, write_document
from core.opening.starters import open_starter
from tests.gui.program import Program, wait_for

OTHERS = ("SIGTERM", "SIGINT")
Start = Callable[..., Program]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program, as often as it takes, in the same home."""
    started: list[Program] = []
    # Whoever started the tests may have had it ignored, and programs inherit that.
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)

    def start_it(file: Path | None = None, rescue_after: float = 1000) -> Program:
        started.append(Program(tmp_path / "home", file, rescue_after))
        return started[-1]

    yield start_it
    signal.signal(signal.SIGHUP, before)
    for program in started:
        program.kill()


def test_what_was_done_is_offered_after_a_crash_and_not_while_it_is_done(start: Start) -> None:
    first = start(rescue_after=0.05)
    assert first.tell("press", "Space", "Space", "Space") == "3"
    done = first.tell("digest")
    wait_for(lambda: rescued_updates(first) == [3], "the rescue")
    second = start()
    assert second.tell("offers") == ""  # the first window is still there
    first.process.kill()
    first.process.wait()
    third = start()
    assert "“Bank transactions”" in third.tell("offers")
    assert third.tell("click", "Open").startswith("Bank transactions[*]")
    assert third.tell("digest") == done
    assert third.tell("offers") == ""
    assert len(third.rescued()) == 1  # it stays until it is saved
    third.tell("close")
    third.tell("click", "Discard")
    assert third.process.wait(60) == 0
    assert third.rescued() == []


def rescued_updates(program: Program) -> list[int]:
    return [read_document(path).experiment.updates for path in program.rescued()]


@pytest.mark.parametrize(
    "name", ["SIGHUP", *(pytest.param(name, marks=pytest.mark.long) for name in OTHERS)]
)
def test_signals_that_end_the_program_rescue_the_work_at_once(start: Start, name: str) -> None:
    number = getattr(signal, name)
    program = start()
    program.tell("press", "Space", "Space")
    program.tell("press", "Right", "7")  # not committed yet
    assert program.end(number) == 128 + number
    assert rescued_updates(program) == [2]
    (path,) = program.rescued()
    assert read_document(path).experiment.dataset.own_inputs[0][0] == 7


@pytest.mark.long
def test_a_question_that_is_open_holds_up_no_signal(start: Start) -> None:
    program = start()
    program.tell("press", "Space")
    program.tell("close")
    assert program.tell("offers") == ""  # the window is still there
    assert program.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert rescued_updates(program) == [1]


@pytest.mark.long
def test_each_crash_leaves_a_file_of_its_own_to_open_delete_or_leave(
    start: Start, tmp_path: Path
) -> None:
    file = tmp_path / "mine.downhill"
    write_document(file, open_starter("xor"))
    for presses in (["Space"], ["Space", "Space"]):
        program = start(file)
        if program.tell("offers"):
            program.tell("click", "Later")
        program.tell("press", *presses)
        program.end(signal.SIGTERM)
    assert rescued_updates(program) == [1, 2]
    again = start()
    assert "“mine”" in again.tell("offers")
    assert "There is 1 more." in again.tell("offers")
    again.tell("click", "Open")
    assert "more" not in again.tell("offers")
    again.tell("click", "Delete")
    assert again.tell("press", "Ctrl+S") == "2"
    wait_for(lambda: again.rescued() == [], "what was saved to be forgotten")
    assert read_document(file).experiment.updates == 2
    again.tell("close")
    assert again.process.wait(60) == 0


@pytest.mark.long
def test_what_a_killed_save_has_left_goes_at_the_next_start(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "mine.downhill"
    write_document(file, open_starter("xor"))
    program = start(file)
    program.tell("press", "Space")
    program.end(signal.SIGTERM)
    folders = (tmp_path, program.rescued()[0].parent)
    left = [folder / ".downhill-0123456789abcdef.tmp" for folder in folders]
    for path in left:
        path.write_bytes(b"half of a document")
    start()
    wait_for(lambda: not any(path.exists() for path in left), "what was left to go")


@pytest.mark.long
def test_a_program_that_is_not_to_hear_of_a_closed_terminal_goes_on(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        program = Program(tmp_path)
    finally:
        signal.signal(signal.SIGHUP, before)
    program.tell("press", "Space")
    program.process.send_signal(signal.SIGHUP)
    assert len(program.tell("digest")) == 64
    with pytest.raises(subprocess.TimeoutExpired):
        program.process.wait(0.2)
    program.kill()
