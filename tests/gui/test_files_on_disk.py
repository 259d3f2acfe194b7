"""Names, contents, and what other programs do to a file: nothing is replaced in silence."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.files.document_file import read_document, write_document
from core.opening.starters import open_starter
from tests.gui.file_hands import (
    button,
    click_on,
    name_the_file,
    one_after_another,
    read_into,
)
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier


def dismiss(dialog: QDialog) -> None:
    dialog.reject()


def updates(path: Path) -> int:
    return read_document(path).experiment.updates


def come_back(hands: WindowHands) -> None:
    """Return to the window from another program."""
    QApplication.sendEvent(hands.window, QEvent(QEvent.Type.WindowActivate))


def notice(hands: WindowHands) -> list[str]:
    """What stands on the buttons of the notice above the work."""
    buttons = hands.window.notices.findChildren(QAbstractButton)
    return [one.text().replace("&", "") for one in buttons if one.isVisible()]


def answer(hands: WindowHands, words: str) -> None:
    """Click one of the answers to the notice."""
    hands.click(button(hands.window.notices, words))


@pytest.fixture
def path(hands: WindowHands, tmp_path: Path) -> Path:
    """The file of the window, saved after one step."""
    made = tmp_path / "mine.downhill"
    hands.press(Key.Key_Space)
    hands.answer(name_the_file(hands, made))
    hands.press(Key.Key_S, CTRL)
    assert updates(made) == 1
    return made


# Names


def test_the_file_that_would_be_replaced_is_asked_about(hands: WindowHands, tmp_path: Path) -> None:
    existing = tmp_path / "existing.downhill"
    write_document(existing, open_starter("xor"))
    before = existing.read_bytes()
    name = name_the_file(hands, tmp_path / "existing")
    hands.press(Key.Key_Space)
    hands.answer(one_after_another(hands, name, click_on(hands, "Cancel"), dismiss))
    hands.press(Key.Key_S, CTRL)
    assert existing.read_bytes() == before
    assert hands.window.isWindowModified()
    hands.answer(one_after_another(hands, name, click_on(hands, "Replace")))
    hands.press(Key.Key_S, CTRL)
    assert updates(existing) == 1
    assert not hands.window.isWindowModified()


def test_a_name_that_is_too_long_is_refused_with_the_reason(
    hands: WindowHands, tmp_path: Path
) -> None:
    """It is just short enough before the ending is put behind it."""
    read: list[str] = []
    name = name_the_file(hands, tmp_path / ("n" * 250))
    hands.press(Key.Key_Space)
    hands.answer(one_after_another(hands, name, read_into(read)))
    hands.press(Key.Key_S, CTRL)
    assert read[1] == "File name too long"
    assert hands.window.isWindowModified()


@pytest.mark.parametrize("typed", ["rows.csv", "notes.txt", "try 0.1"])
def test_a_document_keeps_its_name_and_opens_again(
    hands: WindowHands, tmp_path: Path, typed: str
) -> None:
    hands.press(Key.Key_Space)
    hands.answer(name_the_file(hands, tmp_path / typed))
    hands.press(Key.Key_S, CTRL)
    saved = tmp_path / f"{typed}.downhill"
    assert updates(saved) == 1
    assert not (tmp_path / typed).exists()
    assert hands.says(f"Saved as {typed}.downhill")
    assert hands.window.windowTitle().startswith(f"{typed}[*]")
    hands.menu("File", "New", "XOR")
    hands.drop(saved)
    assert hands.figure("step") == "1"


def test_a_title_is_offered_as_a_name_that_can_be_written(
    hands: WindowHands, tmp_path: Path
) -> None:
    path = tmp_path / "x.downhill"
    write_document(path, replace(open_starter("xor"), title="a/b: c"))
    hands.window.session.load(read_document(path))
    offered: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        offered.extend(dialog.selectedFiles())
        dialog.reject()

    hands.answer(look)
    hands.menu("File", "Save as…")
    assert [Path(name).name for name in offered] == ["a-b- c.downhill"]


# Contents


def test_a_document_opens_whatever_its_name(hands: WindowHands, tmp_path: Path) -> None:
    path = tmp_path / "walk.txt"
    write_document(tmp_path / "walk.downhill", open_starter("xor"))
    (tmp_path / "walk.downhill").rename(path)
    hands.drop(path)
    assert hands.window.windowTitle().startswith("walk.txt")
    hands.press(Key.Key_Space)
    hands.press(Key.Key_S, CTRL)
    assert updates(path) == 1


def test_a_table_opens_whatever_its_name(hands: WindowHands, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "rows.downhill"
    path.write_text("x,y\n1,2\n2,4\n3,6\n", encoding="utf-8")

    def learn(dialog: QDialog) -> None:
        learn_from_it = button(dialog, "Learn from it")
        qtbot.waitUntil(learn_from_it.isEnabled)
        hands.click(learn_from_it)

    hands.answer(learn)
    hands.drop(path)
    assert hands.window.session.document.experiment.network.inputs == ("x",)
    assert hands.window.session.path is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["pipe.csv", "pipe.downhill"])
def test_a_pipe_is_refused_at_once(hands: WindowHands, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    read: list[str] = []
    hands.answer(read_into(read))
    hands.drop(tmp_path / name)
    assert read == ["The file could not be opened.", f"{name}: this is a device, not a file"]


# Other programs


@pytest.mark.parametrize(
    ("words", "in_file", "on_screen"),
    [("Save mine", 2, "2"), ("Load theirs", 0, "0"), ("Cancel", 0, "2")],
)
def test_saving_over_what_another_program_wrote_asks(
    hands: WindowHands, path: Path, words: str, in_file: int, on_screen: str
) -> None:
    hands.press(Key.Key_Space)
    write_document(path, open_starter("xor"))
    hands.answer(click_on(hands, words))
    hands.press(Key.Key_S, CTRL)
    assert updates(path) == in_file
    assert hands.figure("step") == on_screen
    assert hands.window.isWindowModified() == (words == "Cancel")


def test_mine_and_theirs_can_both_be_kept(hands: WindowHands, path: Path) -> None:
    hands.press(Key.Key_Space)
    write_document(path, open_starter("xor"))
    both = path.with_name("both")
    answers = click_on(hands, "Save as…"), name_the_file(hands, both)
    hands.answer(one_after_another(hands, *answers))
    hands.press(Key.Key_S, CTRL)
    assert updates(path) == 0
    assert updates(both.with_suffix(".downhill")) == 2


def test_a_file_that_was_only_touched_is_saved_without_a_question(
    hands: WindowHands, path: Path
) -> None:
    hands.press(Key.Key_Space)
    os.utime(path, (1, 1))
    come_back(hands)
    assert notice(hands) == []
    hands.press(Key.Key_S, CTRL)
    assert updates(path) == 2


@pytest.mark.parametrize(("words", "there"), [("Save it there again", True), ("Cancel", False)])
def test_a_file_that_was_moved_is_not_made_again_in_silence(
    hands: WindowHands, path: Path, words: str, there: bool
) -> None:
    path.rename(path.with_name("moved.downhill"))
    hands.press(Key.Key_Space)
    hands.answer(click_on(hands, words))
    hands.press(Key.Key_S, CTRL)
    assert path.exists() == there
    assert hands.window.isWindowModified() != there


def test_coming_back_to_the_window_tells_of_a_change(hands: WindowHands, path: Path) -> None:
    write_document(path, open_starter("xor"))
    come_back(hands)
    assert notice(hands) == ["Load it", "Keep mine", "Save mine as…"]
    come_back(hands)
    assert len(notice(hands)) == 3  # it is told once
    answer(hands, "Load it")
    assert hands.figure("step") == "0"
    assert not hands.window.isWindowModified()
    come_back(hands)
    assert notice(hands) == []


def test_what_is_kept_is_unsaved_and_then_saved_without_another_question(
    hands: WindowHands, path: Path
) -> None:
    write_document(path, open_starter("xor"))
    come_back(hands)
    answer(hands, "Keep mine")
    assert hands.window.isWindowModified()
    assert notice(hands) == []
    hands.press(Key.Key_S, CTRL)
    assert updates(path) == 1


def test_coming_back_to_the_window_tells_that_the_file_is_gone(
    hands: WindowHands, path: Path
) -> None:
    path.unlink()
    come_back(hands)
    assert hands.window.isWindowModified()
    assert hands.says("“mine.downhill” was moved or deleted")
    answer(hands, "Not now")
    come_back(hands)
    assert notice(hands) == []
    hands.answer(click_on(hands, "Save it there again"))
    hands.press(Key.Key_S, CTRL)
    assert updates(path) == 1
    assert not hands.window.isWindowModified()
