"""Rows set aside, in the menu and on the command line: the same seed takes the same rows."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.document.document import Document
from core.files.file_reading import read_file
from core.nn.loss import Loss
from core.nn.losses import MEAN_SQUARED_ERROR
from core.opening.from_table import Learning
from core.opening.table_file import open_table
from gui.style.theme import Theme
from main import main
from tests.gui.dialogs.table_import.import_hands import open_dialog
from tests.gui.window_hands import Key, WindowHands

MENU = ("Data", "Set rows aside for validation")
NONE = "None: learn from all rows"
NUMBERS = "x,y\n" + "".join(f"{at},{at % 17 + 0.5}\n" for at in range(40))
# Twenty of each of two classes, and one alone.
CLASSES = "x,kind\n" + "".join(f"{at},{'abc'[at % 2 if at else 2]}\n" for at in range(41))


@pytest.fixture(params=[NUMBERS, CLASSES], ids=["numbers", "classes"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / "rows.csv"
    file.write_text(request.param, encoding="utf-8")
    return file


def opened(path: Path, validation: float = 0.0, seed: int = 4) -> Document:
    return open_table(read_file(path), [], Learning(validation=validation, seed=seed))[0]


def rows(document: Document) -> tuple[list[float], list[float]]:
    """The rows to learn from and those set aside, by their x, in their order."""
    aside = document.experiment.validation
    first = document.experiment.dataset.own_inputs[0].tolist()
    return first, [] if aside is None else aside.own_inputs[0].tolist()


def test_the_menu_sets_the_same_rows_aside_whatever_was_set_before(
    hands: WindowHands, path: Path
) -> None:
    session = hands.window.session
    session.load(opened(path))
    whole = rows(session.document)
    hands.menu(*MENU, "20% of the rows")
    fifth = rows(session.document)
    assert len(fifth[1]) == 8
    assert sorted(fifth[0] + fifth[1]) == whole[0]
    for before in ("50% of the rows", "10% of the rows", NONE):
        hands.menu(*MENU, before)
        hands.menu(*MENU, "20% of the rows")
        assert rows(session.document) == fifth
    hands.menu(*MENU, NONE)
    assert rows(session.document) == whole
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rows(session.document) == fifth
    hands.menu(*MENU, "30% of the rows")
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rows(session.document) == fifth


def test_what_a_table_was_opened_with_is_what_the_menu_sets_aside(
    hands: WindowHands, path: Path
) -> None:
    session = hands.window.session
    at_once = rows(opened(path, validation=0.2))
    session.load(opened(path))
    hands.menu(*MENU, "20% of the rows")
    assert rows(session.document) == at_once
    session.load(opened(path, validation=0.5))
    hands.menu(*MENU, "20% of the rows")
    assert rows(session.document) == at_once
    hands.menu(*MENU, NONE)
    assert rows(session.document) == rows(opened(path))


@pytest.mark.parametrize("loss", [None, MEAN_SQUARED_ERROR])
def test_the_only_row_of_a_class_is_learnt_from_whatever_the_loss(
    hands: WindowHands, tmp_path: Path, loss: Loss | None
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(CLASSES, encoding="utf-8")
    for seed in range(4):
        learning = Learning(validation=0.3, seed=seed, loss=loss)
        document = open_table(read_file(path), [], learning)[0]
        assert 0 in rows(document)[0]
        hands.window.session.load(document)
        hands.menu(*MENU, "50% of the rows")
        assert 0 in rows(hands.window.session.document)[0]
        hands.menu(*MENU, "30% of the rows")
        assert rows(hands.window.session.document) == rows(document)


def test_rows_removed_meanwhile_leave_the_others_in_order(hands: WindowHands, path: Path) -> None:
    session = hands.window.session
    session.load(opened(path))
    hands.menu(*MENU, "20% of the rows")
    learnt = rows(session.document)[0]
    for row in (0, 3, 3):
        hands.data.click(row, 0)
        hands.data.press(Key.Key_Delete)
    gone = {learnt[0], learnt[4], learnt[5]}
    assert gone.isdisjoint(rows(session.document)[0])
    hands.menu(*MENU, NONE)
    assert rows(session.document)[0] == [x for x in range(len(learnt) + 8) if x not in gone]
    for _ in range(5):
        hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert rows(session.document) == rows(opened(path))


def test_the_dialog_sets_aside_what_the_menu_does(
    hands: WindowHands, path: Path, theme: Theme, qtbot: QtBot
) -> None:
    dialog = open_dialog(path.read_bytes(), theme, qtbot)
    dialog.unfold(dialog.dialog.how_learnt)
    dialog.write(dialog.dialog.learning.aside, "20")
    dialog.write(dialog.dialog.learning.seed, "4")
    learnt = dialog.learn()
    assert rows(learnt) == rows(opened(path, validation=0.2))
    hands.window.session.load(learnt)
    hands.menu(*MENU, NONE)
    assert rows(hands.window.session.document) == rows(opened(path))


def test_the_command_line_sets_aside_what_the_window_does(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in ("4", "5"):
        options = ("--validation", "0.2", "--seed", seed, "--scale", "none")
        assert main([str(path), *options, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        learnt = [row[0] for row in found["inputs"]]
        assert learnt == rows(opened(path, 0.2, int(seed)))[0]
