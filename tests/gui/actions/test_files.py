"""Opening and saving by hand, and what happens to unsaved work."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from core.files.document_file import read_document, write_document
from core.nn.network import INPUT_LAYER, NodePlace
from core.opening.starters import open_starter
from core.tables.dialect import Dialect
from core.tables.reading import read_table
from gui.app import create_window
from gui.operations.structure import rename_node
from gui.shell.main_window import MainWindow
from tests.gui.file_hands import (
    choose,
    name_the_file,
    one_after_another,
    pick_the_file,
    read_into,
)
from tests.gui.window_hands import Key, Modifier, WindowHands

Answer = QMessageBox.StandardButton
CTRL = Modifier.ControlModifier


@pytest.fixture
def xor_file(tmp_path: Path) -> Path:
    path = tmp_path / "exclusive or.downhill"
    write_document(path, open_starter("xor"))
    return path


def test_what_is_saved_comes_back_to_the_last_bit(hands: WindowHands, tmp_path: Path) -> None:
    path = tmp_path / "mine.downhill"
    for _ in range(3):
        hands.press(Key.Key_Space)
    hands.answer(name_the_file(hands, path))
    hands.press(Key.Key_S, CTRL)
    assert not hands.window.isWindowModified()
    assert hands.window.windowTitle().startswith("mine")
    parameters = hands.window.session.document.experiment.network.parameters
    assert read_document(path).experiment.network.parameters.tobytes() == parameters.tobytes()
    hands.press(Key.Key_Space)
    assert hands.window.isWindowModified()
    hands.press(Key.Key_S, CTRL)
    assert read_document(path).experiment.updates == 4


def test_closing_with_unsaved_work_asks(hands: WindowHands) -> None:
    hands.press(Key.Key_Space)
    hands.answer(choose(hands, Answer.Cancel))
    assert not hands.window.close()
    assert hands.figure("step") == "1"
    hands.answer(choose(hands, Answer.Discard))
    assert hands.window.close()


def test_save_as_an_answer_saves_before_it_goes_on(hands: WindowHands, tmp_path: Path) -> None:
    path = tmp_path / "kept.downhill"
    hands.press(Key.Key_Space)

    def save(dialog: QDialog) -> None:
        hands.answer(name_the_file(hands, path))
        choose(hands, Answer.Save)(dialog)

    hands.answer(save)
    hands.menu("File", "New", "XOR")
    assert read_document(path).experiment.updates == 1
    assert hands.window.windowTitle().startswith("XOR")
    assert hands.figure("step") == "0"


def test_a_document_dropped_on_the_window_opens_once_it_was_let_go(
    hands: WindowHands, xor_file: Path
) -> None:
    """Until then what it was dragged from waits, and a question would hold it up."""
    assert hands.let_go(xor_file)
    assert not hands.window.windowTitle().startswith("exclusive or")
    QApplication.processEvents()
    assert hands.window.windowTitle().startswith("exclusive or")
    assert hands.data.table.model().rowCount() >= 4


def test_a_file_that_is_dropped_is_copied_from_there_and_never_moved(
    hands: WindowHands, xor_file: Path
) -> None:
    """What it is dragged from would delete it: some programs propose to move it."""
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    assert hands.let_go(xor_file, offered=both, modifier=Modifier.ShiftModifier)
    QApplication.processEvents()
    assert hands.window.windowTitle().startswith("exclusive or")


def test_nothing_can_be_dropped_while_something_is_asked(
    hands: WindowHands, xor_file: Path
) -> None:
    hands.press(Key.Key_Space)
    taken: list[bool] = []

    def drop(dialog: QDialog) -> None:
        taken.append(hands.let_go(xor_file))
        dialog.reject()

    hands.answer(drop)
    hands.menu("File", "New", "XOR")
    assert taken == [False]
    assert hands.figure("step") == "1"


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (("mine.gif",), "mine.gif: this is a picture, not a table in text: type the rows into a"),
        (("mine.csv",), "mine.csv: this is a picture, not a table"),
        (("folder",), "folder: this is a folder, not a file: open one that is in it"),
        (("https://example.org/a/b.csv",), "b.csv: this is an address of the web, not a file: "),
        (("mine.gif", "mine.csv", "folder"), "3 files were dropped: drop the one that is to be"),
    ],
)
def test_what_does_not_open_is_named_when_it_is_dropped(
    hands: WindowHands, tmp_path: Path, names: tuple[str, ...], answer: str
) -> None:
    for name in ("mine.gif", "mine.csv"):
        (tmp_path / name).write_bytes(b"GIF89a\x50\0\x3c\0")
    (tmp_path / "folder").mkdir()
    hands.press(Key.Key_Space)
    read: list[str] = []
    hands.answer(read_into(read))
    hands.drop(*(name if ":" in name else tmp_path / name for name in names))
    what = "Only one file can be open." if names[1:] else "The file could not be opened."
    assert read[0] == what
    assert read[1].startswith(answer)
    assert hands.figure("step") == "1"
    assert hands.window.isWindowModified()


@pytest.mark.parametrize("entry", [("File", "Open…"), ("Data", "Open a table…")])
def test_what_does_not_open_is_named_when_it_is_chosen(
    hands: WindowHands, tmp_path: Path, entry: tuple[str, str]
) -> None:
    path = tmp_path / "mine.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    read: list[str] = []
    hands.answer(one_after_another(hands, pick_the_file(hands, path), read_into(read)))
    hands.menu(*entry)
    assert read[1].startswith("mine.png: this is a picture, not a table in text: type the rows")
    assert "What opens are documents (.downhill), tables (.csv, " in read[1]


def test_a_damaged_file_says_what_is_wrong_and_leaves_the_work(
    hands: WindowHands, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.downhill"
    path.write_text(open_starter("xor").title)
    hands.press(Key.Key_Space)
    before = hands.window.session.present
    read: list[str] = []
    hands.answer(read_into(read))
    hands.drop(path)
    assert read[0] == "The file could not be opened."
    assert "damaged.downhill" in read[1]
    assert hands.window.session.present is before


def test_a_file_that_cannot_be_written_says_so_and_nothing_is_lost(
    hands: WindowHands, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "mine.downhill"
    hands.press(Key.Key_Space)
    hands.answer(name_the_file(hands, path))
    hands.press(Key.Key_S, CTRL)
    folder.rename(tmp_path / "pulled out")
    hands.press(Key.Key_Space)
    read: list[str] = []
    hands.answer(read_into(read))
    hands.press(Key.Key_S, CTRL)
    assert read == ["“mine.downhill” could not be saved.", "No such file or directory"]
    assert hands.window.isWindowModified()
    assert hands.figure("step") == "2"


def test_a_recent_file_opens_again(hands: WindowHands, xor_file: Path) -> None:
    hands.drop(xor_file)
    hands.menu("File", "New", "Single weight")
    assert not hands.window.windowTitle().startswith("exclusive or")
    hands.menu("File", "Open recent", xor_file.name)
    assert hands.window.windowTitle().startswith("exclusive or")


@pytest.mark.parametrize(("answer", "step"), [(Answer.Cancel, "1"), (Answer.Discard, "0")])
def test_revert_returns_to_the_file_once_that_is_meant(
    hands: WindowHands, xor_file: Path, answer: Answer, step: str
) -> None:
    hands.drop(xor_file)
    hands.press(Key.Key_Space)
    hands.answer(choose(hands, answer))
    hands.menu("File", "Revert")
    assert hands.figure("step") == step
    assert hands.window.isWindowModified() == (step == "1")


def test_a_window_opens_on_a_file(show: Callable[[MainWindow], MainWindow], xor_file: Path) -> None:
    window = show(create_window(xor_file))
    assert window.windowTitle().startswith("exclusive or")
    assert window.files.recent == [xor_file]


def test_what_a_spreadsheet_would_run_is_made_harmless_and_that_is_said(
    hands: WindowHands, tmp_path: Path
) -> None:
    rename_node(hands.window.session, NodePlace(INPUT_LAYER, 0), "=1+1")
    path = tmp_path / "predicted.csv"
    hands.answer(name_the_file(hands, path))
    hands.menu("Data", "Save predictions…")
    assert path.read_text().startswith("'=1+1,children,target,predict")
    assert hands.says("an apostrophe stands before texts that a spreadsheet would run as formulas")
    assert read_table(path.read_bytes(), Dialect()).names[0] == "=1+1"


def test_a_starter_says_what_there_is_to_see(hands: WindowHands) -> None:
    hands.menu("File", "New", "Where it goes wrong", "Bouncing")
    assert hands.window.session.document.title == "Bouncing"
    assert hands.says("every step leaps over the bottom and lands only a tenth nearer to it")
