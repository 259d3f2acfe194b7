"""The dialog for all that can be taken away, used by hand."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
)

from core.document.edits import with_network
from core.nn.network_edits import set_parameters
from core.nn.quantity import Quantity, QuantityKind
from gui.dialogs import file_questions
from gui.export.export_dialog import ExportDialog
from gui.widgets.fields.count_field import CountField
from tests.gui.window_hands import Key, WindowHands

Deal = Callable[["Exporter"], object]


class Exporter:
    """A hand on the dialog."""

    def __init__(self, dialog: ExportDialog) -> None:
        self.dialog = dialog

    @property
    def titles(self) -> list[str]:
        rows = self.dialog.findChild(QListWidget)
        assert rows is not None
        items = [rows.item(row) for row in range(rows.count())]
        return [item.text().strip() for item in items if item.flags()]

    def choose(self, title: str) -> None:
        rows = self.dialog.findChild(QListWidget)
        assert rows is not None
        (item,) = rows.findItems(title, Qt.MatchFlag.MatchContains)
        self._click(rows, item)

    def _click(self, rows: QListWidget, item: QListWidgetItem) -> None:
        QTest.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(item).center()
        )

    @property
    def text(self) -> str:
        return self.dialog.findChildren(QPlainTextEdit)[0].toPlainText()

    def button(self, text: str) -> QPushButton:
        every = self.dialog.findChildren(QPushButton)
        return next(one for one in every if one.text().replace("&", "") == text)

    def press(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def says(self, text: str) -> bool:
        return any(
            text in one.text() for one in self.dialog.findChildren(QLabel) if one.isVisible()
        )


def export(hands: WindowHands, deal: Deal) -> None:
    """Open the dialog from the menu, do something in it, and close it."""

    def do(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        try:
            deal(Exporter(dialog))
        finally:
            dialog.reject()

    hands.answer(do)
    hands.menu("File", "Export…")


def test_what_there_is(hands: WindowHands) -> None:
    def deal(exporter: Exporter) -> None:
        assert exporter.titles == [
            "NumPy (.py)",
            "PyTorch (.py)",
            "Keras 3 (.py)",
            "PyTorch on several machines (.py)",
            "Jupyter notebook (.ipynb)",
            "ONNX (.onnx)",
            "Losses (.csv)",
            "Weights (.csv)",
            "Slopes (.csv)",
            "Predictions (.csv)",
            "SVG (.svg)",
            "PDF (.pdf)",
            "PNG (.png)",
        ]
        for title in exporter.titles:
            exporter.choose(title)
            assert exporter.button("Save…").isEnabled(), title

    export(hands, deal)


def test_a_script_is_previewed_and_saved(
    hands: WindowHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bank.py"
    monkeypatch.setattr(file_questions, "ask_where", lambda *_: path)
    hands.window.session.step(3)
    hands.window.session.finish_run()

    def deal(exporter: Exporter) -> None:
        exporter.choose("NumPy")
        assert "A neural network and 3 updates" in exporter.text
        exporter.press("Save…")
        assert exporter.says("Saved as bank.py")

    export(hands, deal)
    assert "for updates in range(4):" in path.read_text(encoding="utf-8")


def test_how_many_updates_a_script_takes_is_chosen(hands: WindowHands) -> None:
    def deal(exporter: Exporter) -> None:
        exporter.choose("NumPy")
        field = exporter.dialog.findChildren(CountField)[0]
        field.setValue(7)
        assert not exporter.button("Save…").isEnabled(), "until the script is made anew"
        hands.wait_until(lambda: "and 7 updates of its weights" in exporter.text)
        assert exporter.button("Save…").isEnabled()

    export(hands, deal)


def test_the_losses_of_the_whole_path_are_there(hands: WindowHands) -> None:
    session = hands.window.session
    session.step(2)
    session.finish_run()
    network = set_parameters(session.document.experiment.network, [0], 0.5)
    session.apply("Set a weight", with_network(session.document, network))
    session.step(1)
    session.finish_run()

    def deal(exporter: Exporter) -> None:
        exporter.choose("Losses")
        rows = list(csv.reader(exporter.text.splitlines()))
        assert [row[0] for row in rows] == ["step", "0", "1", "2", "2", "3"]
        assert float(rows[1][1]) == 121
        exporter.press("Copy")

    export(hands, deal)
    assert QGuiApplication.clipboard().text().startswith("step,loss\n0,121.0\n")


def test_histories_are_there_where_some_are_drawn(hands: WindowHands) -> None:
    session = hands.window.session
    session.step(2)
    session.finish_run()
    weight = Quantity(QuantityKind.WEIGHT, parameter=0)
    session.look(replace(session.focus, histories=(weight,)))

    def deal(exporter: Exporter) -> None:
        exporter.choose("Histories")
        assert exporter.text.startswith("step,accounts → hidden 1\n0,2.0\n")

    export(hands, deal)


def test_what_is_hidden_is_not_told(hands: WindowHands) -> None:
    hands.menu("Learn", "Hide", "Hide errors")

    def deal(exporter: Exporter) -> None:
        for title in ("NumPy", "ONNX", "Losses", "Predictions"):
            exporter.choose(title)
            assert exporter.says("Numbers are hidden (Learn ▸ Hide): this would tell them")
            assert not exporter.button("Save…").isEnabled()
            assert not exporter.button("Copy").isEnabled()
        exporter.choose("PNG")
        assert exporter.button("Save…").isEnabled()

    export(hands, deal)


def test_what_is_still_to_come_in_the_walkthrough_is_not_told(hands: WindowHands) -> None:
    hands.press(Key.Key_PageDown)

    def deal(exporter: Exporter) -> None:
        exporter.choose("Slopes")
        assert exporter.says("leave the walkthrough first")
        assert not exporter.button("Save…").isEnabled()

    export(hands, deal)


def test_a_picture_shows_what_is_chosen(hands: WindowHands) -> None:
    def deal(exporter: Exporter) -> None:
        exporter.choose("PNG")
        names = [box.itemText(0) for box in exporter.dialog.findChildren(QComboBox)]
        assert "The network" in names
        exporter.press("Copy")

    export(hands, deal)
    assert not QGuiApplication.clipboard().image().isNull()


def test_the_kind_is_remembered(hands: WindowHands) -> None:
    export(hands, lambda exporter: exporter.choose("Weights"))
    found: list[str] = []
    export(hands, lambda exporter: found.append(exporter.text))
    assert found[0].startswith("layer,from,to,weight")
