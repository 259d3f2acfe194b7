"""Unsaved work is rescued while it goes on, and offered at the next start."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.files.document_file import encode_document, read_document, write_document
from core.opening.starters import open_starter
from gui.app import create_window
from gui.shell.main_window import MainWindow
from gui.shell.rescue.recovery import Recovery
from gui.shell.rescue.rescue_offers import RescueOffers
from gui.shell.rescue.rescued import left_behind
from gui.widgets.notices import Notice
from tests.gui.file_hands import button, click_on, name_the_file, read_into
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier
Watch = Callable[[MainWindow], Recovery]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rescued"


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    """Have the work of a window rescued."""
    watching: list[Recovery] = []

    def begin(window: MainWindow) -> Recovery:
        watching.append(Recovery(window.session, folder, 0.02))
        return watching[-1]

    yield begin
    for recovery in watching:
        recovery.close(decided=True)


@pytest.fixture
def recovery(hands: WindowHands, watch: Watch) -> Recovery:
    return watch(hands.window)


def rescued(folder: Path) -> list[int]:
    """How many updates were taken in what is rescued, the oldest first."""
    paths = sorted(folder.glob("*.downhill"))
    return [read_document(path).experiment.updates for path in paths]


def offers(window: MainWindow) -> list[str]:
    notices = window.notices.findChildren(Notice)
    return [notice.accessibleName() for notice in notices if notice.isVisible()]


@pytest.mark.usefixtures("recovery")
def test_work_is_rescued_soon_after_it_changes(
    hands: WindowHands, folder: Path, qtbot: QtBot
) -> None:
    assert rescued(folder) == []
    hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: rescued(folder) == [1])
    hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: rescued(folder) == [2])
    document = hands.window.session.document
    found = read_document(next(folder.glob("*.downhill")))
    assert encode_document(found) == encode_document(document)


@pytest.mark.usefixtures("recovery")
def test_what_is_saved_or_taken_back_or_given_up_is_in_no_need_of_rescue(
    hands: WindowHands, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    def change() -> None:
        hands.press(Key.Key_Space)
        qtbot.waitUntil(lambda: len(rescued(folder)) == 1)

    change()
    hands.press(Key.Key_Z, CTRL)
    assert rescued(folder) == []
    change()
    hands.answer(name_the_file(hands, tmp_path / "mine"))
    hands.press(Key.Key_S, CTRL)
    assert rescued(folder) == []
    change()
    hands.answer(click_on(hands, "Discard"))
    hands.menu("File", "New", "XOR")
    assert rescued(folder) == []


def test_a_window_that_is_there_is_not_offered_and_one_that_is_gone_is(
    hands: WindowHands, recovery: Recovery, folder: Path
) -> None:
    hands.press(Key.Key_Space)
    assert recovery.rescue_now() is not None
    assert left_behind(folder) == []
    recovery.close(decided=False)
    found = left_behind(folder)
    assert [file.title for file in found] == ["Bank transactions"]
    assert left_behind(folder) == []  # it is claimed now
    found[0].release()


def test_another_program_with_the_number_of_the_one_that_is_gone_is_no_owner(
    hands: WindowHands, recovery: Recovery, folder: Path
) -> None:
    hands.press(Key.Key_Space)
    recovery.rescue_now()
    lock = next(folder.glob("*.lock"))
    kept = lock.read_bytes()  # it names this very process
    recovery.close(decided=False)
    lock.write_bytes(kept)
    found = left_behind(folder)
    assert len(found) == 1
    found[0].release()


@pytest.fixture
def crashed(hands: WindowHands, recovery: Recovery, folder: Path, tmp_path: Path) -> Path:
    """A file whose window was stopped with a change that is not saved."""
    path = tmp_path / "mine.downhill"
    hands.press(Key.Key_Space)
    hands.answer(name_the_file(hands, path))
    hands.press(Key.Key_S, CTRL)
    hands.press(Key.Key_Space)
    recovery.rescue_now()
    recovery.close(decided=False)
    assert rescued(folder) == [2]
    return path


@pytest.fixture
def next_start(
    show: Callable[[MainWindow], MainWindow], watch: Watch, folder: Path, qtbot: QtBot
) -> Iterator[Callable[[], WindowHands]]:
    begun: list[RescueOffers] = []

    def start() -> WindowHands:
        window = show(create_window())
        begun.append(RescueOffers(window.files, watch(window), window.notices, folder))
        return WindowHands(qtbot, window)

    yield start
    for offer in begun:
        offer.close()


Start = Callable[[], WindowHands]


def test_what_is_opened_is_unsaved_and_goes_back_to_its_file(
    crashed: Path, next_start: Start, folder: Path
) -> None:
    hands = next_start()
    assert "“mine”" in offers(hands.window)[0]
    hands.click(button(hands.window.notices, "Open"))
    assert offers(hands.window) == []
    assert hands.window.isWindowModified()
    assert hands.figure("step") == "2"
    assert rescued(folder) == [2]  # it stays until this is saved
    hands.press(Key.Key_S, CTRL)
    assert read_document(crashed).experiment.updates == 2
    assert not hands.window.isWindowModified()
    assert rescued(folder) == []


def test_what_was_saved_without_history_is_after_a_crash_too(
    hands: WindowHands, recovery: Recovery, next_start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "small.downhill"
    hands.press(Key.Key_Space)
    hands.answer(name_the_file(hands, path))
    hands.menu("File", "Save without history…")
    hands.press(Key.Key_Space)
    recovery.rescue_now()
    recovery.close(decided=False)

    hands = next_start()
    hands.click(button(hands.window.notices, "Open"))
    hands.press(Key.Key_S, CTRL)
    assert hands.says("Saved as small.downhill, without its history")
    assert read_document(path).experiment.updates == 2
    assert b'"history"' not in path.read_bytes()


def test_a_file_that_changed_since_the_crash_is_not_replaced_in_silence(
    crashed: Path, next_start: Start
) -> None:
    write_document(crashed, open_starter("xor"))
    hands = next_start()
    hands.click(button(hands.window.notices, "Open"))
    hands.answer(click_on(hands, "Cancel"))
    hands.press(Key.Key_S, CTRL)
    assert read_document(crashed).experiment.updates == 0


@pytest.mark.usefixtures("crashed")
def test_what_is_left_for_later_is_offered_again(next_start: Start, folder: Path) -> None:
    hands = next_start()
    hands.click(button(hands.window.notices, "Later"))
    assert offers(hands.window) == []
    hands = next_start()
    hands.click(button(hands.window.notices, "Delete"))
    assert rescued(folder) == []
    assert offers(next_start().window) == []


@pytest.mark.usefixtures("crashed")
def test_work_that_is_there_is_asked_about_first(next_start: Start, folder: Path) -> None:
    hands = next_start()
    hands.press(Key.Key_Space)
    hands.answer(click_on(hands, "Cancel"))
    hands.click(button(hands.window.notices, "Open"))
    assert hands.figure("step") == "1"
    assert len(offers(hands.window)) == 1
    assert 2 in rescued(folder)


@pytest.mark.usefixtures("crashed")
def test_what_was_rescued_and_is_damaged_is_said_and_kept(next_start: Start, folder: Path) -> None:
    damaged = next(folder.glob("*.downhill"))
    os.truncate(damaged, 100)
    hands = next_start()
    read: list[str] = []
    hands.answer(read_into(read))
    hands.click(button(hands.window.notices, "Open"))
    assert read[0] == "What was rescued could not be opened."
    assert damaged.exists()
    assert len(offers(hands.window)) == 1


def test_where_nothing_can_be_rescued_it_is_said_once(
    next_start: Start, folder: Path, qtbot: QtBot
) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.touch()  # where the folder would have to be
    hands = next_start()
    for _ in range(2):
        hands.press(Key.Key_Space)
        qtbot.wait(100)
    assert len(offers(hands.window)) == 1
    assert "lost in a crash" in offers(hands.window)[0]
