"""A saved document reopens with all that was done."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.document.edits import with_network
from core.files.history.block import BlockReader, BlockWriter
from core.history.moments import Moment
from core.nn.network_edits import set_parameters
from gui.app import create_window
from gui.shell.main_window import MainWindow
from tests.gui.file_hands import Answer, choose, name_the_file
from tests.gui.window_hands import Key, Modifier, WindowHands

CTRL = Modifier.ControlModifier
Reopen = Callable[[Path], WindowHands]


@pytest.fixture
def reopen(qtbot: QtBot, show: Callable[[MainWindow], MainWindow]) -> Reopen:
    """Open a file in another window."""
    return lambda path: WindowHands(qtbot, show(create_window(path)))


def worked(hands: WindowHands, path: Path) -> Path:
    """Five steps, an edit, two steps more, and all of it in a file."""
    session = hands.window.session
    for _ in range(5):
        hands.press(Key.Key_Space)
    network = set_parameters(session.document.experiment.network, [0], 0.25)
    session.apply("Set a weight", with_network(session.document, network))
    for _ in range(2):
        hands.press(Key.Key_Space)
    session.save(path)
    return path


def test_back_and_undo_go_on_where_they_were(
    hands: WindowHands, reopen: Reopen, tmp_path: Path
) -> None:
    path = worked(hands, tmp_path / "bank.downhill")
    again = reopen(path)
    assert again.figure("step") == "7"
    losses = [again.figure("loss")]
    for _ in range(3):
        again.click(again.button("Back"))
        losses.append(again.figure("loss"))
    assert again.figure("step") == "5"
    before = [hands.figure("loss")]
    for _ in range(3):
        hands.click(hands.button("Back"))
        before.append(hands.figure("loss"))
    assert losses == before
    again.menu("Edit", "Undo Step")
    assert again.figure("step") == "4"


def test_nothing_is_unsaved_until_a_moment_is_named(
    hands: WindowHands, reopen: Reopen, tmp_path: Path
) -> None:
    session = reopen(worked(hands, tmp_path / "bank.downhill")).window.session
    assert not session.is_modified
    session.name_moment(Moment(0, 3), "a good place")
    assert session.is_modified
    session.save(tmp_path / "bank.downhill")
    assert not session.is_modified
    again = reopen(tmp_path / "bank.downhill").window.session
    assert again.history.name_of(Moment(0, 3)) == "a good place"


def test_without_history_a_file_is_small(
    hands: WindowHands, reopen: Reopen, tmp_path: Path
) -> None:
    whole = worked(hands, tmp_path / "whole.downhill")
    small = tmp_path / "small.downhill"
    hands.window.session.save(small, with_history=False)
    assert not has_history(small)
    assert small.stat().st_size < whole.stat().st_size
    assert reopen(small).figure("step") == "7"


def test_what_was_saved_without_history_goes_on_being_saved_so(
    hands: WindowHands, tmp_path: Path
) -> None:
    worked(hands, tmp_path / "whole.downhill")
    small, whole = tmp_path / "small.downhill", tmp_path / "again.downhill"
    hands.answer(name_the_file(hands, small))
    hands.menu("File", "Save without history…")
    assert hands.says("Saved as small.downhill, without its history")
    hands.press(Key.Key_Space)
    hands.press(Key.Key_S, CTRL)
    assert hands.says("Saved as small.downhill, without its history")
    assert not has_history(small)
    hands.press(Key.Key_Space)
    hands.answer(choose(hands, Answer.Discard))
    hands.menu("File", "Revert")
    hands.press(Key.Key_Space)
    hands.press(Key.Key_S, CTRL)
    assert not has_history(small)
    hands.answer(name_the_file(hands, whole))
    hands.press(Key.Key_S, CTRL | Modifier.ShiftModifier)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_S, CTRL)
    assert has_history(whole)
    assert not has_history(small)


def test_without_history_is_a_choice_for_one_file(hands: WindowHands, tmp_path: Path) -> None:
    whole = worked(hands, tmp_path / "whole.downhill")
    hands.answer(name_the_file(hands, tmp_path / "small.downhill"))
    hands.menu("File", "Save without history…")
    hands.drop(whole)
    hands.press(Key.Key_Space)
    hands.press(Key.Key_S, CTRL)
    assert has_history(whole)


def has_history(path: Path) -> bool:
    return "history" in json.loads(path.read_text(encoding="utf-8"))


def test_a_history_that_cannot_be_read_costs_nothing_else(
    hands: WindowHands, reopen: Reopen, tmp_path: Path
) -> None:
    path = worked(hands, tmp_path / "bank.downhill")
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["history"]["numbers"] = "no numbers"
    path.write_text(json.dumps(whole), encoding="utf-8")
    again = reopen(path)
    assert again.says("its history begins here")
    assert again.figure("step") == "7"
    again.press(Key.Key_Space)
    assert again.figure("step") == "8"


def test_a_moment_that_comes_out_otherwise_here_is_not_shown(
    hands: WindowHands, reopen: Reopen, tmp_path: Path
) -> None:
    """As though another machine had rounded: of twenty steps every fourth is in the file."""
    session = hands.window.session
    session.step(20)
    session.finish_run()
    for _ in range(2):
        session.history.lines[0].trace.thin()
    path = tmp_path / "bank.downhill"
    session.save(path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    trace = whole["history"]["lines"][0]["trace"]
    assert trace["stride"] == 4
    reader = BlockReader(whole["history"]["numbers"])
    numbers = reader.read(reader.size).copy()
    eighth = numbers.size - 6 * (trace["vectors"] - 1)
    numbers[eighth] = np.nextafter(numbers[eighth], np.inf)
    writer = BlockWriter()
    writer.write(numbers)
    whole["history"]["numbers"] = writer.text
    path.write_text(json.dumps(whole), encoding="utf-8")
    again = reopen(path)
    again.window.session.go(Moment(0, 6))
    assert again.figure("step") == "4"
    assert again.says("computed on another machine")
    again.window.session.go(Moment(0, 2))
    assert again.figure("step") == "2"
