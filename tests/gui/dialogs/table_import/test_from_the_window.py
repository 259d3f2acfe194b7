"""A table from the window through the dialog to the network that learns it."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.data.scaling import Scale
from core.nn.losses import MEAN_SQUARED_ERROR
from core.nn.losses_of_probabilities import CROSS_ENTROPY
from gui.dialogs.table_import.table_import_dialog import TableImportDialog
from tests.gui.dialogs.table_import.import_hands import ImportHands
from tests.gui.dialogs.table_import.tables import THINGS
from tests.gui.window_hands import Key, WindowHands


def accept(target: str, bot: QtBot) -> Callable[[QDialog], None]:
    """Predict a column and learn."""

    def deal(dialog: QDialog) -> None:
        assert isinstance(dialog, TableImportDialog)
        hands = ImportHands(dialog, bot)
        hands.settle()
        hands.predict(target)
        hands.learn()

    return deal


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("things.csv", THINGS.encode()),
        ("things.csv.gz", gzip.compress(THINGS.encode())),
        ("things.dat", THINGS.encode()),
    ],
)
def test_a_table_dropped_on_the_window_is_learnt(
    name: str, data: bytes, hands: WindowHands, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    hands.answer(accept("cost", qtbot))
    hands.drop(path)
    experiment = hands.window.session.document.experiment
    assert experiment.network.sizes == (5, 8, 1)
    assert experiment.loss is MEAN_SQUARED_ERROR
    assert experiment.dataset.input_scaling.scale is Scale.STANDARD
    assert experiment.validation is not None
    assert (experiment.dataset.rows, experiment.validation.rows) == (48, 12)
    assert hands.window.windowTitle().startswith("things")
    assert hands.says("48 rows, 12 set aside")
    hands.press(Key.Key_Space)
    assert hands.figure("step") == "1"


def test_a_pasted_table_of_classes(hands: WindowHands, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(THINGS.replace(",", "\t"))
    hands.answer(accept("colour", qtbot))
    hands.menu("Data", "Paste a table…")
    assert hands.window.session.document.experiment.loss is CROSS_ENTROPY
    assert hands.window.loss_panel.accuracy.text().startswith("accuracy: ")


def test_waving_the_question_away_leaves_the_work_alone(hands: WindowHands, tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text(THINGS, encoding="utf-8")
    before = hands.window.session.document
    hands.answer(lambda dialog: dialog.reject())
    hands.drop(path)
    assert hands.window.session.document is before
