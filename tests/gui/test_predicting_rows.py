"""Data, Predict new rows: a line out for each line in, with its progress, and given up at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QProgressBar
from pytestqt.qtbot import QtBot

from core.data.scaling import Scale
from core.files.file_reading import read_file
from core.opening.from_table import Learning
from core.opening.table_file import open_table
from tests.gui.file_hands import name_the_file, read_into
from tests.gui.window_hands import Key, WindowHands

ROWS = [f"{at % 7 + 0.5},{['red', 'blue'][at % 3 % 2]},{at * 2}" for at in range(20)]
MANY = 40_000


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show how far something is from its beginning on, on a fast machine, too."""
    monkeypatch.setattr("gui.dialogs.progress.AT_ONCE", 0.0)


@pytest.fixture
def things(hands: WindowHands, tmp_path: Path) -> WindowHands:
    path = tmp_path / "things.csv"
    path.write_text("\n".join(["size,colour,price", *ROWS]), encoding="utf-8")
    learning = Learning(hidden=(3,), target_scale=Scale.NONE)
    hands.window.session.load(open_table(read_file(path), ["price"], learning)[0])
    return hands


@pytest.fixture
def predict(
    things: WindowHands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[str], None]:
    """Choose this file in the menu's question."""

    def choose(text: str) -> None:
        new = tmp_path / "new.csv"
        new.write_text(text, encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(new), ""))
        things.menu("Data", "Predict new rows…")

    return choose


def test_a_new_category_and_a_blank_line_have_an_empty_prediction_and_are_told(
    things: WindowHands, predict: Callable[[str], None], tmp_path: Path
) -> None:
    saved = tmp_path / "out.csv"
    things.answer(name_the_file(things, saved))
    predict("colour,size\npink,1.5\n\nred,2\n")
    lines = saved.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["colour,size,predicted price", "pink,1.5,", ",,"]
    assert lines[3].startswith("red,2,")
    assert len(lines) == 4
    assert things.says("2 of 3 rows have no prediction")
    assert things.says("“pink” in line 2 is none of the categories “blue”, “red”")


def test_a_file_without_a_row_that_fits_is_refused_with_the_cell(
    things: WindowHands, predict: Callable[[str], None]
) -> None:
    said: list[str] = []
    things.answer(read_into(said))
    predict("colour,size\npink,1.5\n")
    assert said[0] == "The rows could not be predicted."
    assert "colour: “pink” in line 2 is none of" in said[1]


@pytest.mark.usefixtures("unhurried")
def test_a_long_file_shows_its_progress_and_is_predicted_whole(
    things: WindowHands, predict: Callable[[str], None], tmp_path: Path
) -> None:
    saved = tmp_path / "out.csv"
    values: list[int] = []

    def watch(dialog: QDialog) -> None:
        bar = dialog.findChild(QProgressBar)
        assert isinstance(bar, QProgressBar)
        bar.valueChanged.connect(values.append)
        dialog.finished.connect(lambda: things.answer(name_the_file(things, saved)))

    things.answer(watch)
    predict("colour,size\n" + "red,1.5\n" * MANY)
    assert len(saved.read_text(encoding="utf-8").splitlines()) == MANY + 1
    assert values == sorted(values)
    assert len(values) > 3


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("by", ["Escape", "Cancel"])
def test_given_up_nothing_is_asked_and_nothing_written(
    by: str, things: WindowHands, predict: Callable[[str], None], tmp_path: Path, qtbot: QtBot
) -> None:
    def give_up(dialog: QDialog) -> None:
        assert dialog.findChild(QProgressBar) is not None
        if by == "Escape":
            qtbot.keyClick(dialog, Key.Key_Escape)
            return
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        things.click(buttons.button(QDialogButtonBox.StandardButton.Cancel))

    before = things.window.session.document
    things.answer(give_up)
    predict("colour,size\n" + "red,1.5\n" * MANY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.csv", "things.csv"]
    assert things.window.session.document is before
    assert not things.says("Predictions saved")
